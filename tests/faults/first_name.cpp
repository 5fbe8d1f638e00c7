// SPDX-License-Identifier: MIT
// first_name - for LD_PRELOAD: every other time that a process asks for random bytes, from the first on, it gets zeros,
// so that the name of a temporary file is known; with EVERY_NAME set, every time.
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

extern "C" ssize_t getrandom(void* bytes, std::size_t count, unsigned flags) noexcept {
  static int calls = 0;
  if (std::getenv("EVERY_NAME") == nullptr && calls++ % 2 != 0) return syscall(SYS_getrandom, bytes, count, flags);
  std::memset(bytes, 0, count);
  return static_cast<ssize_t>(count);
}
