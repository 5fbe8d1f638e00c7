// SPDX-License-Identifier: MIT
#include "read/line_probe.hpp"

#include <algorithm>
#include <limits>

#include "limits.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

// CHROM and POS of the line at the start of `text`; nothing where more of the line must be read to know them.
std::optional<LineStart> line_start(std::string_view text, std::int64_t offset, const RowShape& shape, bool is_all) {
  constexpr std::size_t longest_position = 32;  // more than any POS has, without its leading zeros
  if (text.empty()) return std::nullopt;
  const std::size_t newline = text.find('\n');
  const std::string_view line = text.substr(0, newline);
  const auto fields = static_cast<std::size_t>(std::ranges::count(line, '\t'));  // that are ended by a tab
  if (newline == std::string_view::npos && fields <= std::max(shape.chrom, shape.pos) && !is_all) return std::nullopt;
  std::string_view position = field_at(line, shape.pos);
  while (position.size() > 1 && position[0] == '0') position.remove_prefix(1);
  return LineStart{offset, std::string(field_at(line, shape.chrom)), std::string(position.substr(0, longest_position))};
}

}  // namespace

std::optional<LineStart> first_line(const Source& source, std::int64_t body_begin, std::int64_t offset,
                                    const RowShape& shape, std::int64_t end) {
  constexpr std::size_t least = 4096, most = std::size_t{1} << 20;
  std::size_t step = least;
  std::string text;
  std::int64_t begin = offset > body_begin ? offset - 1 : offset;  // the byte before tells whether a line begins here
  bool found = begin == offset;
  for (std::int64_t at = begin; at < source.size();) {
    const std::size_t before = text.size();
    text.resize(before + std::max(step, before));
    text.resize(before + source.read_at(text.data() + before, text.size() - before, at));
    at += static_cast<std::int64_t>(text.size() - before);
    if (!found) {
      const std::size_t newline = text.find('\n');
      begin += static_cast<std::int64_t>(newline == std::string::npos ? text.size() : newline + 1);
      found = newline != std::string::npos;
      text.erase(0, newline == std::string::npos ? newline : newline + 1);
    }
    if (found) {
      if (auto line = line_start(text, begin, shape, at == source.size())) return line;
    }
    if (begin >= end || begin - offset > static_cast<std::int64_t>(max_line) || text.size() > max_line) break;
    step = std::min(2 * step, most);
  }
  return std::nullopt;
}

FoundRow find_row(const Source& source, std::int64_t low, std::int64_t high, std::int64_t position, std::int64_t least,
                  const RowShape& shape) {
  constexpr std::int64_t no_position = std::numeric_limits<std::int64_t>::max();
  // Lines before `low` have a smaller POS, the one at `found` has not, and no line begins in [high, found).
  const std::int64_t begin = low;
  FoundRow found{high};
  std::int64_t below = least, above = no_position;  // POS of the lines nearest to [low, high) that were looked at
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const std::optional<LineStart> line = first_line(source, begin, middle, shape, high);
    if (!line || line->offset >= high) {
      high = middle;
      continue;
    }
    const std::int64_t here = parse_whole_number(line->position).value_or(no_position);
    if (here != no_position && (here < below || here > above)) found.in_order = false;
    if (here >= position) {
      found.offset = line->offset;
      high = middle;
      above = std::min(above, here);
    } else {
      low = line->offset + 1;
      below = here;
    }
  }
  return found;
}

std::int64_t count_lines(const Source& source, std::int64_t body_begin, std::int64_t offset) {
  constexpr std::size_t piece = std::size_t{1} << 20;
  if (offset <= body_begin) return 0;
  // A line begins behind each newline, so the last byte before `offset` does not count.
  std::string text(piece, '\0');
  std::int64_t lines = 1;
  for (std::int64_t at = body_begin; at < offset - 1;) {
    const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(piece, offset - 1 - at));
    const std::size_t got = source.read_at(text.data(), wanted, at);
    lines += std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(got), '\n');
    at += static_cast<std::int64_t>(got);
    if (got < wanted) break;
  }
  return lines;
}

}  // namespace matrix2vcf
