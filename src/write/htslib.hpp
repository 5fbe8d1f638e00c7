// SPDX-License-Identifier: MIT
// htslib - what every use of htslib here needs: handles that free themselves, silence, a watch on its memory, and names
// it cannot misread.
#pragma once

#include <htslib/bgzf.h>
#include <htslib/hts.h>
#include <htslib/hts_log.h>
#include <htslib/vcf.h>

#include <cerrno>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <utility>

namespace matrix2vcf {

/// Silences htslib's own messages while it lives: what goes wrong is told by our errors, once. The level is the
/// process's: the first of several conversions at once takes it, the last gives it back.
class QuietHtslib {
 public:
  QuietHtslib() {
    const std::scoped_lock lock(mutex_);
    if (users_++ == 0) level_ = std::exchange(hts_verbose, HTS_LOG_OFF);
  }
  QuietHtslib(const QuietHtslib&) = delete;
  QuietHtslib& operator=(const QuietHtslib&) = delete;
  ~QuietHtslib() {
    const std::scoped_lock lock(mutex_);
    if (--users_ == 0) hts_verbose = level_;
  }

 private:
  static inline std::mutex mutex_;
  static inline int users_ = 0;
  static inline int level_ = 0;  // -v 9 is a level, but no value of htsLogLevel
};

struct HtsFree {
  void operator()(bcf_hdr_t* header) const noexcept { bcf_hdr_destroy(header); }
  void operator()(hts_idx_t* index) const noexcept { hts_idx_destroy(index); }
  void operator()(BGZF* file) const noexcept { static_cast<void>(bgzf_close(file)); }  // for files that are read
};

using HtsHeader = std::unique_ptr<bcf_hdr_t, HtsFree>;
using HtsIndex = std::unique_ptr<hts_idx_t, HtsFree>;
using HtsReader = std::unique_ptr<BGZF, HtsFree>;

/// What `call()` returns. Without the memory it asks for, htslib 1.16 fails with no code of its own, or leaves
/// something out and calls that a success: errno knows. Throws std::bad_alloc. A handle must be returned as one that
/// frees itself.
template <class Call>
auto with_memory(Call call) {
  errno = 0;
  auto result = call();
  if (errno == ENOMEM) throw std::bad_alloc();
  return result;
}

/// htslib takes `s3:x` or `data:x` for something other than a file; with a folder in front it does not.
[[nodiscard]] inline std::string plain_path(const std::string& path) {
  return path.starts_with('/') ? path : "./" + path;
}

}  // namespace matrix2vcf
