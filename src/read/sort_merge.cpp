// SPDX-License-Identifier: MIT
#include "read/sort_merge.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

namespace matrix2vcf {

namespace {

// A run's share of the memory in a merge. Less makes a disk seek more than it reads; 4 MiB are enough for any.
constexpr std::size_t least_share = std::size_t{80} << 10;
constexpr std::size_t most_share = std::size_t{4} << 20;

// A stretch of a temporary file, read from first to last.
class Stretch {
 public:
  Stretch(const Spool& file, std::int64_t begin, std::int64_t end, Bytes buffer)
      : fd_(file.fd()), at_(begin), end_(end), buffer_(buffer) {}

  /// The next bytes; empty at the end.
  std::string_view next() {
    if (begin_ == filled_) refill();
    return {buffer_.data() + begin_, filled_ - begin_};
  }
  void skip(std::size_t count) noexcept { begin_ += count; }

  /// Of a stretch of numbers. Its buffer holds whole ones only.
  std::uint64_t next_number() {
    std::uint64_t number = 0;
    std::memcpy(&number, next().data(), sizeof number);
    skip(sizeof number);
    return number;
  }

 private:
  void refill() {
    begin_ = 0;
    filled_ = static_cast<std::size_t>(std::min(end_ - at_, static_cast<std::int64_t>(buffer_.size())));
    read_back(fd_, buffer_.data(), filled_, at_);
    at_ += static_cast<std::int64_t>(filled_);
  }

  int fd_;
  std::int64_t at_, end_;
  Bytes buffer_;
  std::size_t begin_ = 0, filled_ = 0;
};

// A run on its way through a merge. It stands at a row.
class RunReader {
 public:
  RunReader(const RunFiles& files, const SortedRun& run, const SortBuffers& buffers)
      : ranks_(files.ranks(), run.row_begin * width, run.row_end * width, buffers.ranks),
        lines_(files.lines(), run.row_begin * width, run.row_end * width, buffers.lines),
        text_(files.text(), run.text_begin, run.text_end, buffers.text),
        rank_(ranks_.next_number()),
        rows_left_(run.row_end - run.row_begin) {}

  [[nodiscard]] std::uint64_t rank() const noexcept { return rank_; }

  /// Appends the row and goes on to the next one; false where there is none.
  bool move_row(RunFiles& to) {
    to.begin_row(rank_, lines_.next_number());
    for (bool ended = false; !ended;) {
      const std::string_view bytes = text_.next();
      const std::size_t newline = bytes.find('\n');
      ended = newline != bytes.npos;
      const std::string_view piece = bytes.substr(0, ended ? newline + 1 : bytes.size());
      to.text().append(piece);
      text_.skip(piece.size());
    }
    to.end_row();
    if (--rows_left_ == 0) return false;
    rank_ = ranks_.next_number();
    return true;
  }

 private:
  static constexpr auto width = static_cast<std::int64_t>(number_bytes);
  Stretch ranks_, lines_, text_;
  std::uint64_t rank_;
  std::int64_t rows_left_;
};

// The runs of a merge by the rank of the row they stand at, the smallest first; equal ones by number, as in the input.
class RunHeap {
 public:
  explicit RunHeap(const std::vector<RunReader>& readers) {
    for (std::size_t run = 0; run < readers.size(); ++run) entries_.push_back({readers[run].rank(), run});
    std::ranges::sort(entries_);  // sorted is a heap, too
  }

  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  [[nodiscard]] std::size_t first() const noexcept { return entries_[0].run; }

  /// The first run stands at another row now.
  void update_first(std::uint64_t rank) noexcept {
    entries_[0].rank = rank;
    sink_first();
  }
  void remove_first() noexcept {
    entries_[0] = entries_.back();
    entries_.pop_back();
    sink_first();
  }

 private:
  struct Entry {
    std::uint64_t rank;
    std::size_t run;
    auto operator<=>(const Entry&) const = default;
  };

  void sink_first() noexcept {
    for (std::size_t at = 0;;) {
      std::size_t child = 2 * at + 1;
      if (child >= entries_.size()) return;
      if (child + 1 < entries_.size() && entries_[child + 1] < entries_[child]) ++child;
      if (entries_[at] < entries_[child]) return;
      std::swap(entries_[at], entries_[child]);
      at = child;
    }
  }

  std::vector<Entry> entries_;
};

void merge_runs(const RunFiles& from, std::span<const SortedRun> runs, Bytes memory, RunFiles& to) {
  const std::size_t share = std::min(memory.size() / runs.size(), most_share);
  std::vector<RunReader> readers;
  for (const SortedRun& run : runs) readers.emplace_back(from, run, SortBuffers(cut_front(memory, share)));
  RunHeap heap(readers);
  to.begin_run(readers[heap.first()].rank());
  while (!heap.empty()) {
    RunReader& reader = readers[heap.first()];
    if (reader.move_row(to))
      heap.update_first(reader.rank());
    else
      heap.remove_first();
  }
}

}  // namespace

RunFiles merge_pass(const RunFiles& from, const SortPlan& plan, const std::stop_token& stop, Bytes write_memory,
                    Bytes memory) {
  const std::size_t most_runs = std::max<std::size_t>(2, memory.size() / least_share);
  const std::span<const SortedRun> runs = from.runs();
  const std::size_t groups = (runs.size() + most_runs - 1) / most_runs;
  RunFiles to(plan.folder, stop, write_memory);
  if (groups == 1) to.leave_out_ranks();
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t begin = runs.size() * group / groups, end = runs.size() * (group + 1) / groups;
    merge_runs(from, runs.subspan(begin, end - begin), memory, to);
  }
  to.finish();
  return to;
}

}  // namespace matrix2vcf
