// SPDX-License-Identifier: MIT
// sort_merge - the second half of a sort: many runs become fewer.
#pragma once

#include <stop_token>

#include "read/sort_files.hpp"
#include "read/sorted_text.hpp"

namespace matrix2vcf {

/// Merges as many runs at a time as `memory` has room for, neighbours always, so that ties stay in order.
/// Throws Error(Exit::output), Stopped.
[[nodiscard]] RunFiles merge_pass(const RunFiles& from, const SortPlan& plan, const std::stop_token& stop,
                                  Bytes write_memory, Bytes memory);

}  // namespace matrix2vcf
