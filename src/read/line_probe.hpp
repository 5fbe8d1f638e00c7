// SPDX-License-Identifier: MIT
// line_probe - look at single lines of a plain file: the first from an offset on, in sorted rows the first of a POS.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "read/source.hpp"
#include "row_shape.hpp"

namespace matrix2vcf {

/// A line of the body, as far as it tells where it belongs.
struct LineStart {
  std::int64_t offset = 0;  ///< of its first byte in the text
  std::string chrom;
  std::string position;  ///< its POS, empty where there is none; cut where it is too long for any POS
};

/// The first line that begins at or after `offset`, which is `body_begin`, where a line begins, or a later one. Nothing
/// where no line begins there, or one is longer than 1 GiB: whoever reads that row tells. One that begins at `end` or
/// later need not be found: where lines are long, a search that halves reads all of them but once. Throws as
/// Source::read_at.
[[nodiscard]] std::optional<LineStart> first_line(const Source& source, std::int64_t body_begin, std::int64_t offset,
                                                  const RowShape& shape = {},
                                                  std::int64_t end = std::numeric_limits<std::int64_t>::max());

struct FoundRow {
  std::int64_t offset = 0;
  bool in_order = true;  ///< false: POS decreases from one line that was looked at to another
};

/// Where the first line with a POS of at least `position` begins, among the rows of one contig in [low, high): `low`
/// begins a line, POS does not decrease and is `least` or more. `high` where there is none. A line without a POS counts
/// as one that has it: whoever reads the row tells what is wrong with it. Looks at log2(high - low) places.
[[nodiscard]] FoundRow find_row(const Source& source, std::int64_t low, std::int64_t high, std::int64_t position,
                                std::int64_t least = 0, const RowShape& shape = {});

/// How many lines begin in the body before `offset`. Reads all of it.
[[nodiscard]] std::int64_t count_lines(const Source& source, std::int64_t body_begin, std::int64_t offset);

}  // namespace matrix2vcf
