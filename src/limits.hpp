// SPDX-License-Identifier: MIT
// limits - the few limits of the input that more than one room must know (spec section 2).
#pragma once

#include <cstddef>
#include <cstdint>

namespace matrix2vcf {

/// Longest line that is read.
inline constexpr std::size_t max_line = std::size_t{1} << 30;

/// Largest POS, and largest last base of a REF: what BCF and the indexes can hold.
inline constexpr std::int64_t max_position = (std::int64_t{1} << 31) - 2;

/// Readable bytes after every slice of text: vector code may look past the last line.
inline constexpr std::size_t slice_padding = 64;

}  // namespace matrix2vcf
