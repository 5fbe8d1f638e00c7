// SPDX-License-Identifier: MIT
// digits - the number that up to 8 digits are, without a branch a digit.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace matrix2vcf {

inline constexpr std::size_t word_digits = 8;  ///< digits that one 64-bit word holds

/// The number that the `digits` (1 to word_digits) characters at `text` are, or -1 where one is no digit; 8 bytes are
/// read. The first character is the lowest byte; zeros are put in front, then neighbours are joined: 8 digits, 4 pairs,
/// 2 fours, 1 number (Johnny Lee; see Lemire, "Quickly parsing eight digits", 2018).
[[nodiscard]] inline std::int64_t parse_digits(const char* text, std::size_t digits) noexcept {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t zeros = 0x3030303030303030;
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  if (digits < word_digits) word = word << (64 - 8 * digits) | zeros >> (8 * digits);
  const std::uint64_t high = word & 0xF0F0F0F0F0F0F0F0;
  const std::uint64_t carried = (word + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0;
  if (high != zeros || carried != zeros) return -1;
  word = (word & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8U;                                        // 10 x lower + higher
  word = (word & 0x00FF00FF00FF00FF) * 6553601 >> 16U;                                    // 100 x
  return static_cast<std::int64_t>((word & 0x0000FFFF0000FFFF) * 42949672960001 >> 32U);  // 10000 x
}

}  // namespace matrix2vcf
