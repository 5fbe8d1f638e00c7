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

namespace matrix2vcf {

/// What the letters of a row can be, as bits: A row's letters are the OR of its cells' bits.
enum Letter : std::uint8_t {
  letter_a = 1,
  letter_c = 2,
  letter_g = 4,
  letter_t = 8,
  letter_missing = 16,  ///< N . ?
  letter_gap = 32,      ///< - *
  letter_uncommon = 128 ///< anything else, or a tab that is not where it must be
};

/// Code of a letter by its low four bits.
using LetterCodes = std::array<std::uint8_t, 16>;

[[nodiscard]] std::uint8_t letter_of(char letter) noexcept;

/// OR of the Letter bits of all cells; letter_uncommon alone where a byte is not what it must be.
[[nodiscard]] unsigned letters_present(const char* cells, std::size_t columns) noexcept;

/// codes[i] = table[low four bits of cell i's letter]. `codes` has `columns` entries.
void letters_to_codes(const char* cells, std::size_t columns, const LetterCodes& table, std::uint8_t* codes) noexcept;

/// How many of `codes` equal `code`.
[[nodiscard]] std::size_t count_code(std::span<const std::uint8_t> codes, std::uint8_t code) noexcept;

}  // namespace matrix2vcf
