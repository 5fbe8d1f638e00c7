// SPDX-License-Identifier: MIT
// collector - the ordered end of the pipeline: takes the blocks' pieces in order, checks what no block can see alone
// (order across block borders, contigs that come back), writes bytes and index entries, and keeps the account.
//
// Used by one thread at a time. Throws Error with file and line.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "block_job.hpp"
#include "row_message.hpp"
#include "write/index.hpp"

namespace matrix2vcf {

class Collector {
 public:
  struct Plan {
    std::int64_t lines_before = 0;  ///< lines of the file before its first row
    std::int64_t bytes_total = 0;   ///< for Progress
    std::size_t block_bytes = 0;
    /// Lines of the body before a block's first: set where blocks are passed over. Slow, and asked for errors only.
    std::function<std::int64_t(std::int64_t block)> lines_before_block;
    bool contigs_listed = false;  ///< the numbers are a list's: the data may come in another order
    bool rows_chosen = false;     ///< by -r or -t
    /// Name of a contig by number.
    std::function<std::string(std::int32_t)> contig_name;
    /// Takes the next bytes of the output.
    std::function<void(std::string_view)> write;
    /// Says more of a contig that comes back, or that was not foreseen without a list; or nothing.
    std::function<std::optional<Error>(const std::string& contig, std::int64_t line)> explain_contig;
  };

  /// `index` may be null. `first_byte`: file offset of the first piece's bytes. `pool` gets the pieces' bytes back.
  Collector(Plan plan, const Options& options, const RowMessages& messages, IndexBuilder* index,
            std::int64_t first_byte, BufferPool& pool);

  void take(Piece piece);

  /// Checks that the account closes. For after the last piece.
  void finish();

  [[nodiscard]] Summary& summary() noexcept { return summary_; }
  [[nodiscard]] const std::vector<std::int64_t>& missing_by_sample() const noexcept { return missing_by_sample_; }
  [[nodiscard]] std::int64_t lines() const noexcept { return lines_; }  ///< of the file, up to the block taken last
  [[nodiscard]] std::int64_t next_byte() const noexcept { return next_byte_; }  ///< file offset behind the last piece
  [[nodiscard]] std::int64_t largest_end() const noexcept {
    return largest_end_;
  }  ///< of all records, exclusive, 0-based

 private:
  // A line whose number is asked for errors only.
  struct Place {
    std::int64_t block = 0;
    std::int64_t lines_before = 0;  // of its block, where none was passed over
    std::int64_t local = 0;         // from 0 at the block's first
  };

  struct SeenContig {
    bool seen = false;
    std::size_t summary = 0;  // its place in summary_.contigs
    Place last_row;
    std::chrono::steady_clock::time_point started;
  };

  [[nodiscard]] Place place(const Piece& piece, std::int64_t local) const { return {piece.number, lines_, local}; }
  [[nodiscard]] std::int64_t line_of(const Place& place) const;
  void take_run(const ContigRun& run, const Piece& piece);
  void begin_contig(const ContigRun& run, const Piece& piece);
  void hold_order(std::int32_t contig);
  [[nodiscard]] std::int64_t line_of_copy(const Piece& piece) const;
  void keep_alleles(const Piece& piece);
  void end_block(const Piece& piece);
  void report_progress(const Piece& piece) const;
  [[noreturn]] void fail(const Piece& piece) const;

  Plan plan_;
  const Options& options_;
  const RowMessages& messages_;
  IndexBuilder* index_;
  BufferPool& pool_;
  std::int64_t next_byte_;
  std::int64_t lines_;
  std::optional<Place> blank_;  // a blank line that must be at the end
  std::int32_t contig_ = -1;    // of the row before
  std::int64_t position_ = 0;   // of the row before
  std::int64_t largest_end_ = 0;
  std::int32_t ordered_contig_ = -1;  // the last one that was held to the order of the list
  bool told_order_ = false;
  std::vector<SeenContig> seen_;  // by contig number
  std::vector<std::int64_t> missing_by_sample_;
  AllelesAtPosition last_alleles_;  // of the last record so far, where repeated ones are looked for
  Summary summary_;
};

}  // namespace matrix2vcf
