// SPDX-License-Identifier: MIT
#include "sites/letters.hpp"

#include <algorithm>

namespace matrix2vcf {

namespace {

constexpr std::array<std::uint8_t, 256> make_letter_table() {
  std::array<std::uint8_t, 256> table{};
  table.fill(letter_uncommon);
  table['A'] = letter_a;
  table['C'] = letter_c;
  table['G'] = letter_g;
  table['T'] = letter_t;
  table['N'] = table['.'] = table['?'] = letter_missing;
  table['-'] = table['*'] = letter_gap;
  return table;
}

constexpr std::array<std::uint8_t, 256> letter_table = make_letter_table();

}  // namespace

std::uint8_t letter_of(char letter) noexcept { return letter_table[static_cast<unsigned char>(letter)]; }

unsigned letters_present(const char* cells, std::size_t columns) noexcept {
  unsigned present = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    present |= letter_of(cells[2 * column + 1]);
    if (cells[2 * column] != '\t') present |= letter_uncommon;
  }
  return present;
}

void letters_to_codes(const char* cells, std::size_t columns, const LetterCodes& table, std::uint8_t* codes) noexcept {
  for (std::size_t column = 0; column < columns; ++column)
    codes[column] = table[static_cast<unsigned char>(cells[2 * column + 1]) & 15U];
}

std::size_t count_code(std::span<const std::uint8_t> codes, std::uint8_t code) noexcept {
  return static_cast<std::size_t>(std::count(codes.begin(), codes.end(), code));
}

}  // namespace matrix2vcf
