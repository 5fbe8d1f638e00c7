// SPDX-License-Identifier: MIT
// sort_files - the temporary files of a sort: runs of rows in order, one behind the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "write/output.hpp"

namespace matrix2vcf {

using Bytes = std::span<char>;

inline constexpr std::size_t number_bytes = sizeof(std::uint64_t);

inline Bytes cut_front(Bytes& bytes, std::size_t count) noexcept {
  const Bytes front = bytes.first(count);
  bytes = bytes.subspan(count);
  return front;
}

/// Memory for three streams, the text of rows and two numbers for each: a tenth for either number.
struct SortBuffers {
  explicit SortBuffers(Bytes memory) {
    const std::size_t numbers = memory.size() / 10 / number_bytes * number_bytes;
    ranks = cut_front(memory, numbers);
    lines = cut_front(memory, numbers);
    text = memory;
  }
  Bytes ranks, lines, text;
};

/// `count` bytes of a temporary file, from `offset` on. Throws Error(Exit::output).
void read_back(int fd, char* out, std::size_t count, std::int64_t offset);

/// A temporary file that is written from first to last.
class Spool {
 public:
  /// Throws Error(Exit::output).
  Spool(const std::string& folder, const std::stop_token& stop, Bytes buffer);

  void append(std::string_view bytes) {
    while (bytes.size() > buffer_.size() - used_) {
      const std::size_t count = buffer_.size() - used_;
      put(bytes.substr(0, count));
      bytes.remove_prefix(count);
      flush();
    }
    put(bytes);
  }

  void append_number(std::uint64_t number) {
    char bytes[number_bytes];
    std::memcpy(bytes, &number, sizeof bytes);
    append({bytes, sizeof bytes});
  }

  /// Throws Error(Exit::output), Stopped.
  void flush();

  [[nodiscard]] int fd() const noexcept { return fd_.get(); }
  [[nodiscard]] std::int64_t size() const noexcept { return flushed_ + static_cast<std::int64_t>(used_); }

  /// The file, at its first byte. Throws Error(Exit::output).
  [[nodiscard]] Descriptor release();

 private:
  void put(std::string_view bytes) noexcept {
    std::copy(bytes.begin(), bytes.end(), buffer_.data() + used_);
    used_ += bytes.size();
  }

  std::string folder_;
  std::stop_token stop_;
  Descriptor fd_;
  Bytes buffer_;
  std::size_t used_ = 0;
  std::int64_t flushed_ = 0;
};

/// Rows in order, in the files of a RunFiles.
struct SortedRun {
  std::int64_t row_begin = 0, row_end = 0;
  std::int64_t text_begin = 0, text_end = 0;
  std::uint64_t last_rank = 0;
};

/// Runs one behind the other: their text, and the rank and line of each row.
class RunFiles {
 public:
  RunFiles(const std::string& folder, const std::stop_token& stop, Bytes memory)
      : RunFiles(folder, stop, SortBuffers(memory)) {}

  /// Ranks serve to merge: what is known to be the only run needs none.
  void leave_out_ranks() noexcept { has_ranks_ = false; }

  /// What is appended from here on is in order, and begins with `first_rank`.
  void begin_run(std::uint64_t first_rank) {
    if (!runs_.empty() && first_rank >= runs_.back().last_rank) return;
    runs_.push_back({rows_, rows_, text_.size(), text_.size(), 0});
  }

  /// A row, whose line is then appended to text(), piece by piece, then end_row().
  void begin_row(std::uint64_t rank, std::uint64_t line) {
    if (has_ranks_) ranks_.append_number(rank);
    lines_.append_number(line);
    runs_.back().last_rank = rank;
    runs_.back().row_end = ++rows_;
  }
  void end_row() noexcept { runs_.back().text_end = text_.size(); }

  void finish() {
    ranks_.flush();
    lines_.flush();
    text_.flush();
  }

  [[nodiscard]] Spool& text() noexcept { return text_; }
  [[nodiscard]] const Spool& ranks() const noexcept { return ranks_; }
  [[nodiscard]] const Spool& lines() const noexcept { return lines_; }
  [[nodiscard]] const Spool& text() const noexcept { return text_; }
  [[nodiscard]] const std::vector<SortedRun>& runs() const noexcept { return runs_; }

  /// Of the only run, or of none.
  [[nodiscard]] Descriptor release_text() { return text_.release(); }
  [[nodiscard]] Descriptor release_lines() { return lines_.release(); }
  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }

 private:
  RunFiles(const std::string& folder, const std::stop_token& stop, const SortBuffers& buffers)
      : ranks_(folder, stop, buffers.ranks), lines_(folder, stop, buffers.lines), text_(folder, stop, buffers.text) {}

  Spool ranks_, lines_, text_;
  std::vector<SortedRun> runs_;
  std::int64_t rows_ = 0;
  bool has_ranks_ = true;
};

}  // namespace matrix2vcf
