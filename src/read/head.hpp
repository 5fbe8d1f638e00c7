// SPDX-License-Identifier: MIT
// head - the lines of a matrix before its first row, and how many columns that row has (spec section 2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limits.hpp"
#include "read/source.hpp"
#include "row_shape.hpp"

namespace matrix2vcf {

struct Head {
  std::string text;                               ///< what was read, from byte 0; reaches into the body
  std::int64_t body_begin = 0;                    ///< offset of the first row
  std::int64_t lines_before = 0;                  ///< lines before it
  std::optional<std::vector<std::string>> names;  ///< of all columns, where there is a header line
  std::int64_t names_line = 0;                    ///< its line number
  std::size_t first_row_columns = 0;              ///< 0: there is no row
  bool first_row_is_comment = false;              ///< it begins with `#`, which the scan will refuse
};

/// Reads from the start of `source` to the end of the first row. Where `headerless`, the first line that is no `##`
/// line is a row whatever it holds. `shape`: where CHROM and POS stand. Throws Error(Exit::content) for an empty input
/// or a line over 1 GiB.
[[nodiscard]] Head read_head(Source& source, bool headerless, const RowShape& shape = {});

/// True where `fields` are those of a header line: CHROM in one of its spellings, and POS or POSITION, in any case.
[[nodiscard]] bool is_header(const std::vector<std::string_view>& fields, const RowShape& shape = {});

}  // namespace matrix2vcf
