// SPDX-License-Identifier: MIT
// threads_test - no more cores are used than affinity and the scheduler allow.
#include "threads.hpp"

#include <sched.h>

#include "helpers.hpp"

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
