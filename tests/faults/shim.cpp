// SPDX-License-Identifier: MIT
// shim - preloaded into a run, it makes the Nth call of a kind fail, move fewer bytes, or kill the process.
//
//   M2V_FAULT=KINDS:N:WHEN:WHAT
//     KINDS  of write fsync close rename unlink open read malloc thread stderr, joined by +
//     N      the call, counted from 1 over all threads; 0: count, and let all calls be
//     WHEN   once, ever (the Nth and all after it) or every (N, 2N, 3N, ...)
//     WHAT   an errno as a number, short (half of the bytes are moved) or kill (SIGKILL before the call)
//   M2V_FAULT_PAGE=FILE  gets a Page, so that the driver knows what was met even of a killed run
//
// Counting begins with main and ends with it: what the loader and the libraries do before is not the program's, and how
// often they allocate depends on the machine. The calls are made by syscall(), malloc by the names under which glibc
// exports its own, so that nothing here needs a look-up, which would allocate, while the program runs.
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
}

namespace {

// Read by sweep.py.
struct Page {
  std::atomic<std::uint64_t> calls;   // of the kinds, in main
  std::atomic<std::uint64_t> faults;  // those that were made to fail
  char path[240];                     // the file of the first of them, where there is one
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free && sizeof(Page) == 256);

enum Kind : unsigned {
  on_write = 1U << 0,
  on_fsync = 1U << 1,
  on_close = 1U << 2,
  on_rename = 1U << 3,
  on_unlink = 1U << 4,
  on_open = 1U << 5,
  on_read = 1U << 6,
  on_malloc = 1U << 7,
  on_thread = 1U << 8,
  on_stderr = 1U << 9
};
constexpr const char* kind_names[] = {"write", "fsync", "close",  "rename", "unlink",
                                      "open",  "read",  "malloc", "thread", "stderr"};

enum class When { once, ever, every };
enum class What { fail, move_less, kill };

unsigned kinds = 0;
std::uint64_t at = 0;
When when = When::once;
What what = What::fail;
int error_number = EIO;
Page* page = nullptr;
std::atomic<bool> in_main{false};

int (*real_main)(int, char**, char**) = nullptr;
int (*real_pthread_create)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) = nullptr;
FILE* (*real_fopen)(const char*, const char*) = nullptr;
int (*real_fclose)(FILE*) = nullptr;

void read_settings() {
  const char* const fault = std::getenv("M2V_FAULT");
  const char* const file = std::getenv("M2V_FAULT_PAGE");
  if (fault == nullptr || file == nullptr) return;
  char names[128], how[8], does[16];
  unsigned long n = 0;
  if (std::sscanf(fault, "%127[^:]:%lu:%7[^:]:%15s", names, &n, how, does) != 4) std::abort();
  for (char* name = std::strtok(names, "+"); name != nullptr; name = std::strtok(nullptr, "+"))
    for (unsigned i = 0; i < sizeof kind_names / sizeof *kind_names; ++i)
      if (std::strcmp(name, kind_names[i]) == 0) kinds |= 1U << i;
  at = n;
  when = std::strcmp(how, "ever") == 0 ? When::ever : std::strcmp(how, "every") == 0 ? When::every : When::once;
  what = std::strcmp(does, "short") == 0 ? What::move_less : std::strcmp(does, "kill") == 0 ? What::kill : What::fail;
  error_number = std::atoi(does);
  const int fd = open(file, O_RDWR);
  void* const memory = mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (fd < 0 || memory == MAP_FAILED) std::abort();
  syscall(SYS_close, fd);
  page = static_cast<Page*>(memory);
}

[[gnu::constructor]] void start() {
  real_pthread_create = reinterpret_cast<decltype(real_pthread_create)>(dlsym(RTLD_NEXT, "pthread_create"));
  real_fopen = reinterpret_cast<decltype(real_fopen)>(dlsym(RTLD_NEXT, "fopen"));
  real_fclose = reinterpret_cast<decltype(real_fclose)>(dlsym(RTLD_NEXT, "fclose"));
  read_settings();
}

// True where this call is one that goes wrong; a path tells which file it is about, else a descriptor.
bool meets_fault(Kind kind, int fd = -1, const char* path = nullptr) {
  if (page == nullptr || (kinds & kind) == 0 || !in_main) return false;
  const std::uint64_t n = ++page->calls;
  if (at == 0 || (when == When::once ? n != at : when == When::ever ? n < at : n % at != 0)) return false;
  if (page->faults++ == 0) {
    char link[32];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (path != nullptr)
      std::strncpy(page->path, path, sizeof page->path - 1);
    else if (fd >= 0)
      syscall(SYS_readlink, link, page->path, sizeof page->path - 1);
  }
  if (what == What::kill) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = error_number;
  return true;
}

// A read or a write: `count` bytes, fewer, or none at all.
long move_bytes(Kind kind, long call, int fd, const void* bytes, std::size_t count, off_t offset) {
  if (meets_fault(kind, fd)) {
    if (what == What::fail) return -1;
    count -= count / 2;
  }
  return syscall(call, fd, bytes, count, offset);
}

