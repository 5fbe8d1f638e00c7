// SPDX-License-Identifier: MIT
// memory_file - files that are bytes of this process: open, read, fstat, lseek and close of them ask no kernel, which
// makes a fuzz target of a reader ten times as fast. Linked with --wrap for these calls.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace matrix2vcf::fuzz {

struct MemoryFile {
  std::string_view bytes;
  std::size_t most = ~std::size_t{0};  ///< bytes that one of the first reads gives
  bool interrupted = false;            ///< every second read fails with EINTR
  std::size_t at = 0;
  std::size_t reads = 0;
  bool failed = false;
};

inline constexpr std::size_t memory_files = 4;

/// They are opened as memory_path(i); a file may be opened by one reader at a time.
extern std::array<MemoryFile, memory_files> memory_file;

[[nodiscard]] const std::string& memory_path(std::size_t number);

}  // namespace matrix2vcf::fuzz
