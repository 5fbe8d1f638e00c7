// SPDX-License-Identifier: MIT
// pipeline - a numbered, bounded, parallel stage with an ordered end.
//
// Workers claim tasks 0, 1, 2, ... one at a time, work on them at once, and emit pieces; the pieces are written in task
// order, one at a time, by whichever worker brings the piece that is due. There is no reader and no writer thread.
//
//   claim  ──► task k ──► work ──► pieces ──► [window: pieces that are not due] ──► write, in order of k
//
// Bounded: a worker whose task is not the one due waits while the window is full; the one whose task is due never waits
// for room, so there is no deadlock. Ordered: of all failures the one with the lowest task number is thrown, and every
// task before it has been written; so the outcome does not depend on the number of threads.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace matrix2vcf {

template <class Piece>
class OrderedEnd {
 public:
  /// `window`: most bytes that wait for their turn. `write(piece)` is called for one piece at a time, in order.
  template <class Write>
  OrderedEnd(std::size_t window, Write write) : window_(window), write_(std::move(write)) {}

  /// Thrown by emit() where another task has failed: its worker has nothing left to do.
  struct Cancelled {};

  /// Hands over a piece of task `number`; `last` ends the task. Piece::weight() is its size in bytes.
  void emit(std::int64_t number, Piece piece, bool last) {
    std::unique_lock lock(mutex_);
    const std::size_t weight = piece.weight();
    changed_.wait(lock,
                  [&] { return stopped_ || (number == due_ && !writing_) || waiting_bytes_ + weight <= window_; });
    if (stopped_) throw Cancelled();
    waiting_[number].push_back({std::move(piece), weight, last});
    waiting_bytes_ += weight;
    write_due(lock);
  }

  /// Task `number` has failed: it ends the run once every task before it has been written.
  void fail(std::int64_t number, std::exception_ptr why) noexcept {
    std::unique_lock lock(mutex_);
    if (stopped_ || number >= failed_) return;
    failed_ = number;
    why_ = std::move(why);
    write_due(lock);
  }

  /// The failure that ended the run, or null. For after the workers have ended.
  [[nodiscard]] std::exception_ptr failure() const noexcept { return stopped_ ? why_ : nullptr; }

  [[nodiscard]] bool stopped() {
    const std::scoped_lock lock(mutex_);
    return stopped_;
  }

 private:
  struct Waiting {
    Piece piece;
    std::size_t weight;
    bool last;
  };

  // Writes what is due, unless another worker is at it: that one will find what was added.
  void write_due(std::unique_lock<std::mutex>& lock) noexcept {
    if (writing_) return;
    writing_ = true;
    while (!stopped_) {
      const auto task = waiting_.find(due_);
      if (task == waiting_.end() || task->second.empty()) {
        if (failed_ == due_) stopped_ = true;
        break;
      }
      Waiting next = std::move(task->second.front());
      task->second.pop_front();
      lock.unlock();
      std::exception_ptr error;
      try {
        write_(std::move(next.piece));
      } catch (...) {
        error = std::current_exception();
      }
      lock.lock();
      waiting_bytes_ -= next.weight;
      if (error != nullptr) {
        why_ = error;
        stopped_ = true;
      } else if (next.last) {
        waiting_.erase(due_);
        ++due_;
      }
      changed_.notify_all();
    }
    writing_ = false;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::size_t window_;
  const std::function<void(Piece)> write_;
  std::map<std::int64_t, std::deque<Waiting>> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::int64_t due_ = 0;
  bool writing_ = false;
  bool stopped_ = false;
  std::int64_t failed_ = std::numeric_limits<std::int64_t>::max();
  std::exception_ptr why_;
};

/// Runs the stage with `workers` threads, of which the calling one is the first; where a thread cannot be had it goes
/// on with those there are. Returns how many worked. Rethrows the first failure, in task order.
///   claim(): std::optional<Task>, called for one worker at a time, in task order;
///   make_worker(): a callable work(Task&&, emit) with emit(Piece&&, bool last), made and used in its own thread;
///   write(Piece): called in order.
template <class Piece, class Claim, class MakeWorker, class Write>
int run_pipeline(int workers, std::size_t window, Claim claim, MakeWorker make_worker, Write write) {
  OrderedEnd<Piece> end(window, std::move(write));
  std::mutex claiming;
  std::int64_t next = 0;
  bool ended = false;  // no task after `next`

  const auto run_worker = [&]() noexcept {
    std::int64_t number = 0;
    try {
      auto work = [&] {
        try {
          return make_worker();
        } catch (...) {  // it ends the run where the tasks claimed so far end
          const std::scoped_lock lock(claiming);
          number = next;
          ended = true;
          throw;
        }
      }();
      for (;;) {
        std::unique_lock lock(claiming);
        if (ended || end.stopped()) return;
        number = next;
        ended = true;  // unless this claim succeeds
        auto task = claim();
        if (!task) return;
        ended = false;
        ++next;
        lock.unlock();
        work(std::move(*task), [&](Piece&& piece, bool last) { end.emit(number, std::move(piece), last); });
      }
    } catch (const typename OrderedEnd<Piece>::Cancelled&) {
    } catch (...) {
      end.fail(number, std::current_exception());
    }
  };

  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(std::max(0, workers - 1)));
  try {
    while (static_cast<int>(threads.size()) + 1 < workers) threads.emplace_back(run_worker);
  } catch (const std::exception&) {  // EAGAIN or no memory: no more threads here
  }
  run_worker();
  for (std::thread& thread : threads) thread.join();
  if (end.failure() != nullptr) std::rethrow_exception(end.failure());
  return static_cast<int>(threads.size()) + 1;
}

}  // namespace matrix2vcf
