// SPDX-License-Identifier: MIT
// sort_runs - the first half of a sort: rows are read, and leave the memory in runs that are in order.
#pragma once

#include <cstddef>
#include <stop_token>

#include "read/contigs.hpp"
#include "read/head.hpp"
#include "read/sort_files.hpp"
#include "read/sorted_text.hpp"
#include "read/source.hpp"

namespace matrix2vcf {

/// Of a row in memory; keys stand at the end of it, which is a multiple of this.
inline constexpr std::size_t key_bytes = 16;

/// Reads the body of `source` through `memory` into the runs of `files`. Returns the contigs by first appearance, none
/// where the plan has a list. Throws as sort_text does.
[[nodiscard]] ContigNumbers make_runs(Source& source, Head& head, const SortPlan& plan, const std::stop_token& stop,
                                      Bytes memory, RunFiles& files);

}  // namespace matrix2vcf
