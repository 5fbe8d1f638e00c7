// SPDX-License-Identifier: MIT
// blocks - cut the text of a matrix into numbered blocks of whole lines (design, "The way of the data").
//
// Block k is the lines whose first byte lies in [k, k+1) x block_bytes of the text, counted from its byte 0; it may be
// empty. Where the cuts lie depends on the text alone, so a file and a pipe give the same blocks. Errors of reading are
// thrown as Error; a line over 1 GiB is reported as LongLine, since only the caller can count lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "buffer.hpp"
#include "limits.hpp"
#include "read/head.hpp"
#include "read/source.hpp"

namespace matrix2vcf {

/// Thrown for a line over 1 GiB, the one fault of a row that is found before the rows are looked at.
struct LongLine {
  std::int64_t lines_before = 0;  ///< lines of the block before it, of a stream
};

/// A worker's way through a block of a plain file: pread into a page-aligned buffer from a page-aligned offset, a slice
/// that stays in L2 at a time (performance: an unaligned destination costs 5x on some CPUs).
class FileSlices {
 public:
  /// `body_begin`: offset of the first row, as in Head.
  FileSlices(const Source& source, std::int64_t body_begin, std::size_t block_bytes);

  void begin(std::int64_t block);

  /// The next whole lines, empty at the block's end. They live until the next call.
  std::string_view next();

  /// Text offset of what next() returns next.
  [[nodiscard]] std::int64_t offset() const noexcept;

 private:
  struct Free {
    void operator()(char* bytes) const noexcept;
  };
  void make_room(std::size_t wanted);
  bool read_more();
  bool skip_partial_line();

  const Source& source_;
  std::int64_t body_begin_;
  std::int64_t block_bytes_;
  std::unique_ptr<char, Free> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;       // of the bytes not yet handed out
  std::size_t end_ = 0;         // of the bytes read
  std::int64_t read_to_ = 0;    // text offset of end_; page-aligned until the end of the file
  std::int64_t block_end_ = 0;  // text offset from which on lines belong to later blocks
  bool skip_ = false;           // the first bytes may belong to a line of an earlier block
  bool done_ = true;
};

/// The blocks of a pipe or compressed file, in order; for one reader at a time.
class StreamBlocks {
 public:
  /// Up to `count` bytes to `out`, 0 at the end.
  using Read = std::function<std::size_t(char* out, std::size_t count)>;

  /// Takes over what `head` has read already.
  StreamBlocks(Source& source, Head& head, std::size_t block_bytes);

  /// Rows that something else reads, from their first.
  StreamBlocks(Read read, std::size_t block_bytes);

  /// False at the end of the input. An empty block before it is true with an empty buffer.
  bool next(Buffer& block);

 private:
  Read read_;
  std::int64_t block_bytes_;
  Buffer carry_;              // read, but of later blocks
  std::int64_t text_at_ = 0;  // text offset of its first byte
  std::int64_t block_ = 0;
  bool at_end_ = false;  // the source has no more
};

}  // namespace matrix2vcf
