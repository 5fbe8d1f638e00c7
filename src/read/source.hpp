// SPDX-License-Identifier: MIT
// source - an opened matrix: a file or a pipe, plain, gzip or BGZF, told apart by its first bytes (spec section 2).
//
// Throws Error(Exit::input) for what cannot be read, is truncated, damaged or changed while read, Error(Exit::content)
// for a format that is no text. read_at may be called from any number of threads, read from one at a time.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "write/output.hpp"

namespace matrix2vcf {

class Inflate;

/// Bytes as they lie in the file or come out of the pipe, with a buffer in front.
class RawInput {
 public:
  /// Opens `path`, "-" for standard input. `stop` ends a wait for a pipe by Stopped.
  RawInput(const std::string& path, std::stop_token stop);

  /// A file or pipe that is open already and stands at its first byte. `path`: for messages. `temporary`: a file of
  /// ours, and what is wrong with it is Error(Exit::output).
  RawInput(Descriptor fd, const std::string& path, std::stop_token stop, bool temporary);

  /// Up to `count` bytes, 0 at the end.
  std::size_t read(char* out, std::size_t count);

  /// At least `count` of the next bytes where there are so many; they stay to be read. `count` at most 64 KiB.
  std::string_view peek(std::size_t count);

  /// Takes `count` bytes of those peeked.
  void skip(std::size_t count) noexcept { begin_ += count; }

  [[nodiscard]] int fd() const noexcept { return fd_.get(); }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] bool is_file() const noexcept;
  [[nodiscard]] std::int64_t size() const noexcept { return status_.st_size; }  ///< of a file, when it was opened
  [[nodiscard]] std::int64_t consumed() const noexcept;                         ///< bytes read so far, for messages

  /// Throws where a file is not what it was when it was opened, or no longer the one of that name.
  void require_unchanged() const;

  /// Throws what errno `error` means for this input.
  [[noreturn]] void fail(int error) const;

 private:
  std::size_t read_descriptor(char* out, std::size_t count);
  [[nodiscard]] bool is_replaced() const noexcept;

  static constexpr std::size_t buffer_bytes = std::size_t{128} << 10;
  std::string path_;
  bool temporary_;
  std::stop_token stop_;
  Descriptor fd_;
  struct stat status_ {};
  bool named_ = false;  // path_ is what fd_ was opened by
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::int64_t delivered_ = 0;
};

class Source {
 public:
  Source(const std::string& path, std::stop_token stop);

  /// A temporary file, the text of a SortedText. `path`: of what was sorted, for messages about rows.
  Source(Descriptor fd, const std::string& path, std::stop_token stop);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  ~Source();

  /// The next bytes of text, 0 at the end.
  std::size_t read(char* out, std::size_t count);

  /// True for a plain file: its text can be read in any order by read_at.
  [[nodiscard]] bool is_seekable() const noexcept { return seekable_; }

  [[nodiscard]] bool is_compressed() const noexcept { return inflate_ != nullptr; }

  /// Bytes of the text, of a seekable source.
  [[nodiscard]] std::int64_t size() const noexcept { return raw_.size(); }

  /// Reads exactly `count` bytes at `offset`; fewer only at size(). Throws where the file ends before that.
  std::size_t read_at(char* out, std::size_t count, std::int64_t offset) const;

  /// Asks the kernel to read ahead, where the text at `offset` is not in memory yet. A hint.
  void read_ahead(std::int64_t offset, std::size_t count) const noexcept;

  [[nodiscard]] const std::string& path() const noexcept { return raw_.path(); }
  void require_unchanged() const { raw_.require_unchanged(); }

 private:
  explicit Source(RawInput raw);

  RawInput raw_;
  std::unique_ptr<Inflate> inflate_;
  bool seekable_ = false;
};

/// Throws Error(Exit::content) where `begin`, the first bytes of a text, are those of a format that is no matrix.
void refuse_other_formats(std::string_view begin, const std::string& path);

/// True where `text` holds all that is asked for; what is behind its first `known` bytes is new.
using IsEnough = std::function<bool(std::string_view text, std::size_t known)>;

/// The whole of a small text file (header, pairs, contigs), or as much as is enough. Throws Error(Exit::input),
/// Error(Exit::content) over 1 GiB.
[[nodiscard]] std::string read_small_file(const std::string& path, std::stop_token stop,
                                          const IsEnough& is_enough = {});

}  // namespace matrix2vcf
