// SPDX-License-Identifier: MIT
// threads - how many cores this process may use.
#pragma once

#include <cstdint>
#include <string>

namespace matrix2vcf {

/// The least CPU quota, in cores and rounded up, of the control groups of a process and those around them (v1 and v2);
/// INT_MAX without one. `root`: where they are mounted; `groups`: the file that names the process's own.
[[nodiscard]] std::int64_t cgroup_cores(const std::string& root, const std::string& groups);

/// The least of: cores of the affinity mask, cgroup_cores(), SLURM_CPUS_PER_TASK.
/// At least 1.
[[nodiscard]] int usable_cores();

}  // namespace matrix2vcf
