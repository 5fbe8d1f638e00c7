// SPDX-License-Identifier: MIT
// threads - how many cores this process may use.
#pragma once

namespace matrix2vcf {

/// The least of: cores of the affinity mask, the cgroup's CPU quota (v1 and v2, rounded up), SLURM_CPUS_PER_TASK.
/// At least 1.
[[nodiscard]] int usable_cores();

}  // namespace matrix2vcf
