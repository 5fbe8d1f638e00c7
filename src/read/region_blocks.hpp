// SPDX-License-Identifier: MIT
// region_blocks - which blocks of a plain, sorted file hold rows of the regions, found without reading the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "read/regions.hpp"
#include "read/source.hpp"
#include "row_shape.hpp"

namespace matrix2vcf {

/// Numbers of the blocks of `block_bytes` in which rows of `regions` may stand, in order, each once: none that holds
/// such a row is left out, and none without a byte of one is among them where rows are as they must be.
/// `first_position`: the POS that the file counts from, 0 or 1. Looks at log2(size) places an end of an interval, but
/// at none of those intervals whose rows stand in blocks that were taken, and once where many lie between two rows.
/// Nothing where the file shows that it is not sorted, or may not be: POS decreases between two lines that were looked
/// at, a contig comes back, or has no rows where it was looked for. Throws as Source::read_at and locate_contigs,
/// Stopped.
[[nodiscard]] std::optional<std::vector<std::int64_t>> region_blocks(const Source& source, std::int64_t body_begin,
                                                                     std::span<const Region> regions,
                                                                     std::size_t block_bytes,
                                                                     std::int64_t first_position, const RowShape& shape,
                                                                     const std::stop_token& stop);

}  // namespace matrix2vcf
