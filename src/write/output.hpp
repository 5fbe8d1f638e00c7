// SPDX-License-Identifier: MIT
// output - the file that a run leaves behind: written under a temporary name, renamed when it is complete.
//
// Until commit() nothing stands under the final name that was not there before; a destructor without commit() takes the
// temporary files away. Standard output, other open descriptors, devices and FIFOs are written in place. Errors are
// thrown as Exit::output (Exit::broken_pipe where the reader went away). Used by one thread at a time.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace matrix2vcf {

/// A file descriptor that closes itself. Closing a file we wrote is done, and checked, before.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) noexcept : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] int release() noexcept;

 private:
  int fd_;
};

/// A file that is removed with its name unless the name was given up.
class TemporaryName {
 public:
  TemporaryName() = default;
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;
  ~TemporaryName();
  void set(std::string path) { path_ = std::move(path); }
  void give_up() noexcept { path_.clear(); }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

class Output {
 public:
  /// `path` "-" is standard output. `inputs`: files that must not be written over; one that is the output, or an index
  /// that goes with it, by any path is Error(Exit::usage). `has_indexes`: PATH.tbi and PATH.csi belong to it,
  /// and those beside all that PATH links to.
  /// Waits for the reader of a FIFO, and throws Stopped where `stop` is triggered meanwhile.
  Output(const std::string& path, const std::vector<std::string>& inputs, bool has_indexes = true,
         const std::stop_token& stop = {});
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// All of `bytes`, or a throw. Waits for a slow reader; throws Stopped where `stop` is triggered meanwhile.
  void write(std::string_view bytes, const std::stop_token& stop);

  /// Everything from the start of `fd`.
  void write_file(int fd, const std::stop_token& stop);

  [[nodiscard]] std::int64_t bytes_written() const noexcept { return bytes_written_; }

  /// True where there is a temporary file, and so a name that an index can go with.
  [[nodiscard]] bool is_file() const noexcept { return !temporary_.path().empty(); }
  [[nodiscard]] const std::string& temporary_path() const noexcept { return temporary_.path(); }

  /// Before the run: throws Error(Exit::output) where an index's name would be too long, or is a folder's.
  void require_index_name() const;

  /// Creates an empty file for the index; `suffix` is ".tbi" or ".csi". Throws.
  const std::string& make_index_file(std::string_view suffix);

  /// fsync, old indexes aside, rename data, rename index, fsync the folder; in place: fsync where the target knows it.
  /// Where the data's rename fails the old indexes come back.
  void commit();

  /// Where the index stands after commit(); empty without one.
  [[nodiscard]] const std::string& index_path() const noexcept { return index_path_; }

 private:
  void share(int descriptor);
  void open_in_place(const std::string& path, const std::stop_token& stop);
  void open_temporary();
  void wait_writable(const std::stop_token& stop) const;
  void rename_files(const std::string& folder);
  void begin_index_writeback() const noexcept;
  void rename_index();
  void begin_writeback() noexcept;
  [[noreturn]] void fail(const std::string& what, int error) const;

  std::string shown_;               // the path as the user gave it
  std::string target_;              // the path that is renamed to; empty in place
  std::vector<std::string> names_;  // the path as given, and where it is a link each on the way to the target
  TemporaryName temporary_;
  TemporaryName index_temporary_;
  std::string index_path_;
  Descriptor fd_;
  bool has_indexes_;
  mode_t mode_ = 0;        // that the file will have
  mode_t index_mode_ = 0;  // that the index will have
  bool waits_ = false;     // a write may block for long: pipe, device
  std::int64_t bytes_written_ = 0;
  std::int64_t writeback_begun_ = 0;
};

/// An unnamed temporary file in `folder`, gone with its descriptor. Throws Error(Exit::output).
[[nodiscard]] Descriptor open_unnamed(const std::string& folder);

/// Writes all of `bytes` to `fd`, a regular file. Returns 0 or errno.
[[nodiscard]] int write_all(int fd, std::string_view bytes) noexcept;

}  // namespace matrix2vcf
