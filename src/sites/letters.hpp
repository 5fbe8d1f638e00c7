// SPDX-License-Identifier: MIT
// letters - the kernels for rows in the common shape, where every cell is a tab and one letter.
//
// All take the 2 x columns bytes "\tX\tX..." of a row. The letters that a cell may hold in the common shape differ in
// their low four bits, but for N and '.', which mean the same:
//   A 1   C 3   T 4   G 7   * 10   - 13   N . 14   ? 15
// so a table of 16 entries turns letters into codes, which is one byte shuffle for 16 or 32 cells at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "cpu.hpp"

namespace matrix2vcf {

/// What the letters of a row can be, as bits: A row's letters are the OR of its cells' bits.
enum Letter : std::uint8_t {
  letter_a = 1,
  letter_c = 2,
  letter_g = 4,
  letter_t = 8,
  letter_missing = 16,   ///< N . ?
  letter_gap = 32,       ///< - *
  letter_uncommon = 128  ///< anything else, or a tab that is not where it must be
};

/// What REF may be in the common shape: A C G T N.
inline constexpr auto common_references = [] {
  std::array<bool, 256> table{};
  for (const char reference : {'A', 'C', 'G', 'T', 'N'}) table[static_cast<unsigned char>(reference)] = true;
  return table;
}();

[[nodiscard]] constexpr bool is_common_reference(char letter) noexcept {
  return common_references[static_cast<unsigned char>(letter)];
}

/// Code of a letter by its low four bits.
using LetterCodes = std::array<std::uint8_t, 16>;

/// The Letter bit of every byte.
inline constexpr auto letter_bits = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(letter_uncommon);
  table['A'] = letter_a;
  table['C'] = letter_c;
  table['G'] = letter_g;
  table['T'] = letter_t;
  table['N'] = table['.'] = table['?'] = letter_missing;
  table['-'] = table['*'] = letter_gap;
  return table;
}();

[[nodiscard]] constexpr std::uint8_t letter_of(char letter) noexcept {
  return letter_bits[static_cast<unsigned char>(letter)];
}

/// OR of the Letter bits of all cells; letter_uncommon alone where a byte is not what it must be.
[[nodiscard]] unsigned letters_present(const char* cells, std::size_t columns, Cpu level = cpu()) noexcept;

/// codes[i] = table[low four bits of cell i's letter]. `codes` has `columns` entries.
void letters_to_codes(const char* cells, std::size_t columns, const LetterCodes& table, std::uint8_t* codes,
                      Cpu level = cpu()) noexcept;

/// The first column whose letter is one of `letters` (Letter bits) and that `chosen` marks with 1; `columns` where none
/// is. No letter is uncommon.
[[nodiscard]] std::size_t first_column(const char* cells, std::size_t columns, unsigned letters,
                                       const std::uint8_t* chosen, Cpu level = cpu()) noexcept;

/// Most columns of permute_codes().
inline constexpr std::size_t permuted_columns = 32;

/// out[i] = codes[from[i]]. `codes` has permuted_columns readable entries, which `from` stays below.
void permute_codes(const std::uint8_t* codes, std::span<const std::uint8_t> from, std::uint8_t* out,
                   Cpu level = cpu()) noexcept;

/// Bytes that count_code() may read, however few the codes are.
inline constexpr std::size_t counted_codes = 32;

/// How many of `codes` equal `code`.
[[nodiscard]] std::size_t count_code(std::span<const std::uint8_t> codes, std::uint8_t code,
                                     Cpu level = cpu()) noexcept;

}  // namespace matrix2vcf
