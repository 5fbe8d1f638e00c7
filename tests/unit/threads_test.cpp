// SPDX-License-Identifier: MIT
// threads_test - no more cores are used than affinity and the scheduler allow.
#include "threads.hpp"

#include <sched.h>

#include <climits>
#include <filesystem>

#include "helpers.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {

TEST_CASE("there is at least one core, and no more than the affinity mask has", "[threads]") {
  const Environment no_slurm("SLURM_CPUS_PER_TASK", nullptr);
  cpu_set_t cores;
  REQUIRE(sched_getaffinity(0, sizeof cores, &cores) == 0);
  CHECK(usable_cores() >= 1);
  CHECK(usable_cores() <= CPU_COUNT(&cores));
}

TEST_CASE("a mask of one core gives one", "[threads]") {
  const Environment no_slurm("SLURM_CPUS_PER_TASK", nullptr);
  cpu_set_t before, one;
  REQUIRE(sched_getaffinity(0, sizeof before, &before) == 0);
  CPU_ZERO(&one);
  for (std::size_t core = 0; core < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++core)
    if (CPU_ISSET(core, &before)) CPU_SET(core, &one);
  REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
  const int cores = usable_cores();
  sched_setaffinity(0, sizeof before, &before);
  CHECK(cores == 1);
}

TEST_CASE("the least quota of the process's groups and those around them counts", "[threads]") {
  namespace fs = std::filesystem;
  const Workspace workspace;
  const std::string root = workspace.file("cgroup"), groups = workspace.file("groups");
  const auto put = [&](const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(root + path).parent_path());
    write_file(root + path, text);
  };
  put("/other", "");
  write_file(groups, "0::/a/b\n");
  CHECK(cgroup_cores(root, groups) == INT_MAX);
  put("/a/b/cpu.max", "max 100000\n");
  CHECK(cgroup_cores(root, groups) == INT_MAX);
  put("/a/cpu.max", "250000 100000\n");
  CHECK(cgroup_cores(root, groups) == 3);
  put("/a/b/cpu.max", "50000 100000\n");
  CHECK(cgroup_cores(root, groups) == 1);
  write_file(groups, "0::/elsewhere\n");
  CHECK(cgroup_cores(root, groups) == INT_MAX);
  CHECK(cgroup_cores(root, workspace.file("none")) == INT_MAX);
  put("/cpu.max", "400000 100000\n");
  CHECK(cgroup_cores(root, workspace.file("none")) == 4);

  write_file(groups, "5:memory:/x\n4:cpu,cpuacct:/job\nnonsense\n0::/\n");
  put("/cpu/job/cpu.cfs_quota_us", "200000\n");
  put("/cpu/job/cpu.cfs_period_us", "100000\n");
  CHECK(cgroup_cores(root, groups) == 2);
  put("/cpu/job/cpu.cfs_quota_us", "-1\n");
  CHECK(cgroup_cores(root, groups) == 4);
}

TEST_CASE("Slurm's word lowers the number and never raises it", "[threads]") {
  int free_choice = 0;
  {
    const Environment no_slurm("SLURM_CPUS_PER_TASK", nullptr);
    free_choice = usable_cores();
  }
  struct Case {
    const char* value;
    int expected;
  };
  for (const Case& c : {Case{"1", 1},
                        {"100000", free_choice},
                        {"99999999999", free_choice},
                        {"0", free_choice},
                        {"-3", free_choice},
                        {"two", free_choice},
                        {"", free_choice}}) {
    const Environment slurm("SLURM_CPUS_PER_TASK", c.value);
    INFO("SLURM_CPUS_PER_TASK=" << c.value);
    CHECK(usable_cores() == c.expected);
  }
}

}  // namespace matrix2vcf::testing
