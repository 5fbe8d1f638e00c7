// SPDX-License-Identifier: MIT
#include "read/sort_files.hpp"

#include <unistd.h>

#include <cerrno>
#include <matrix2vcf/error.hpp>

#include "text.hpp"

namespace matrix2vcf {

namespace {

Descriptor open_temporary(const std::string& folder) try { return open_unnamed(folder); } catch (const Error& error) {
  // Its own hint proposes -C, with which a sort needs temporary files all the same.
  throw Error(error.code(), error.what(), "name a folder with --temp-dir");
}

}  // namespace

void read_back(int fd, char* out, std::size_t count, std::int64_t offset) {
  while (count != 0) {
    const ssize_t got = pread(fd, out, count, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      throw Error(Exit::output, std::string("could not read the temporary file back: ") +
                                    (got == 0 ? "it is too short" : std::strerror(errno)));
    out += got;
    count -= static_cast<std::size_t>(got);
    offset += got;
  }
}

Spool::Spool(const std::string& folder, const std::stop_token& stop, Bytes buffer)
    : folder_(folder), stop_(stop), fd_(open_temporary(folder)), buffer_(buffer) {}

void Spool::flush() {
  if (stop_.stop_requested()) throw Stopped();
  if (const int error = write_all(fd_.get(), {buffer_.data(), used_}); error != 0)
    throw Error(Exit::output,
                "could not write the temporary file in " + printable(folder_) + ": " + std::strerror(error),
                "free some space, or name another folder with --temp-dir");
  flushed_ += static_cast<std::int64_t>(used_);
  used_ = 0;
}

Descriptor Spool::release() {
  if (lseek(fd_.get(), 0, SEEK_SET) != 0)
    throw Error(Exit::output, std::string("could not go back in the temporary file: ") + std::strerror(errno));
  return std::move(fd_);
}

}  // namespace matrix2vcf
