// SPDX-License-Identifier: MIT
#include "read/source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <matrix2vcf/error.hpp>

#include "read/inflate.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

// Of a list of names or places: what is longer is none, and may have no end.
constexpr std::size_t max_small_file = std::size_t{1} << 30;

// A stop request is seen this soon while a pipe is empty.
constexpr int poll_milliseconds = 100;

struct Magic {
  std::string_view bytes;  // a `?` stands for any
  const char* format;
  const char* cure;
};

// Formats that users hand to a text converter by mistake, told by their first bytes.
constexpr Magic magics[] = {
    {{"\xfd"
      "7zXZ\0",
      6},
     "xz-compressed",
     "decompress it first: xz -dc FILE | matrix2vcf [OPTIONS] -"},
    {{"\x28\xb5\x2f\xfd", 4}, "zstd-compressed", "decompress it first: zstd -dc FILE | matrix2vcf [OPTIONS] -"},
    {"BZh?1AY&SY", "bzip2-compressed", "decompress it first: bzip2 -dc FILE | matrix2vcf [OPTIONS] -"},
    {{"\x04\x22\x4d\x18", 4}, "lz4-compressed", "decompress it first: lz4 -dc FILE | matrix2vcf [OPTIONS] -"},
    {{"PK\x03\x04", 4}, "a zip archive (or a spreadsheet)", "unpack it, or save the sheet as tab-separated text"},
    {{"BCF\x02", 4}, "a BCF file", "it is converted already"},
    {{"BAM\x01", 4}, "a BAM file", ""},
    {{"CRAM\x02", 5}, "a CRAM file", ""},
    {{"CRAM\x03", 5}, "a CRAM file", ""},
    {{"##fileformat=VCF", 16}, "a VCF file", "it is converted already"},
    {{"\xff\xfe", 2}, "UTF-16 text", "convert it to UTF-8: iconv -f UTF-16 -t UTF-8"},
    {{"\xfe\xff", 2}, "UTF-16 text", "convert it to UTF-8: iconv -f UTF-16 -t UTF-8"},
};

bool begins_with(std::string_view text, std::string_view magic) {
  return text.size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), text.begin(),
                    [](char wanted, char byte) { return wanted == '?' || wanted == byte; });
}

// A FIFO's open waits for its writer; a signal ends that, which may be somebody else's.
Descriptor open_input(const std::string& path, const std::stop_token& stop) {
  for (;;) {
    if (stop.stop_requested()) throw Stopped();
    Descriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() >= 0 || errno != EINTR) return fd;
  }
}

}  // namespace

void refuse_other_formats(std::string_view begin, const std::string& path) {
  for (const Magic& magic : magics)
    if (begins_with(begin, magic.bytes))
      throw Error(Exit::content, shown_path(path) + " is " + magic.format + ", not a tab-separated matrix", magic.cure);
}

// A copy of standard input's descriptor, so that closing ours leaves the process's as it was.
RawInput::RawInput(const std::string& path, std::stop_token stop)
    : RawInput(path == "-" ? Descriptor(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)) : open_input(path, stop), path, stop,
               false) {
  named_ = path != "-";
}

RawInput::RawInput(Descriptor fd, const std::string& path, std::stop_token stop, bool temporary)
    : path_(path), temporary_(temporary), stop_(std::move(stop)), fd_(std::move(fd)) {
  if (fd_.get() < 0 || fstat(fd_.get(), &status_) != 0) fail(errno);
  if (S_ISDIR(status_.st_mode)) fail(EISDIR);
  buffer_.reset(new char[buffer_bytes]);
}

void RawInput::fail(int error) const {
  if (temporary_)
    throw Error(Exit::output, std::string("could not read the temporary file back: ") + std::strerror(error));
  throw Error(Exit::input, "could not read " + shown_path(path_) + ": " + std::strerror(error));
}

bool RawInput::is_file() const noexcept { return S_ISREG(status_.st_mode); }

std::int64_t RawInput::consumed() const noexcept { return delivered_ - static_cast<std::int64_t>(end_ - begin_); }

std::size_t RawInput::read_descriptor(char* out, std::size_t count) {
  for (;;) {
    if (stop_.stop_requested()) throw Stopped();
    if (!is_file()) {
      pollfd request{fd(), POLLIN, 0};
      const int ready = poll(&request, 1, poll_milliseconds);
      if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    }
    const ssize_t got = ::read(fd(), out, count);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) fail(errno);
    delivered_ += got;
    return static_cast<std::size_t>(got);
  }
}

