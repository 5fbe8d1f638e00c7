// SPDX-License-Identifier: MIT
// region_blocks - which blocks of a plain, sorted file hold rows of the regions, found without reading the others.
#include "read/region_blocks.hpp"

#include <algorithm>

#include "limits.hpp"
#include "read/contigs.hpp"
#include "read/line_probe.hpp"
#include "text.hpp"

namespace matrix2vcf {

std::vector<std::int64_t> region_blocks(const Source& source, std::int64_t body_begin, std::span<const Region> regions,
                                        std::size_t block_bytes, std::int64_t first_position, const RowShape& shape,
                                        const std::stop_token& stop) {
  const auto step = static_cast<std::int64_t>(block_bytes);
  const std::int64_t shift = 1 - first_position;
  const LocatedContigs located = locate_contigs(source, body_begin, stop, shape);
  std::vector<std::int64_t> blocks;
  for (const Region& region : regions) {
    const std::int32_t number = located.contigs.find(region.contig);
    if (number < 0) continue;  // of the list, but without rows
    const std::int64_t low = located.begins[static_cast<std::size_t>(number)];
    const std::int64_t high = located.begins[static_cast<std::size_t>(number) + 1];
    std::int64_t covered = 0;  // rows of smaller POS stand in blocks that were taken
    for (const Interval& interval : region.intervals) {
      if (interval.end < covered) continue;
      const std::int64_t first = find_row(source, low, high, interval.begin - shift, shape);
      const std::int64_t end = find_row(source, first, high, interval.end - shift + 1, shape);
      if (first == end) continue;
      for (std::int64_t block = first / step; block <= (end - 1) / step; ++block) blocks.push_back(block);
      const std::int64_t block_end = std::max(body_begin, (blocks.back() + 1) * step);
      const auto next = first_line(source, body_begin, block_end, shape);
      covered = next && next->offset < high ? parse_whole_number(next->position).value_or(0) + shift : max_position + 1;
    }
  }
  std::ranges::sort(blocks);
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

}  // namespace matrix2vcf
