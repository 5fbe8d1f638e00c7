// SPDX-License-Identifier: MIT
// fuzz - what the fuzz targets share: numbers off the fuzzer's bytes, and the abort that libFuzzer takes for a find.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace matrix2vcf::fuzz {

/// Takes numbers off the front of the fuzzer's bytes; 0 when they are used up.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}

  [[nodiscard]] bool empty() const { return at_ == end_; }
  std::uint32_t byte() { return empty() ? 0 : *at_++; }
  std::uint32_t number() { return byte() << 8 | byte(); }

  /// 0 to count - 1.
  std::size_t below(std::size_t count) { return byte() % count; }

  /// What follows, up to `most` bytes of it.
  std::string_view text(std::size_t most) {
    const auto* const begin = reinterpret_cast<const char*>(at_);
    const std::size_t length = most < left() ? most : left();
    at_ += length;
    return {begin, length};
  }
  std::string_view rest() { return text(left()); }

 private:
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

/// For a judgement that takes longer than the rest of a case: true for one case in `count` while libFuzzer makes them,
/// for every one that is replayed.
inline bool one_in([[maybe_unused]] std::uint32_t count, [[maybe_unused]] const std::uint8_t* data,
                   [[maybe_unused]] std::size_t size) {
#ifdef M2V_LIBFUZZER
  std::uint32_t hash = 2166136261U;
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ data[i]) * 16777619U;
  return (hash >> 8U) % count == 0;
#else
  return true;
#endif
}

inline void require(bool holds, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "%s:%d: does not hold\n", file, line);
  std::abort();
}

}  // namespace matrix2vcf::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
