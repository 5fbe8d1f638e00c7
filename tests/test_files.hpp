// SPDX-License-Identifier: MIT
// test_files - what tests need around convert(): a folder of their own, inputs in every wrapping, outputs decoded by
// other people's readers (zlib, htslib).
#pragma once

#include <csignal>
#include <cstddef>
#include <filesystem>
#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <thread>

namespace matrix2vcf::testing {

/// A folder of its own, gone at the end.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

  /// An empty folder for one output.
  [[nodiscard]] std::filesystem::path output_folder() const;

 private:
  std::filesystem::path path_;
};

/// All of these throw std::runtime_error where the file cannot be made or read.
[[nodiscard]] std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

/// Two members, as `cat a.gz b.gz` makes them.
void write_gzip(const std::string& path, const std::string& text);

/// BGZF with blocks of `block` bytes of text, so that lines are cut by blocks.
void write_bgzf(const std::string& path, const std::string& text, std::size_t block);

/// The uncompressed content of a plain, gzip or BGZF file, read by zlib.
[[nodiscard]] std::string inflate_file(const std::string& path);

/// BCF as VCF text, read by htslib.
[[nodiscard]] std::string decode_bcf(const std::string& path);

/// An output as text, with empty Descriptions.
[[nodiscard]] std::string decode(const std::string& path, Format format);

/// A pipe that a thread of its own fills with `text`, which must outlive it; `path()` opens its reading end.
class Pipe {
 public:
  explicit Pipe(const std::string& text);
  ~Pipe();
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] std::string path() const { return "/dev/fd/" + std::to_string(ends_[0]); }

 private:
  void fill(const std::string& text) const;

  int ends_[2] = {-1, -1};
  std::thread writer_;
};

/// While it lives, a pipe without a reader gives an error code, not a signal.
class NoBrokenPipeSignal {
 public:
  NoBrokenPipeSignal() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~NoBrokenPipeSignal() { std::signal(SIGPIPE, before_); }
  NoBrokenPipeSignal(const NoBrokenPipeSignal&) = delete;
  NoBrokenPipeSignal& operator=(const NoBrokenPipeSignal&) = delete;

 private:
  void (*before_)(int);
};

}  // namespace matrix2vcf::testing
