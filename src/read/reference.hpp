// SPDX-License-Identifier: MIT
// reference - the genome that -f names: its contigs, and its bases at a place, through htslib's faidx (spec section 5).
//
// A FASTA, plain or BGZF, with its .fai (and .gzi) beside it. Throws Error(Exit::input) for what cannot be read, is
// truncated or does not fit its index, Error(Exit::content) for what is no such file and for places outside it.
// While windows are in use the caller holds a QuietHtslib: the level of htslib's messages is the process's, and workers
// that changed it would race.
#pragma once

#include <htslib/faidx.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "read/contigs.hpp"

namespace matrix2vcf {

/// Checks that the FASTA `path` can be read at random, and makes its index where that is missing: FILE.fai, and
/// FILE.gzi for a BGZF file; each appears whole or not at all. True where it was made: then the whole FASTA was read,
/// and `stop` was seen only after that.
bool make_reference_index(const std::string& path, const std::stop_token& stop);

/// Names and lengths of the contigs, as the index lists them. It must be there.
[[nodiscard]] ContigNumbers read_reference_contigs(const std::string& path, const std::stop_token& stop);

/// -C with -f: the contigs of `list`, which the file `list_path` names, with the reference's length where the list has
/// none. Throws Error(Exit::content) where both have one and they differ: one of them is of another assembly.
[[nodiscard]] ContigNumbers with_reference_lengths(const ContigNumbers& list, const std::string& list_path,
                                                   const std::string& path, const std::stop_token& stop);

/// The bases of a reference for one worker, which asks for places that mostly go forward: a window of them is held.
class ReferenceWindow {
 public:
  /// Opens `path`, whose index must be there.
  explicit ReferenceWindow(std::string path);

  /// The `count` bases of `contig` from `begin` on, counted from 0, in upper case. They live until the next call.
  [[nodiscard]] std::string_view bases(std::string_view contig, std::int64_t begin, std::size_t count);

 private:
  struct Free {
    void operator()(faidx_t* index) const noexcept { fai_destroy(index); }
  };
  void enter(std::string_view contig);
  void fetch(std::int64_t begin, std::int64_t end);

  std::string path_;
  std::unique_ptr<faidx_t, Free> index_;
  std::string contig_;       // of the window
  std::int64_t length_ = 0;  // of that contig
  std::int64_t begin_ = 0;   // of the window
  std::string window_;
};

}  // namespace matrix2vcf