std::string_view RawInput::peek(std::size_t count) {
  while (end_ - begin_ < count) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const std::size_t got = read_descriptor(buffer_.get() + end_, buffer_bytes - end_);
    if (got == 0) break;
    end_ += got;
  }
  return {buffer_.get() + begin_, end_ - begin_};
}

std::size_t RawInput::read(char* out, std::size_t count) {
  if (begin_ == end_) return read_descriptor(out, count);
  const std::size_t here = std::min(count, end_ - begin_);
  std::memcpy(out, buffer_.get() + begin_, here);
  begin_ += here;
  return here;
}

// Another file has its name now: what was read is the older one. A name that is gone says nothing of that kind.
bool RawInput::is_replaced() const noexcept {
  struct stat now {};
  return named_ && stat(path_.c_str(), &now) == 0 && (now.st_dev != status_.st_dev || now.st_ino != status_.st_ino);
}

void RawInput::require_unchanged() const {
  struct stat now {};
  if (!is_file()) return;
  if (fstat(fd(), &now) != 0) fail(errno);
  if (now.st_size != status_.st_size || now.st_mtim.tv_sec != status_.st_mtim.tv_sec ||
      now.st_mtim.tv_nsec != status_.st_mtim.tv_nsec || is_replaced())
    throw Error(Exit::input, shown_path(path_) + " changed while it was read", "start again when nothing writes to it");
}

Source::Source(const std::string& path, std::stop_token stop) : Source(RawInput(path, std::move(stop))) {}

Source::Source(Descriptor fd, const std::string& path, std::stop_token stop)
    : Source(RawInput(std::move(fd), path, std::move(stop), true)) {}

Source::Source(RawInput raw) : raw_(std::move(raw)) {
  constexpr std::size_t longest_magic = 16;
  const std::string_view begin = raw_.peek(longest_magic);
  if (is_gzip(begin))
    inflate_ = std::make_unique<Inflate>(raw_);
  else
    seekable_ = raw_.is_file() && lseek(raw_.fd(), 0, SEEK_CUR) == static_cast<off_t>(begin.size());
}

Source::~Source() = default;

std::size_t Source::read(char* out, std::size_t count) {
  return inflate_ != nullptr ? inflate_->read(out, count) : raw_.read(out, count);
}

std::size_t Source::read_at(char* out, std::size_t count, std::int64_t offset) const {
  const std::size_t wanted = static_cast<std::size_t>(
      std::max<std::int64_t>(0, std::min<std::int64_t>(static_cast<std::int64_t>(count), size() - offset)));
  std::size_t have = 0;
  while (have < wanted) {
    const ssize_t got = pread(raw_.fd(), out + have, wanted - have, offset + static_cast<std::int64_t>(have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) raw_.fail(errno);
    if (got == 0) throw Error(Exit::input, shown_path(path()) + " became shorter while it was read");
    have += static_cast<std::size_t>(got);
  }
  return have;
}

// The probe costs a microsecond; advice for text that is in memory already would cost 50 for a block.
void Source::read_ahead(std::int64_t offset, std::size_t count) const noexcept {
  char probe = 0;
  iovec target{&probe, 1};
  if (offset >= size() || preadv2(raw_.fd(), &target, 1, offset, RWF_NOWAIT) == 1) return;
  static_cast<void>(posix_fadvise(raw_.fd(), offset, static_cast<off_t>(count), POSIX_FADV_WILLNEED));
}

std::string read_small_file(const std::string& path, std::stop_token stop, const IsEnough& is_enough) {
  Source source(path, std::move(stop));
  std::string text;
  constexpr std::size_t piece = std::size_t{64} << 10;
  for (std::size_t got = 1; got != 0;) {
    const std::size_t before = text.size();
    text.resize(before + piece);
    got = source.read(text.data() + before, piece);
    text.resize(before + got);
    if (text.size() > max_small_file)
      throw Error(Exit::content, shown_path(path) + " has more than 1 GiB of text",
                  "it is to be a list of names or places");
    if (is_enough && is_enough(text, before)) break;
  }
  return text;
}

}  // namespace matrix2vcf
