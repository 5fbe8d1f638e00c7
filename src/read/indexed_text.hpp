// SPDX-License-Identifier: MIT
// indexed_text - the rows of some regions of a BGZF matrix, found by its .tbi or .csi, in the order of the file.
//
// htslib reads index and text: few rows are asked for here, and nothing depends on speed.
#pragma once

#include <htslib/tbx.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "read/regions.hpp"
#include "row_shape.hpp"
#include "write/htslib.hpp"

namespace matrix2vcf {

class IndexedText {
 public:
  /// Opens a BGZF file that has an index of CHROM and POS which is not older and knows all rows, which begin behind
  /// `head_bytes` of text; otherwise nothing, and `why_not` tells what stands against one that there is. Throws
  /// Error(Exit::input) for a file without its end.
  [[nodiscard]] static std::unique_ptr<IndexedText> open(const std::string& path, const RowShape& shape,
                                                         std::int64_t head_bytes, std::string& why_not);

  /// In order of appearance, which is that of their numbers.
  [[nodiscard]] std::vector<std::string> contigs() const;

  /// Chooses what may be read: every row of the regions, and some around them. `first_position`: as in GenotypePlan.
  void choose(const Regions& regions, std::int64_t first_position);

  /// The next bytes of whole lines, 0 at the end. Throws Error(Exit::input) for damaged data, Stopped.
  std::size_t read(char* out, std::size_t count, const std::stop_token& stop);

  /// The line of the file, from 1, that is the line `line` of what was read, from 1. Reads the file up to there; safe
  /// beside read().
  [[nodiscard]] std::int64_t original_line(std::int64_t line);

 private:
  struct TabixFree {
    void operator()(tbx_t* index) const noexcept { tbx_destroy(index); }
  };
  struct Chunk {
    std::uint64_t begin = 0, end = 0;  // virtual offsets of lines
    std::int64_t lines_before = 0;     // of what is read; known once the chunk is begun
  };

  IndexedText(std::string path, HtsReader file, std::unique_ptr<tbx_t, TabixFree> index, std::uint64_t body_begin);
  bool next_line();
  [[noreturn]] void fail() const;

  struct LineFree {
    void operator()(kstring_t* line) const noexcept;
  };

  std::string path_;
  HtsReader file_;
  std::unique_ptr<tbx_t, TabixFree> index_;
  std::uint64_t body_begin_;  // virtual offset of the first row
  std::mutex mutex_;          // of chunks_ and where in them read() is
  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0;  // being read
  bool in_chunk_ = false;
  std::int64_t lines_ = 0;  // read so far
  std::unique_ptr<kstring_t, LineFree> line_;
  std::size_t taken_ = 0;  // bytes of line_ that were handed out
};

}  // namespace matrix2vcf
