// SPDX-License-Identifier: MIT
#include "write/output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <matrix2vcf/error.hpp>
#include <memory>
#include <optional>

#include "text.hpp"
#include "write/file_names.hpp"

namespace matrix2vcf {

namespace {

// A stop request is seen this soon while a pipe is full.
constexpr int poll_milliseconds = 100;

std::string error_text(int error) { return std::strerror(error); }

std::string random_suffix() {
  static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  unsigned char bytes[8];
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(std::rand());
  std::string suffix;
  for (const unsigned char byte : bytes) suffix += letters[byte % 36];
  return suffix;
}

// Creates a file beside `target` that nobody else has, not even a symlink of that name. Returns descriptor and path; on
// failure -1 and errno. O_CREAT with 0666 leaves the umask to the kernel.
int create_beside(const std::string& target, std::string& path) {
  constexpr std::size_t longest_base = 200;  // of NAME_MAX 255, with the dot and the suffix
  const std::string begin = folder_of(target) + "/." + base_of(target).substr(0, longest_base) + ".m2v-";
  for (int attempt = 0; attempt < 100; ++attempt) {
    path = begin + random_suffix();
    const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd >= 0 || (errno != EEXIST && errno != EINTR)) return fd;
  }
  return -1;
}

int fsync_file(int fd) noexcept {
  int status = 0;
  do status = fsync(fd);
  while (status != 0 && errno == EINTR);
  // Pipes, and some file systems' folders, cannot be synced: there is nothing that could be lost then.
  return status == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno;
}

// Two runs onto one name: while one takes old indexes away and renames its files, the other waits, so that data and
// index are of one run. A file system without locks does without.
Descriptor lock_folder(const std::string& folder) noexcept {
  Descriptor fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Renames take milliseconds: who holds the lock for longer, as `flock FOLDER COMMAND` does, means something else.
  constexpr int most_waits = 100;
  constexpr useconds_t wait = 10'000;
  for (int i = 0; i < most_waits && flock(fd.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; ++i) usleep(wait);
  return fd;
}

// One that may be written but not listed cannot be opened: there the whole file system is synced, by a file in it.
int fsync_folder(const std::string& folder, const std::string& file) noexcept {
  const Descriptor fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) return fsync_file(fd.get());
  if (errno != EACCES) return errno;
  const Descriptor inside(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  return inside.get() >= 0 && syncfs(inside.get()) == 0 ? 0 : errno;
}

// While a file is written its owner can read and write it, whatever the umask, or the mode of the file before it, says.
int make_workable(int fd, mode_t mode) noexcept { return fchmod(fd, mode | S_IRUSR | S_IWUSR) == 0 ? 0 : errno; }

// An index is read back by its name.
int finish_index(const std::string& path, mode_t mode) noexcept {
  const Descriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0 || fchmod(fd.get(), mode) != 0) return errno;
  return fsync_file(fd.get());
}

// An interrupted close has closed, and what was written has been synced before.
int close_file(int fd) noexcept { return close(fd) == 0 || errno == EINTR ? 0 : errno; }

// The indexes of the file that is replaced, beside it and beside each link on the way to it. One of them with new data
// gives wrong rows in every reader: they step aside before the new data come, and return where these do not.
class OldIndexes {
 public:
  OldIndexes(const std::string& target, const std::vector<std::string>& names) : target_(target), names_(names) {
    aside_.reserve((1 + names.size()) * std::size(index_suffixes));
  }
  OldIndexes(const OldIndexes&) = delete;
  OldIndexes& operator=(const OldIndexes&) = delete;
  ~OldIndexes() {
    if (!replaced_) come_back();
  }

  /// Returns an errno, or 0.
  int step_aside() {
    for (const std::string_view suffix : index_suffixes) {
      const std::string beside = target_ + std::string(suffix);
      if (const int error = step_aside(beside); error != 0) return error;
      for (const std::string& name : names_) {
        const std::string named = name + std::string(suffix);
        // A link to the index stays, as the link to the data does.
        if (follow_links(named) != named && is_same_output(named, beside)) continue;
        if (const int error = step_aside(named); error != 0) return error;
      }
    }
    return 0;
  }

