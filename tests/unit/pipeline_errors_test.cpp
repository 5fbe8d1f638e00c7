// SPDX-License-Identifier: MIT
// pipeline_errors_test - many runs that fail at random, in any part of the stage: each ends, with the lowest failure.
//
// MATRIX2VCF_PIPELINE_RUNS=N makes them more. A run of more than a minute is a deadlock and ends the process.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "helpers.hpp"
#include "pipeline.hpp"
#include "random_matrix.hpp"

namespace matrix2vcf::testing {
namespace {

struct ErrorPiece {
  std::int64_t task = 0;
  std::size_t bytes = 1;
  [[nodiscard]] std::size_t weight() const noexcept { return bytes; }
};

struct TaskFailed : std::runtime_error {
  explicit TaskFailed(std::int64_t task) : std::runtime_error("task " + std::to_string(task)), number(task) {}
  std::int64_t number;
};

/// Ends the process where nothing has called alive() for a minute.
class Watchdog {
 public:
  Watchdog() : thread_([this] { watch(); }) {}
  ~Watchdog() {
    {
      const std::scoped_lock lock(mutex_);
      done_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  void alive(std::uint64_t round) {
    {
      const std::scoped_lock lock(mutex_);
      round_ = round;
      ++signs_;
    }
    changed_.notify_all();
  }

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    while (!done_) {
      const std::uint64_t seen = signs_;
      const bool heard = changed_.wait_for(lock, std::chrono::minutes(1), [&] { return done_ || signs_ != seen; });
      if (heard) continue;
      std::fprintf(stderr, "deadlock in round %llu\n", static_cast<unsigned long long>(round_));
      std::_Exit(1);
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t round_ = 0, signs_ = 0;
  bool done_ = false;
  std::thread thread_;
};

void delay_at_random(Dice& dice) {
  if (dice.percent(80)) return;
  if (dice.percent(90)) return std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::microseconds(dice.below(200)));
}

/// What is to happen in a run: numbers of tasks, none: never.
struct Plan {
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  std::int64_t tasks = 0;
  std::int64_t work_fails = none;  // the lowest of these
  std::int64_t work_fails_too = none;
  std::int64_t claim_fails = none;
  std::int64_t write_fails = none;
  int workers = 1;
  std::size_t window = 0;

  [[nodiscard]] std::int64_t lowest() const { return std::min({work_fails, claim_fails, write_fails}); }
};

Plan draw_plan(Dice& dice) {
  Plan plan;
  plan.tasks = dice.between(1, 30);
  plan.workers = static_cast<int>(1 + dice.below(8));
  plan.window = dice.below(12);
  const auto any = [&] { return dice.between(0, plan.tasks - 1); };
  if (dice.percent(80)) plan.work_fails = any();
  if (dice.percent(30)) plan.work_fails_too = std::max(any(), plan.work_fails == Plan::none ? 0 : plan.work_fails);
  if (plan.work_fails == Plan::none) plan.work_fails_too = Plan::none;
  if (dice.percent(15)) plan.claim_fails = any();
  if (dice.percent(15)) plan.write_fails = any();
  // A task that has failed writes nothing to fail at, and one that was not claimed does no work.
  if (plan.write_fails == plan.work_fails) plan.write_fails = Plan::none;
  return plan;
}

/// The number of the failure that comes out, none where there is none; `written` is how many tasks were.
std::int64_t run_plan(const Plan& plan, std::uint64_t seed, std::int64_t& written) {
  std::atomic<std::uint64_t> seeds{seed};
  std::int64_t next = 0;
  const auto claim = [&]() -> std::optional<std::int64_t> {
    if (next == plan.claim_fails) throw TaskFailed(next);
    return next < plan.tasks ? std::optional(next++) : std::nullopt;
  };
  const auto make_worker = [&] {
    return [&, dice = Dice(seeds++)](std::int64_t task, const std::function<void(ErrorPiece&&, bool)>& emit) mutable {
      delay_at_random(dice);
      for (std::size_t pieces = dice.below(3); pieces > 0; --pieces) emit({task, dice.below(5)}, false);
      delay_at_random(dice);
      if (task == plan.work_fails || task == plan.work_fails_too) throw TaskFailed(task);
      emit({task, 1 + dice.below(20)}, true);
    };
  };
  written = 0;
  try {
    run_pipeline<ErrorPiece>(plan.workers, plan.window, claim, make_worker, [&](const ErrorPiece& piece) {
      if (piece.task == plan.write_fails) throw TaskFailed(piece.task);
      written = std::max(written, piece.task);
    });
  } catch (const TaskFailed& failed) {
    return failed.number;
  }
  return Plan::none;
}

}  // namespace

TEST_CASE("a run that fails anywhere ends with its lowest failure", "[pipeline]") {
  const char* const wish = std::getenv("MATRIX2VCF_PIPELINE_RUNS");
  const std::uint64_t runs = wish != nullptr ? std::strtoull(wish, nullptr, 10) : 400;
  Watchdog watchdog;
  std::uint64_t failed = 0;
  for (std::uint64_t round = 0; round < runs; ++round) {
    Dice dice(round);
    const Plan plan = draw_plan(dice);
    watchdog.alive(round);
    std::int64_t written = 0;
    const std::int64_t found = run_plan(plan, round * 1000, written);
    INFO("round " << round);
    REQUIRE(found == plan.lowest());
    REQUIRE(written <= std::min(found, plan.tasks - 1));
    failed += found != Plan::none ? 1 : 0;
  }
  CHECK(failed > runs / 2);
}

}  // namespace matrix2vcf::testing
