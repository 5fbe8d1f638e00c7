// SPDX-License-Identifier: MIT
#include "threads.hpp"

#include <sched.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr std::int64_t no_limit = std::numeric_limits<int>::max();

std::int64_t affinity_cores() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (sched_getaffinity(0, sizeof cores, &cores) == 0) return CPU_COUNT(&cores);
  return std::max(1U, std::thread::hardware_concurrency());  // more cores than a cpu_set_t holds
}

std::optional<std::int64_t> number_in(const std::string& path) {
  std::ifstream file(path);
  std::string word;
  file >> word;
  return parse_whole_number(word);
}

std::int64_t quota_cores(std::int64_t quota, std::int64_t period) {
  return period > 0 ? std::max<std::int64_t>(1, (quota + period - 1) / period) : no_limit;
}

// cgroup v2: "QUOTA PERIOD" or "max PERIOD"; v1: two files, -1 for no limit.
std::int64_t group_cores(const std::string& folder) {
  std::ifstream v2(folder + "/cpu.max");
  std::string quota, period;
  if (v2 >> quota >> period) {
    const auto quota_us = parse_whole_number(quota);
    return quota_us ? quota_cores(*quota_us, parse_whole_number(period).value_or(0)) : no_limit;
  }
  const auto quota_us = number_in(folder + "/cpu.cfs_quota_us");
  const auto period_us = number_in(folder + "/cpu.cfs_period_us");
  return quota_us && period_us ? quota_cores(*quota_us, *period_us) : no_limit;
}

std::int64_t slurm_cores() {
  const char* const text = std::getenv("SLURM_CPUS_PER_TASK");
  const std::int64_t cores = parse_whole_number(text == nullptr ? "" : text).value_or(0);
  return cores > 0 ? cores : no_limit;
}

}  // namespace

// Lines of `groups`: NUMBER:CONTROLLERS:PATH, without controllers for v2. In a container the path may be the host's,
// which is not there to see; its root is.
std::int64_t cgroup_cores(const std::string& root, const std::string& groups) {
  std::int64_t least = no_limit;
  std::ifstream lines(groups);
  std::vector<std::string> folders{root, root + "/cpu"};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const bool is_v2 = controllers == ",,";
    if (!is_v2 && controllers.find(",cpu,") == std::string::npos) continue;
    for (std::string path = line.substr(second + 1); path.size() > 1; path.erase(path.rfind('/')))
      folders.push_back(root + (is_v2 ? "" : "/cpu") + path);
  }
  for (const std::string& folder : folders) least = std::min(least, group_cores(folder));
  return least;
}

int usable_cores() {
  return static_cast<int>(std::max<std::int64_t>(
      1, std::min({affinity_cores(), cgroup_cores("/sys/fs/cgroup", "/proc/self/cgroup"), slurm_cores()})));
}

}  // namespace matrix2vcf
