// SPDX-License-Identifier: MIT
// region_blocks - which blocks of a plain, sorted file hold rows of the regions, found without reading the others.
#include "read/region_blocks.hpp"

#include <algorithm>
#include <matrix2vcf/error.hpp>

#include "limits.hpp"
#include "read/contigs.hpp"
#include "read/line_probe.hpp"
#include "text.hpp"

namespace matrix2vcf {

std::optional<std::vector<std::int64_t>> region_blocks(const Source& source, std::int64_t body_begin,
                                                       std::span<const Region> regions, std::size_t block_bytes,
                                                       std::int64_t first_position, const RowShape& shape,
                                                       const std::stop_token& stop) {
  const auto step = static_cast<std::int64_t>(block_bytes);
  const std::int64_t shift = 1 - first_position;
  const LocatedContigs located = locate_contigs(source, body_begin, stop, shape);
  if (!located.stand_together) return std::nullopt;
  std::vector<std::int64_t> blocks;
  for (const Region& region : regions) {
    const std::int32_t number = located.contigs.find(region.contig);
    if (number < 0) return std::nullopt;  // of the list: has no rows, or some in between those of another
    const std::int64_t low = located.begins[static_cast<std::size_t>(number)];
    const std::int64_t high = located.begins[static_cast<std::size_t>(number) + 1];
    // The POS, from 1, of the contig's first row from `offset` on; behind all where there is none.
    const auto position_from = [&](std::int64_t offset) {
      const auto row = offset < high ? first_line(source, body_begin, offset, shape) : std::nullopt;
      return row && row->offset < high ? parse_whole_number(row->position).value_or(0) + shift : max_position + 1;
    };
    // Rows of smaller POS that the intervals left could hold stand in blocks that were taken, or there are none.
    std::int64_t covered = 0;
    const std::int64_t least = position_from(low) - shift;
    // The way to the last row shows chunks of a file that were laid together in the wrong order.
    if (!find_row(source, low, high, max_position + 1, least, shape).in_order) return std::nullopt;
    for (const Interval& interval : region.intervals) {
      if (stop.stop_requested()) throw Stopped();
      if (interval.end < covered) continue;
      const std::int64_t begin_position = interval.begin - shift;
      const auto [first, is_sorted] = find_row(source, low, high, begin_position, least, shape);
      const auto [end, goes_on] = find_row(source, first, high, interval.end - shift + 1, begin_position, shape);
      if (!is_sorted || !goes_on) return std::nullopt;
      if (first < end)
        for (std::int64_t block = first / step; block <= (end - 1) / step; ++block) blocks.push_back(block);
      covered = position_from(first < end ? std::max(body_begin, (blocks.back() + 1) * step) : first);
    }
  }
  std::ranges::sort(blocks);
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

}  // namespace matrix2vcf
