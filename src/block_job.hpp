// SPDX-License-Identifier: MIT
// block_job - one block's way from text to finished bytes: scan, genotypes, encode, compress. What a worker does.
//
// Knows no file and no thread: in go the lines of a block, out come pieces with bytes, index entries and counts, or a
// fault. A BlockJob belongs to one worker.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <matrix2vcf/matrix2vcf.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "buffer.hpp"
#include "buffer_pool.hpp"
#include "compress/bgzf.hpp"
#include "encode/encoder.hpp"
#include "job_plan.hpp"
#include "read/reference.hpp"
#include "read/regions.hpp"
#include "sites/scan.hpp"
#include "write/index.hpp"

namespace matrix2vcf {

/// What is wrong with a row beyond what the scan alone can tell.
enum class JobFault {
  none,
  row,                ///< `scan` tells
  unforeseen_contig,  ///< its rows do not stand together, or it is not in the list
  missing_allele,     ///< where the next tool takes none
  unphased,           ///< the same
  repeated_alleles,   ///< the POS, REF and ALT of an earlier record, where the next tool takes them once
  too_many_alleles,   ///< more than BCF's 65535
  row_too_long        ///< a record of 2^31 bytes or more, or a BCF with more samples than it can count
};

/// Neighbouring rows of one contig, as far as one piece knows them. Lines count from 0 at the block's first.
struct ContigRun {
  std::int32_t contig = 0;
  std::int64_t rows = 0;
  std::int64_t records = 0;
  std::int64_t first_line = 0;
  std::int64_t first_position = 0;
  std::int64_t last_position = 0;
  bool continues = false;  ///< the run of the piece before, cut where that piece was full
  SkippedRows skipped{};
};

/// REF and ALT of the records of one POS.
struct AllelesAtPosition {
  struct Record {
    std::string alleles;
    std::int64_t line = 0;  ///< counted from the block's first
  };
  std::int32_t contig = -1;
  std::int64_t position = 0;
  std::vector<Record> records;
};

struct Piece {
  Buffer bytes;
  std::vector<IndexEntry> index;
  std::vector<ContigRun> runs;
  std::int64_t number = 0;  ///< of the block
  std::int64_t records = 0;
  std::int64_t missing_cells = 0;
  std::int64_t half_calls = 0;
  std::int64_t unanchored = 0;
  std::int64_t multiallelic = 0;
  std::int64_t transitions = 0;
  std::int64_t transversions = 0;
  AllelesAtPosition first_alleles;  ///< its own at the POS of the block's first record, where copies are looked for

  // Of the whole block; set in its last piece.
  AllelesAtPosition last_alleles;               ///< at the POS of its last record
  std::vector<std::int64_t> missing_by_sample;  ///< empty unless the plan asks for statistics
  bool last = false;
  std::int64_t lines = 0;
  std::int64_t first_blank = -1;  ///< first of the blank lines at the block's end, -1: none
  std::int64_t gap_cells = 0;
  std::int64_t bad_cells = 0;
  std::int64_t mismatches = 0;
  std::int64_t trimmed_alleles = 0;
  std::int64_t repeated = 0;
  JobFault fault = JobFault::none;
  Fault scan;                                     ///< for every fault: line and text
  std::chrono::steady_clock::time_point started;  ///< when the block was begun

  /// Bytes that it holds while it waits to be written; the map and the lists around it included.
  [[nodiscard]] std::size_t weight() const noexcept {
    return bytes.capacity() + index.capacity() * sizeof(IndexEntry) + runs.capacity() * sizeof(ContigRun) + 1024;
  }
};

/// The reference genome as the scanner asks for it.
class ReferenceReader final : public ReferenceBases {
 public:
  explicit ReferenceReader(const std::string& path) : window_(path) {}
  void begin_contig(std::string_view contig) { contig_ = contig; }
  [[nodiscard]] std::string_view bases(std::int64_t begin, std::size_t count) override {
    return window_.bases(contig_, begin, count);
  }

 private:
  ReferenceWindow window_;
  std::string contig_;
};

/// The rows of a contig that -r and -t leave.
class PlacesOfContig final : public ChosenPlaces {
 public:
  PlacesOfContig(const Regions* regions, const Regions* targets) : regions_(regions), targets_(targets) {}
  void begin_contig(std::string_view contig) {
    if (regions_ != nullptr) in_regions_ = IntervalCursor(regions_->of(contig));
    if (targets_ != nullptr) in_targets_ = IntervalCursor(targets_->of(contig));
  }
  [[nodiscard]] bool contains(std::int64_t position) noexcept override {
    if (regions_ != nullptr && !in_regions_.contains(position)) return false;
    return targets_ == nullptr || in_targets_.contains(position);
  }

 private:
  const Regions* regions_;
  const Regions* targets_;
  IntervalCursor in_regions_;
  IntervalCursor in_targets_;
};

class BlockJob {
 public:
  using NextSlice = std::function<std::string_view()>;
  using Emit = std::function<void(Piece&&, bool last)>;

  /// `pool`: where the pieces' bytes come from; whoever has written a piece gives them back.
  BlockJob(const JobPlan& plan, BufferPool& pool);

  /// Takes the slices of block `number` from `next_slice` (empty: the end), and gives one or more pieces to `emit`.
  void run(std::int64_t number, const NextSlice& next_slice, const Emit& emit);

 private:
  void scan_slices(const NextSlice& next_slice, const Emit& emit);
  bool scan_slice(const Emit& emit);
  void begin_run(bool continues);
  void end_run();
  bool begin_contig();
  [[nodiscard]] bool meets_demands(const Site& site);
  bool add_site();
  void count_site(const Site& site);
  void flush_full();
  void flush_rows(std::size_t rows);
  void flush_long_row();
  void set_blocks(std::size_t rows, std::size_t block_begin);
  void emit_piece(const Emit& emit);
  bool fail_site(JobFault fault, std::int64_t number);
  bool fail(JobFault fault, std::string_view text, std::int64_t number = 0);

  Piece new_piece(std::int64_t number, std::chrono::steady_clock::time_point started);

  const JobPlan& plan_;
  BufferPool& pool_;
  std::optional<ReferenceReader> reference_;
  PlacesOfContig places_;
  Scanner scanner_;
  std::unique_ptr<Encoder> encoder_;
  BgzfCompressor compressor_;
  Payload payload_;
  Piece piece_;
  AllelesAtPosition first_alleles_;              // of the block, as far as no piece has them
  std::vector<std::int64_t> missing_by_sample_;  // of the block
  AllelesAtPosition alleles_here_;               // of the records with the POS of the last one
  ContigRun run_;                                // the run that goes on
  bool run_open_ = false;
  std::int64_t excluded_before_run_ = 0;  // scanner_.excluded() when it began
  std::int64_t rows_before_run_ = 0;      // scanner_.rows() when it began
};

}  // namespace matrix2vcf