  void come_back() noexcept {
    std::erase_if(aside_, [](const Aside& index) { return rename(index.hidden.c_str(), index.path.c_str()) == 0; });
  }

  /// The new data are there.
  void remove() noexcept {
    replaced_ = true;
    std::erase_if(aside_, [](const Aside& index) { return unlink(index.hidden.c_str()) == 0; });
  }

  /// Where those lie that could neither come back nor be removed; empty: there are none.
  [[nodiscard]] std::string left() const {
    std::string paths;
    for (const Aside& index : aside_) (paths += paths.empty() ? "" : ", ") += printable(index.hidden);
    return paths;
  }

 private:
  struct Aside {
    std::string path, hidden;
  };

  // A place under a name that nobody has is made first: what stands under another's would go.
  int step_aside(const std::string& path) {
    Aside index{path, {}};
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0) return errno == ENOENT || errno == ENAMETOOLONG ? 0 : errno;
    if (S_ISDIR(status.st_mode)) return EISDIR;
    const Descriptor place(create_beside(path, index.hidden));
    if (place.get() < 0) return errno;
    if (rename(path.c_str(), index.hidden.c_str()) != 0) {
      const int error = errno;
      unlink(index.hidden.c_str());
      return error;
    }
    aside_.push_back(std::move(index));  // there is room: this does not throw
    return 0;
  }

  const std::string& target_;
  const std::vector<std::string>& names_;
  std::vector<Aside> aside_;
  bool replaced_ = false;
};

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) close(fd_);
    fd_ = other.release();
  }
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) close(fd_);
}

int Descriptor::release() noexcept {
  const int fd = fd_;
  fd_ = -1;
  return fd;
}

TemporaryName::~TemporaryName() {
  if (!path_.empty()) unlink(path_.c_str());
}

int write_all(int fd, std::string_view bytes) noexcept {
  // Linux moves at most 0x7ffff000 bytes a call; a short write is no error.
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) return ENOSPC;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

Descriptor open_unnamed(const std::string& folder) {
  std::string path;
  Descriptor fd(create_beside(folder + "/body", path));
  if (fd.get() < 0)
    throw Error(Exit::output, "could not create a temporary file in " + printable(folder) + ": " + error_text(errno),
                "name a folder with --temp-dir, or the contigs with -C, which needs no temporary file");
  if (unlink(path.c_str()) != 0)
    throw Error(Exit::output,
                "could not remove the name of the temporary file " + printable(path) + ": " + error_text(errno));
  return fd;
}

Output::Output(const std::string& path, const std::vector<std::string>& inputs, bool has_indexes,
               const std::stop_token& stop)
    : shown_(path), has_indexes_(has_indexes) {
  refuse_inputs(path, inputs);
  if (path == "-") shown_ = "standard output";
  if (const std::optional<int> shared = path == "-" ? STDOUT_FILENO : descriptor_of(path)) {
    share(*shared);
    return;
  }
  struct stat status {};
  const bool exists = stat(path.c_str(), &status) == 0;
  if (!exists && errno != ENOENT && errno != ENOTDIR) fail("could not write", errno);
  if (exists && S_ISDIR(status.st_mode)) fail("could not write", EISDIR);
  if (!exists) target_ = follow_links(path);
  if (exists && S_ISREG(status.st_mode)) {
    target_ = real_path(path);
    if (target_.empty() && errno != ENOENT) fail("could not write", errno);
  }
  if (target_.empty()) {  // a device, a FIFO, a file without a name
    open_in_place(path, stop);
    return;
  }
  names_ = link_chain(path);
  if (has_indexes_)
    for (const std::string& name : names_)
      for (const std::string_view suffix : index_suffixes) refuse_inputs(name + std::string(suffix), inputs);
  if (exists && access(target_.c_str(), W_OK) != 0) fail("could not write", errno);
  open_temporary();
  if (!exists && fstat(fd_.get(), &status) != 0) fail("could not write", errno);
  mode_ = status.st_mode & 07777U;
  if (const int error = make_workable(fd_.get(), mode_); error != 0) fail("could not set the mode of", error);
}

