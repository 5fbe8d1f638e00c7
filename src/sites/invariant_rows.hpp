// SPDX-License-Identifier: MIT
// invariant_rows - the hot path of an all-sites matrix: skip rows in the common shape that hold nothing but REF and N.
//
// A shortcut of Scanner: what it skips, Scanner would have found invariant, row by row; where it stops, Scanner looks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cpu.hpp"

namespace matrix2vcf {

/// The row before, which foretells the next one, and what was skipped.
struct RowWalk {
  std::string_view chrom;      ///< of the row before
  std::size_t pos_digits = 0;  ///< of its POS
  std::size_t columns = 0;     ///< allele columns
  std::int64_t position = 0;   ///< its POS; of the last row skipped afterwards
  std::int64_t limit = 0;      ///< largest POS that may be skipped
  std::int64_t rows = 0;       ///< skipped
  std::int64_t repeated = 0;   ///< of these, with the POS of the row before
  std::int64_t next = -1;      ///< POS of the row that was left, where it is as foretold but for its cells
};

/// Skips rows from `at` on, and returns the first row that it leaves alone. A row is skipped where CHROM is the one
/// before, POS has as many digits and is not smaller, REF is one of A C G T N, and every cell is REF, N or '.'. Text up
/// to `end` is whole lines, with slice_padding readable bytes behind it.
[[nodiscard]] const char* skip_invariant_rows(const char* at, const char* end, RowWalk& walk,
                                              Cpu level = cpu()) noexcept;

}  // namespace matrix2vcf
