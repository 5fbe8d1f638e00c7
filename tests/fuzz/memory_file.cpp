// SPDX-License-Identifier: MIT
#include "memory_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstring>

namespace matrix2vcf::fuzz {

std::array<MemoryFile, memory_files> memory_file;

const std::string& memory_path(std::size_t number) {
  static const std::array<std::string, memory_files> paths{"/memory/0", "/memory/1", "/memory/2", "/memory/3"};
  return paths[number];
}

namespace {

constexpr int first_descriptor = 1 << 20;

MemoryFile* file_of(int fd) {
  const int number = fd - first_descriptor;
  return number >= 0 && number < static_cast<int>(memory_files) ? &memory_file[static_cast<std::size_t>(number)]
                                                                : nullptr;
}

}  // namespace
}  // namespace matrix2vcf::fuzz

using matrix2vcf::fuzz::file_of;
using matrix2vcf::fuzz::MemoryFile;

extern "C" {

int __real_open(const char* path, int flags, ...);
int __real_close(int fd);
ssize_t __real_read(int fd, void* out, std::size_t count);
int __real_fstat(int fd, struct stat* status);
off_t __real_lseek(int fd, off_t offset, int whence);

int __wrap_open(const char* path, int flags, ...) {
  constexpr std::string_view folder = "/memory/";
  if (std::string_view(path).starts_with(folder)) {
    MemoryFile& file = matrix2vcf::fuzz::memory_file[static_cast<std::size_t>(path[folder.size()] - '0')];
    file.at = file.reads = 0;
    file.failed = false;
    return matrix2vcf::fuzz::first_descriptor + (path[folder.size()] - '0');
  }
  va_list arguments;
  va_start(arguments, flags);
  const int mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, int) : 0;
  va_end(arguments);
  return __real_open(path, flags, mode);
}

int __wrap_close(int fd) { return file_of(fd) != nullptr ? 0 : __real_close(fd); }

ssize_t __wrap_read(int fd, void* out, std::size_t count) {
  MemoryFile* const file = file_of(fd);
  if (file == nullptr) return __real_read(fd, out, count);
  file->failed = file->interrupted && !file->failed;
  if (file->failed) {
    errno = EINTR;
    return -1;
  }
  constexpr std::size_t most_short = 100;  // reads; then `most` has shown what it can
  const std::size_t most = ++file->reads > most_short ? count : file->most;
  const std::size_t here = std::min({count, most, file->bytes.size() - file->at});
  std::memcpy(out, file->bytes.data() + file->at, here);
  file->at += here;
  return static_cast<ssize_t>(here);
}

int __wrap_fstat(int fd, struct stat* status) {
  const MemoryFile* const file = file_of(fd);
  if (file == nullptr) return __real_fstat(fd, status);
  std::memset(status, 0, sizeof *status);
  status->st_mode = S_IFREG | 0644;
  status->st_size = static_cast<off_t>(file->bytes.size());
  return 0;
}

off_t __wrap_lseek(int fd, off_t offset, int whence) {
  const MemoryFile* const file = file_of(fd);
  if (file == nullptr) return __real_lseek(fd, offset, whence);
  return static_cast<off_t>(file->at);  // where it stands is all that is asked for
}
}