void Output::fail(const std::string& what, int error) const {
  if (error == EPIPE) throw Error(Exit::broken_pipe, "the reader of " + printable(shown_) + " went away");
  const std::string hint = error == ENOSPC || error == EDQUOT ? "free some space or write to another disk"
                           : error == ENOENT                  ? "create the folder first"
                                                              : "";
  throw Error(Exit::output, what + " " + printable(shown_) + ": " + error_text(error), hint);
}

void Output::share(int descriptor) {
  struct stat status {};
  fd_ = Descriptor(fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  if (fd_.get() < 0 || fstat(fd_.get(), &status) != 0) fail("could not write", errno);
  waits_ = !S_ISREG(status.st_mode);
}

void Output::open_in_place(const std::string& path, const std::stop_token& stop) {
  // A FIFO's open waits for its reader; a signal ends that, which may be somebody else's.
  do {
    if (stop.stop_requested()) throw Stopped();
    fd_ = Descriptor(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  } while (fd_.get() < 0 && errno == EINTR);
  if (fd_.get() < 0) fail("could not open", errno);
  waits_ = true;
}

void Output::open_temporary() {
  std::string path;
  fd_ = Descriptor(create_beside(target_, path));
  if (fd_.get() >= 0) {
    temporary_.set(std::move(path));
    return;
  }
  const int error = errno;
  if (error == ENOENT)
    throw Error(Exit::output,
                "could not write " + printable(shown_) + ": there is no folder " + printable(folder_of(target_)),
                "create it first: mkdir -p " + printable(folder_of(target_)));
  fail("could not write", error);
}

void Output::wait_writable(const std::stop_token& stop) const {
  pollfd request{fd_.get(), POLLOUT, 0};
  while (poll(&request, 1, poll_milliseconds) == 0 || (request.revents & (POLLOUT | POLLERR | POLLHUP | POLLNVAL)) == 0)
    if (stop.stop_requested()) throw Stopped();
}

void Output::write(std::string_view bytes, const std::stop_token& stop) {
  constexpr std::size_t pipe_piece = PIPE_BUF;  // the room that poll() tells of: a larger write may block half-way
  while (!bytes.empty()) {
    if (stop.stop_requested()) throw Stopped();
    if (waits_) wait_writable(stop);
    const ssize_t count = ::write(fd_.get(), bytes.data(), waits_ ? std::min(bytes.size(), pipe_piece) : bytes.size());
    if (count < 0 && (errno == EINTR || (waits_ && errno == EAGAIN))) continue;
    if (count < 0) fail("could not write", errno);
    if (count == 0) fail("could not write", ENOSPC);
    bytes.remove_prefix(static_cast<std::size_t>(count));
    bytes_written_ += count;
  }
  if (is_file()) begin_writeback();
}

// The kernel would keep all of it until fsync, and the run would wait there: 3 % of it for 10 MB. A hint, so that its
// failure means nothing; fsync tells what went wrong.
void Output::begin_writeback() noexcept {
  constexpr std::int64_t step = std::int64_t{1} << 20;
  if (bytes_written_ - writeback_begun_ < step) return;
  static_cast<void>(
      sync_file_range(fd_.get(), writeback_begun_, bytes_written_ - writeback_begun_, SYNC_FILE_RANGE_WRITE));
  writeback_begun_ = bytes_written_;
}

void Output::write_file(int fd, const std::stop_token& stop) {
  constexpr std::size_t piece = std::size_t{1} << 20;
  const std::unique_ptr<char[]> bytes(new char[piece]);
  for (off_t at = 0;;) {
    const ssize_t count = pread(fd, bytes.get(), piece, at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw Error(Exit::output, "could not read the temporary file back: " + error_text(errno));
    if (count == 0) return;
    write({bytes.get(), static_cast<std::size_t>(count)}, stop);
    at += count;
  }
}

void Output::require_index_name() const {
  struct stat status {};
  for (const std::string_view suffix : index_suffixes) {
    const std::string name = target_ + std::string(suffix);
    const bool exists = lstat(name.c_str(), &status) == 0;
    if (!exists && errno == ENAMETOOLONG)
      throw Error(Exit::output, "could not write the index of " + printable(shown_) + ": " + error_text(ENAMETOOLONG),
                  "write to a shorter name, or leave out the index: --no-index");
    if (exists && S_ISDIR(status.st_mode))
      throw Error(Exit::output,
                  "could not write the index of " + printable(shown_) + ": " + printable(name) + " is a folder",
                  "write to another name");
  }
}

// The data are complete by now; what the disk does not have yet is on its way while the index is made.
const std::string& Output::make_index_file(std::string_view suffix) {
  static_cast<void>(sync_file_range(fd_.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
  index_path_ = target_ + std::string(suffix);
  std::string path;
  const Descriptor fd(create_beside(index_path_, path));
  if (fd.get() < 0) fail("could not write the index of", errno);
  index_temporary_.set(std::move(path));
  // An index that is replaced keeps its mode; a new one has that of its data.
  struct stat status {};
  const bool exists = stat(index_path_.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  index_mode_ = exists ? status.st_mode & 07777U : mode_;
  if (const int error = make_workable(fd.get(), index_mode_); error != 0)
    fail("could not set the mode of the index of", error);
  return index_temporary_.path();
}

// The index sets out for the disk before the data are waited for, so that one commit of the file system's journal takes
// both: it spares one of three such waits, 4 ms each. A hint, as above.
void Output::begin_index_writeback() const noexcept {
  const Descriptor fd(open(index_temporary_.path().c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() >= 0) static_cast<void>(sync_file_range(fd.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
}

void Output::commit() {
  if (!index_temporary_.path().empty()) begin_index_writeback();
  if (is_file() && fchmod(fd_.get(), mode_) != 0) fail("could not set the mode of", errno);
  if (const int error = fsync_file(fd_.get()); error != 0) fail("could not write", error);
  if (!is_file()) {
    if (const int error = close_file(fd_.release()); error != 0) fail("could not write", error);
    return;
  }
  struct stat status {};
  if (fstat(fd_.get(), &status) != 0) fail("could not write", errno);
  if (status.st_size != bytes_written_)
    throw Error(Exit::output, "could not write " + printable(shown_) + ": the file has " +
                                  std::to_string(status.st_size) + " bytes where " + std::to_string(bytes_written_) +
                                  " were written");
  if (const int error = close_file(fd_.release()); error != 0) fail("could not write", error);
  if (!index_temporary_.path().empty())
    if (const int error = finish_index(index_temporary_.path(), index_mode_); error != 0)
      fail("could not write the index of", error);
  const std::string folder = folder_of(target_);
  rename_files(folder);
  if (const int error = fsync_folder(folder, target_); error != 0)
    throw Error(Exit::output,
                printable(shown_) + " is complete, but its folder could not be synced: " + error_text(error));
}

// From the data's rename on nothing is allocated: a lack of memory comes before it, or not at all.
void Output::rename_files(const std::string& folder) {
  const Descriptor lock = lock_folder(folder);
  OldIndexes old_indexes(target_, names_);
  const auto give_up = [&](const std::string& what, int error) {
    old_indexes.come_back();
    if (old_indexes.left().empty()) fail(what, error);
    throw Error(Exit::output, what + " " + printable(shown_) + ": " + error_text(error),
                "the old index could not be put back: it is " + old_indexes.left());
  };
  if (const int error = has_indexes_ ? old_indexes.step_aside() : 0; error != 0)
    give_up("could not remove the old index of", error);
  if (rename(temporary_.path().c_str(), target_.c_str()) != 0) give_up("could not rename the finished file to", errno);
  temporary_.give_up();
  old_indexes.remove();
  if (!index_temporary_.path().empty()) rename_index();
  if (!old_indexes.left().empty())
    throw Error(Exit::output, printable(shown_) + " is complete, but the old index could not be removed",
                "it is " + old_indexes.left() + " now");
}

void Output::rename_index() {
  if (rename(index_temporary_.path().c_str(), index_path_.c_str()) != 0)
    throw Error(Exit::output,
                printable(shown_) + " is complete, but its index is missing: could not rename it: " + error_text(errno),
                "make it with tabix -p vcf, or bcftools index for BCF");
  index_temporary_.give_up();
}

}  // namespace matrix2vcf
