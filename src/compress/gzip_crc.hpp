// SPDX-License-Identifier: MIT
// gzip_crc - the checksum at the end of a BGZF block: libdeflate's CRC-32, folded 32 bytes at a time where the CPU can
// (libdeflate 1.14 folds 16). Dense at setting 1 spends 8 % of its time in the one, half of that in the other.
//
// The text is a polynomial over GF(2), its CRC the remainder of text * x^32 by G. Folding keeps the remainder: a vector
// that stands D bits before another is multiplied by x^D mod G and added to it, until one of 16 bytes and the tail are
// left, which libdeflate ends (Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", 2009).
#pragma once

#include <libdeflate.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cpu.hpp"

#if defined(MATRIX2VCF_AVX2)
#include <immintrin.h>
#endif

namespace matrix2vcf {

namespace gzip_crc_detail {

#if defined(MATRIX2VCF_AVX2)

/// On a function that folds.
#define MATRIX2VCF_FOLD [[gnu::target("avx2,pclmul,vpclmulqdq")]]

// x^n mod G, lowest power in the highest bit, as gzip has it.
constexpr long long power(unsigned n) noexcept {
  std::uint64_t remainder = 0x80000000;
  for (; n > 0; --n) remainder = remainder >> 1 ^ ((remainder & 1) != 0 ? 0xEDB88320 : 0);
  return static_cast<long long>(remainder << 32);
}

// What the two halves of 16 bytes are multiplied by to be moved `bits` ahead. The first half stands 64 bits before the
// second; a product of reflected numbers is one bit short, hence the 1.
struct Multipliers {
  constexpr explicit Multipliers(unsigned bits) noexcept : first(power(bits + 64 - 1)), second(power(bits - 1)) {}
  long long first;
  long long second;
};

inline constexpr std::size_t vector_bytes = 32, vectors = 4,
                             step = vectors * vector_bytes;  // 4: the latency of a product

MATRIX2VCF_FOLD inline __m256i load(const char* text) noexcept {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
}

MATRIX2VCF_FOLD inline __m256i fold(__m256i vector, __m256i multipliers, __m256i onto) noexcept {
  const __m256i first = _mm256_clmulepi64_epi128(vector, multipliers, 0x00);
  const __m256i second = _mm256_clmulepi64_epi128(vector, multipliers, 0x11);
  return _mm256_xor_si256(onto, _mm256_xor_si256(first, second));
}

MATRIX2VCF_FOLD inline __m256i twice(const Multipliers& by) noexcept {
  return _mm256_setr_epi64x(by.first, by.second, by.first, by.second);
}

// text.size() >= step. 29 GB/s where libdeflate has 15.
MATRIX2VCF_FOLD inline std::uint32_t folded_crc(std::string_view text) noexcept {
  static constexpr Multipliers by_step(8 * step), by_vector(8 * vector_bytes), by_half(4 * vector_bytes);
  const char* at = text.data();
  __m256i a = load(at), b = load(at + vector_bytes), c = load(at + 2 * vector_bytes), d = load(at + 3 * vector_bytes);
  a = _mm256_xor_si256(a, _mm256_setr_epi32(-1, 0, 0, 0, 0, 0, 0, 0));  // the register begins with ones
  std::size_t rest = text.size() - step;
  for (at += step; rest >= step; at += step, rest -= step) {
    a = fold(a, twice(by_step), load(at));
    b = fold(b, twice(by_step), load(at + vector_bytes));
    c = fold(c, twice(by_step), load(at + 2 * vector_bytes));
    d = fold(d, twice(by_step), load(at + 3 * vector_bytes));
  }
  b = fold(a, twice(by_vector), b);
  c = fold(b, twice(by_vector), c);
  d = fold(c, twice(by_vector), d);
  const __m256i halves = fold(d, twice(by_half), _mm256_permute2x128_si256(d, d, 0x01));
  std::array<char, 16> last;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(last.data()), _mm256_castsi256_si128(halves));
  const std::uint32_t crc = libdeflate_crc32(~std::uint32_t{0}, last.data(), last.size());  // with a register of zeros
  return libdeflate_crc32(crc, at, rest);
}

inline bool can_fold() noexcept {
  static const bool can = cpu() == Cpu::avx2 && __builtin_cpu_supports("vpclmulqdq") != 0;
  return can;
}

#undef MATRIX2VCF_FOLD
#endif

}  // namespace gzip_crc_detail

/// CRC-32 of RFC 1952, section 8. Pure; the same on every CPU.
[[nodiscard]] inline std::uint32_t gzip_crc(std::string_view text) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (text.size() >= gzip_crc_detail::step && gzip_crc_detail::can_fold()) return gzip_crc_detail::folded_crc(text);
#endif
  return libdeflate_crc32(0, text.data(), text.size());
}

}  // namespace matrix2vcf
