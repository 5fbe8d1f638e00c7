// SPDX-License-Identifier: MIT
// pipeline_test - pieces are written in task order, memory is bounded, and of all failures the lowest one is thrown.
#include "pipeline.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"

namespace matrix2vcf::testing {
namespace {

struct TestPiece {
  std::int64_t task = 0;
  int part = 0;
  std::size_t bytes = 1;
  bool last = false;
  [[nodiscard]] std::size_t weight() const noexcept { return bytes; }
};

using Emit = std::function<void(TestPiece&&, bool)>;

constexpr int parts = 3;

void emit_parts(std::int64_t task, const Emit& emit, std::size_t bytes = 1) {
  for (int part = 0; part < parts; ++part) emit({task, part, bytes, part == parts - 1}, part == parts - 1);
}

/// Tasks 0 to count - 1.
auto count_to(std::int64_t count) {
  return [next = std::int64_t{0}, count]() mutable { return next < count ? std::optional(next++) : std::nullopt; };
}

/// What was written, and whether anything was out of order.
struct Written {
  std::int64_t tasks = 0;
  int part = 0;
  bool in_order = true;

  void take(const TestPiece& piece) {
    in_order = in_order && piece.task == tasks && piece.part == part;
    part = piece.last ? 0 : part + 1;
    tasks += piece.last ? 1 : 0;
  }
};

/// Failure of task `number`.
struct Failed : std::runtime_error {
  explicit Failed(std::int64_t task) : std::runtime_error("task " + std::to_string(task)), number(task) {}
  std::int64_t number;
};

void yield_at_random(Dice& dice) {
  for (std::size_t i = dice.below(4); i > 0; --i) std::this_thread::yield();
}

}  // namespace

TEST_CASE("pieces are written in task order, whatever the number of workers and the window", "[pipeline]") {
  const auto workers = GENERATE(0, 1, 2, 3, 7);
  const auto window = GENERATE(as<std::size_t>{}, 0, 1, 5, 1000);
  for (const std::int64_t tasks : {0, 1, 2, 100}) {
    Written written;
    const auto make_worker = [] {
      return [dice = Dice(9)](std::int64_t task, const Emit& emit) mutable {
        yield_at_random(dice);
        emit_parts(task, emit);
      };
    };
    const int worked = run_pipeline<TestPiece>(workers, window, count_to(tasks), make_worker,
                                               [&](const TestPiece& piece) { written.take(piece); });
    CHECK(worked == std::max(1, workers));
    CHECK(written.in_order);
    CHECK(written.tasks == tasks);
  }
}

TEST_CASE("the calling thread works too, and alone where one worker is asked for", "[pipeline]") {
  std::set<std::thread::id> threads;
  run_pipeline<TestPiece>(
      1, 10, count_to(5),
      [&] {
        threads.insert(std::this_thread::get_id());
        return [](std::int64_t task, const Emit& emit) { emit_parts(task, emit); };
      },
      [&](const TestPiece&) { threads.insert(std::this_thread::get_id()); });
  CHECK(threads == std::set{std::this_thread::get_id()});
}

TEST_CASE("what waits to be written is never more than the window and one piece", "[pipeline]") {
  const auto workers = GENERATE(2, 5);
  const auto window = GENERATE(as<std::size_t>{}, 10, 25);
  constexpr std::size_t piece_bytes = 4;
  std::atomic<std::int64_t> accepted{0};  // bytes that emit() has taken
  std::int64_t written = 0;
  std::int64_t most = 0;
  const auto make_worker = [&] {
    return [&](std::int64_t task, const Emit& emit) {
      for (int part = 0; part < parts; ++part) {
        if (task % 5 == 0) std::this_thread::yield();
        emit({task, part, piece_bytes, part == parts - 1}, part == parts - 1);
        accepted += piece_bytes;
      }
    };
  };
  run_pipeline<TestPiece>(workers, window, count_to(400), make_worker, [&](const TestPiece&) {
    std::this_thread::yield();
    most = std::max(most, accepted.load() - written);
    written += piece_bytes;
  });
  CHECK(written == 400 * parts * static_cast<std::int64_t>(piece_bytes));
  CHECK(most <= static_cast<std::int64_t>(window + piece_bytes));
}

TEST_CASE("a piece larger than the window is written all the same", "[pipeline]") {
  const auto workers = GENERATE(1, 4);
  Written written;
  run_pipeline<TestPiece>(
      workers, 10, count_to(50),
      [] { return [](std::int64_t task, const Emit& emit) { emit_parts(task, emit, 1000); }; },
      [&](const TestPiece& piece) { written.take(piece); });
  CHECK(written.in_order);
  CHECK(written.tasks == 50);
}

TEST_CASE("of several failures the lowest is thrown, after every task before it was written", "[pipeline]") {
  constexpr std::int64_t tasks = 40;
  for (std::uint64_t round = 0; round < 1000; ++round) {
    Dice dice(round);
    std::set<std::int64_t> failing;
    for (std::size_t i = 1 + dice.below(5); i > 0; --i) failing.insert(dice.between(0, tasks - 1));
    const int workers = static_cast<int>(1 + dice.below(5));
    const std::size_t window = dice.below(8);
    Written written;
    std::atomic<std::uint64_t> seeds{round * 100};
    const auto make_worker = [&] {
      return [&, own = Dice(seeds++)](std::int64_t task, const Emit& emit) mutable {
        yield_at_random(own);
        if (failing.contains(task)) {
          if (own.percent(50)) emit({task, 0, 1, false}, false);
          yield_at_random(own);
          throw Failed(task);
        }
        emit_parts(task, emit);
      };
    };
    std::int64_t thrown = -1;
    try {
      run_pipeline<TestPiece>(workers, window, count_to(tasks), make_worker,
                              [&](const TestPiece& piece) { written.take(piece); });
    } catch (const Failed& failed) {
      thrown = failed.number;
    }
    REQUIRE(written.in_order);
    REQUIRE(thrown == *failing.begin());
    REQUIRE(written.tasks == thrown);
  }
}

TEST_CASE("a failure to write ends the run with its reason", "[pipeline]") {
  for (std::uint64_t round = 0; round < 200; ++round) {
    Dice dice(round);
    const std::int64_t fails_at = dice.between(0, 19);
    std::int64_t last_written = -1;
    std::int64_t thrown = -1;
    try {
      run_pipeline<TestPiece>(
          static_cast<int>(1 + dice.below(4)), dice.below(6), count_to(20),
          [] { return [](std::int64_t task, const Emit& emit) { emit_parts(task, emit); }; },
          [&](const TestPiece& piece) {
            if (piece.task == fails_at) throw Failed(piece.task);
            last_written = piece.task;
          });
    } catch (const Failed& failed) {
      thrown = failed.number;
    }
    REQUIRE(thrown == fails_at);
    REQUIRE(last_written == fails_at - 1);
  }
}

TEST_CASE("a task that fails after a failure to write does not hide it", "[pipeline]") {
  std::atomic<bool> claimed{false}, write_failed{false};
  const auto wait_for = [](const std::atomic<bool>& event) {
    while (!event) std::this_thread::yield();
  };
  const auto make_worker = [&] {
    return [&](std::int64_t task, const Emit& emit) {
      if (task == 0) {
        wait_for(claimed);
        emit({0, 0, 1, true}, true);
        write_failed = true;  // told to the others by now
      } else {
        claimed = true;
        wait_for(write_failed);
        throw Failed(task);
      }
    };
  };
  std::int64_t thrown = -1;
  try {
    run_pipeline<TestPiece>(2, 10, count_to(2), make_worker, [&](const TestPiece& piece) { throw Failed(piece.task); });
  } catch (const Failed& failed) {
    thrown = failed.number;
  }
  CHECK(thrown == 0);
}

TEST_CASE("after a failed claim there is no other claim, and nothing of it is written", "[pipeline]") {
  // A reader that fails once (a network disk, a line too long) and would go on behind the gap if it were asked again.
  int claims_after = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    Dice dice(round);
    const std::int64_t fails_at = dice.between(0, 9);
    std::int64_t next = 0;
    bool failed = false;
    Written written;
    const auto claim = [&]() -> std::optional<std::int64_t> {
      if (failed) ++claims_after;
      if (next == fails_at && !failed) {
        failed = true;
        throw Failed(next);
      }
      return next < 20 ? std::optional(next++) : std::nullopt;
    };
    std::atomic<std::uint64_t> seeds{round * 100};
    const auto make_worker = [&] {
      return [own = Dice(seeds++)](std::int64_t task, const Emit& emit) mutable {
        for (std::size_t i = own.below(200); i > 0; --i) std::this_thread::yield();
        emit_parts(task, emit);
      };
    };
    std::int64_t thrown = -1;
    try {
      run_pipeline<TestPiece>(static_cast<int>(1 + dice.below(4)), 1000, claim, make_worker,
                              [&](const TestPiece& piece) { written.take(piece); });
    } catch (const Failed& failure) {
      thrown = failure.number;
    }
    INFO("round " << round);
    REQUIRE(thrown == fails_at);
    REQUIRE(written.tasks == fails_at);
  }
  CHECK(claims_after == 0);
}