int open_file(int folder, const char* path, int flags, mode_t mode) {
  if (meets_fault(on_open, -1, path)) return -1;
  return static_cast<int>(syscall(SYS_openat, folder, path, flags, mode));
}

bool has_mode(int flags) { return (flags & (O_CREAT | O_TMPFILE)) != 0; }

FILE* open_stream(const char* path, const char* mode) {
  return meets_fault(on_open, -1, path) ? nullptr : real_fopen(path, mode);
}

}  // namespace

extern "C" {

int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(), void (*fini)(),
                      void (*loader_fini)(), void* stack_end) {
  real_main = main;
  const auto counted_main = [](int count, char** words, char** environment) {
    in_main = true;
    const int status = real_main(count, words, environment);
    in_main = false;
    return status;
  };
  const auto real = reinterpret_cast<decltype(&__libc_start_main)>(dlsym(RTLD_NEXT, "__libc_start_main"));
  return real(counted_main, argc, argv, init, fini, loader_fini, stack_end);
}

ssize_t write(int fd, const void* bytes, std::size_t count) {
  return move_bytes(fd == STDERR_FILENO ? on_stderr : on_write, SYS_write, fd, bytes, count, 0);
}
ssize_t pwrite(int fd, const void* bytes, std::size_t count, off_t offset) {
  return move_bytes(on_write, SYS_pwrite64, fd, bytes, count, offset);
}
ssize_t read(int fd, void* bytes, std::size_t count) { return move_bytes(on_read, SYS_read, fd, bytes, count, 0); }
ssize_t pread(int fd, void* bytes, std::size_t count, off_t offset) {
  return move_bytes(on_read, SYS_pread64, fd, bytes, count, offset);
}
ssize_t pwrite64(int fd, const void* bytes, std::size_t count, off_t offset) {
  return pwrite(fd, bytes, count, offset);
}
ssize_t pread64(int fd, void* bytes, std::size_t count, off_t offset) { return pread(fd, bytes, count, offset); }

int fsync(int fd) { return meets_fault(on_fsync, fd) ? -1 : static_cast<int>(syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return meets_fault(on_fsync, fd) ? -1 : static_cast<int>(syscall(SYS_fdatasync, fd)); }
int sync_file_range(int fd, off_t offset, off_t count, unsigned flags) {
  return meets_fault(on_fsync, fd) ? -1 : static_cast<int>(syscall(SYS_sync_file_range, fd, offset, count, flags));
}

// A close that fails has closed all the same, as Linux does it.
int close(int fd) {
  const bool failed = meets_fault(on_close, fd);
  const int error = errno;
  const int status = static_cast<int>(syscall(SYS_close, fd));
  if (!failed) return status;
  errno = error;
  return -1;
}
int fclose(FILE* file) {
  const bool failed = meets_fault(on_close, fileno(file));
  const int error = errno;
  const int status = real_fclose(file);
  if (!failed) return status;
  errno = error;
  return EOF;
}

int rename(const char* from, const char* to) noexcept {
  return meets_fault(on_rename, -1, to) ? -1 : static_cast<int>(syscall(SYS_rename, from, to));
}
int unlink(const char* path) noexcept {
  return meets_fault(on_unlink, -1, path) ? -1 : static_cast<int>(syscall(SYS_unlink, path));
}

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = has_mode(flags) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_file(AT_FDCWD, path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = has_mode(flags) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_file(folder, path, flags, mode);
}
int creat(const char* path, mode_t mode) { return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
FILE* fopen(const char* path, const char* mode) { return open_stream(path, mode); }
FILE* fopen64(const char* path, const char* mode) { return open_stream(path, mode); }
// The program takes a copy of standard input's descriptor by it, which is how it opens `-`.
int fcntl(int fd, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void* const argument = va_arg(rest, void*);
  va_end(rest);
  if (command == F_DUPFD_CLOEXEC && meets_fault(on_open, fd)) return -1;
  return static_cast<int>(syscall(SYS_fcntl, fd, command, argument));
}

void* malloc(std::size_t size) noexcept { return meets_fault(on_malloc) ? nullptr : __libc_malloc(size); }
void* calloc(std::size_t count, std::size_t size) noexcept {
  return meets_fault(on_malloc) ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) noexcept {
  return size != 0 && meets_fault(on_malloc) ? nullptr : __libc_realloc(old, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return meets_fault(on_malloc) ? nullptr : __libc_memalign(alignment, size);
}
int posix_memalign(void** out, std::size_t alignment, std::size_t size) noexcept {
  if (meets_fault(on_malloc)) return error_number;
  *out = __libc_memalign(alignment, size);
  return *out != nullptr ? 0 : ENOMEM;
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* argument) noexcept {
  return meets_fault(on_thread) ? error_number : real_pthread_create(thread, attributes, run, argument);
}

}  // extern "C"
