// SPDX-License-Identifier: MIT
// large_blocks - keeps the few large blocks of a case for the next one: ASan maps and unmaps those over 128 KiB each
// time, which takes longer than the case. What is free, and what lies behind a block, may not be touched as ever.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define M2V_ASAN
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define M2V_ASAN
#endif
#ifdef M2V_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(begin, bytes) static_cast<void>(0)
#define ASAN_UNPOISON_MEMORY_REGION(begin, bytes) static_cast<void>(0)
#endif

namespace {

constexpr std::size_t least = std::size_t{60} << 10U;
constexpr std::size_t rooms[] = {std::size_t{300} << 10U, std::size_t{2200} << 10U};

/// All of it is poisoned but for the `used` bytes that are lent.
struct Block {
  void* begin = nullptr;
  std::size_t room = 0, used = 0;
};
std::array<Block, 32> blocks;
std::mutex blocks_mutex;
std::atomic<std::uintptr_t> lowest = UINTPTR_MAX,
                            highest = 0;  // of their begins: most of what is freed is none of them

bool reserve(Block& block, std::size_t room) {
  if (block.begin != nullptr) return block.room == room;
  block.begin = std::malloc(room);
  if (block.begin == nullptr) return false;
  block.room = room;
  const auto place = reinterpret_cast<std::uintptr_t>(block.begin);
  lowest = std::min<std::uintptr_t>(lowest, place);
  highest = std::max<std::uintptr_t>(highest, place);
  ASAN_POISON_MEMORY_REGION(block.begin, room);
  return true;
}

void* lend(std::size_t bytes) {
  const std::size_t room = rooms[bytes > rooms[0] ? 1 : 0];
  const std::scoped_lock lock(blocks_mutex);
  for (Block& block : blocks) {
    if (block.used != 0 || !reserve(block, room)) continue;
    block.used = bytes;
    ASAN_UNPOISON_MEMORY_REGION(block.begin, bytes);
    return block.begin;
  }
  return nullptr;
}

bool take_back(void* begin) noexcept {
  const auto place = reinterpret_cast<std::uintptr_t>(begin);
  if (place < lowest || place > highest) return false;
  const std::scoped_lock lock(blocks_mutex);
  for (Block& block : blocks) {
    if (block.begin != begin) continue;
    ASAN_POISON_MEMORY_REGION(begin, block.used);
    block.used = 0;
    return true;
  }
  return false;
}

void* try_take(std::size_t bytes) {
  if (bytes >= least && bytes <= rooms[1])
    if (void* const begin = lend(bytes)) return begin;
  return std::malloc(bytes != 0 ? bytes : 1);
}

void* take(std::size_t bytes) {
  void* const begin = try_take(bytes);
  if (begin == nullptr) throw std::bad_alloc();
  return begin;
}

void give_back(void* begin) noexcept {
  if (take_back(begin)) return;
  std::free(begin);
}

}  // namespace

void* operator new(std::size_t bytes) { return take(bytes); }
void* operator new[](std::size_t bytes) { return take(bytes); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return try_take(bytes); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return try_take(bytes); }
void operator delete(void* begin) noexcept { give_back(begin); }
void operator delete[](void* begin) noexcept { give_back(begin); }
void operator delete(void* begin, std::size_t) noexcept { give_back(begin); }
void operator delete[](void* begin, std::size_t) noexcept { give_back(begin); }