TEST_CASE("a worker that cannot be made ends the run", "[pipeline]") {
  Written written;
  CHECK_THROWS_AS(
      run_pipeline<TestPiece>(
          1, 10, count_to(5), []() -> std::function<void(std::int64_t, const Emit&)> { throw std::bad_alloc(); },
          [&](const TestPiece& piece) { written.take(piece); }),
      std::bad_alloc);
  CHECK(written.tasks == 0);
}

TEST_CASE("a worker that cannot be made hides no failure of the tasks", "[pipeline]") {
  // The second thread has no memory for its worker, but finds out only when task 0 has been written; then task 1 fails.
  using Work = std::function<void(std::int64_t, const Emit&)>;
  std::atomic<int> made{0};
  std::atomic<bool> first_written{false};
  std::atomic<bool> maker_failed{false};
  const auto wait_for = [](const std::atomic<bool>& event) {
    while (!event) std::this_thread::yield();
  };
  const auto make_worker = [&]() -> Work {
    if (made++ == 0)
      return [&](std::int64_t task, const Emit& emit) {
        if (task == 1) {
          wait_for(maker_failed);
          for (int i = 0; i < 1000; ++i) std::this_thread::yield();
          throw Failed(task);
        }
        emit_parts(task, emit);
      };
    wait_for(first_written);
    maker_failed = true;
    throw std::bad_alloc();
  };
  Written written;
  CHECK_THROWS(run_pipeline<TestPiece>(2, 10, count_to(3), make_worker, [&](const TestPiece& piece) {
    written.take(piece);
    if (written.tasks == 1) first_written = true;
  }));
  CHECK(written.tasks <= 1);
}

}  // namespace matrix2vcf::testing
