// SPDX-License-Identifier: MIT
// row_kernels - the loops of row_deflate that are worth vector instructions.
//
// Each is a template over `Scalar` or `Avx2`, which answer alike to the bit. The Avx2 form is fast only where it is
// inlined into a function marked MATRIX2VCF_AVX2; row_deflate.cpp has one such function, and flattens it.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "cpu.hpp"

namespace matrix2vcf {

/// Eight numbers of 16 bits, the newest first. A vector of the compiler, so that all of them move in one instruction.
using Eight [[gnu::vector_size(16)]] = std::uint16_t;

/// Eight recent places of one dictionary key (see row_deflate.cpp), in one cache line.
struct alignas(64) Places {
  static constexpr unsigned none = 8;

  Eight at;      ///< offset in the text
  Eight window;  ///< the next 16 haplotypes, one bit each
  Eight quiet;   ///< bytes before it, back to the carrier before or to the row's first cell

  void insert(std::uint16_t new_at, std::uint16_t new_window, std::uint16_t new_quiet) noexcept {
    at = push(at, new_at);
    window = push(window, new_window);
    quiet = push(quiet, new_quiet);
  }

 private:
  static Eight push(Eight old, std::uint16_t first) noexcept {
#if defined(__SSE2__)  // part of x86-64; g++ 12 makes 20 instructions of the general form
    const __m128i moved = _mm_slli_si128(reinterpret_cast<__m128i>(old), 2);
    return reinterpret_cast<Eight>(_mm_or_si128(moved, _mm_cvtsi32_si128(first)));
#else
    return __builtin_shufflevector(old, Eight{first}, 8, 0, 1, 2, 3, 4, 5, 6);
#endif
  }
};

/// Rows before the current one that longest_row() looks at.
inline constexpr unsigned row_bits = 5;
inline constexpr std::size_t rows_in_sight = std::size_t{1} << row_bits;

struct Scalar {
  /// Bit i: codes[i] > low, for 64 bytes.
  static std::uint64_t above(const std::uint8_t* codes, std::uint8_t low) noexcept {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i) bits |= static_cast<std::uint64_t>(codes[i] > low) << i;
    return bits;
  }

  /// Whether any of `step` bytes differ: if not 0, its trailing zeros / bits_per_byte is the first that does.
  static constexpr std::size_t step = 8, bits_per_byte = 8;
  static std::uint64_t differing_step(const char* a, const char* b) noexcept {
    std::uint64_t x, y;
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    if constexpr (std::endian::native == std::endian::big) return __builtin_bswap64(x ^ y);
    return x ^ y;
  }

  /// The lane that agrees longest with `window`, among those at `lowest` or later in the text and with `quiet` quiet
  /// bytes or more; the first of equals.
  static unsigned longest(const Places& places, unsigned window, unsigned quiet, unsigned lowest) noexcept {
    unsigned best = Places::none, best_agreeing = 0;
    for (unsigned i = 0; i < 8; ++i) {
      if (places.at[i] < lowest || places.quiet[i] < quiet) continue;
      // x ^ (x - 1) has ones up to the first difference: the longer the agreement, the larger.
      const unsigned x = places.window[i] ^ window, agreeing = (x ^ (x - 1)) & 0xffff;
      if (agreeing > best_agreeing) {
        best = i;
        best_agreeing = agreeing;
      }
    }
    return best;
  }

  /// The largest agreement() with the current row, whose two words these are, among the `rows` rows before it.
  static std::uint64_t best_agreement(const std::uint64_t* carriers, const std::uint64_t* others, std::size_t rows,
                                      std::size_t haplotype) noexcept {
    std::uint64_t best = 0;
    for (std::size_t ago = 1; ago <= rows; ++ago) {
      const std::uint64_t differing = (*carriers ^ *(carriers - ago)) | (*others ^ *(others - ago));
      best = std::max(best, agreement(differing >> haplotype, rows_in_sight - ago));
    }
    return best;
  }

  /// Ones up to the first difference, at most 58, then the row's number: the longer two rows agree, or the nearer they
  /// are where they agree alike, the larger.
  static std::uint64_t agreement(std::uint64_t differing, std::size_t row) noexcept {
    const std::uint64_t x = differing | std::uint64_t{1} << (63 - row_bits);
    return (~x & (x - 1)) << row_bits | row;
  }
};

#if defined(__x86_64__)

struct Avx2 {
  MATRIX2VCF_AVX2 static __m256i load(const void* p) noexcept {
    return _mm256_loadu_si256(static_cast<const __m256i*>(p));
  }
  MATRIX2VCF_AVX2 static std::uint32_t bits(__m256i bytes) noexcept {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
  }

  MATRIX2VCF_AVX2 static std::uint64_t above(const std::uint8_t* codes, std::uint8_t low) noexcept {
    const __m256i limit = _mm256_set1_epi8(static_cast<char>(low)), first = load(codes), second = load(codes + 32);
    const std::uint32_t below_first = bits(_mm256_cmpeq_epi8(_mm256_max_epu8(first, limit), limit));
    const std::uint32_t below_second = bits(_mm256_cmpeq_epi8(_mm256_max_epu8(second, limit), limit));
    return ~(below_first | static_cast<std::uint64_t>(below_second) << 32);
  }

  static constexpr std::size_t step = 64, bits_per_byte = 1;
  MATRIX2VCF_AVX2 static std::uint64_t differing_step(const char* a, const char* b) noexcept {
    const std::uint32_t same_first = bits(_mm256_cmpeq_epi8(load(a), load(b)));
    const std::uint32_t same_second = bits(_mm256_cmpeq_epi8(load(a + 32), load(b + 32)));
    return ~(same_first | static_cast<std::uint64_t>(same_second) << 32);
  }

  /// As Scalar::longest. phminposuw finds the first of the smallest, so all is inverted, and an unfit lane is 0xffff.
  MATRIX2VCF_AVX2 static unsigned longest(const Places& places, unsigned window, unsigned quiet,
                                          unsigned lowest) noexcept {
    const __m128i at = reinterpret_cast<__m128i>(places.at), quiets = reinterpret_cast<__m128i>(places.quiet);
    const __m128i x = _mm_xor_si128(reinterpret_cast<__m128i>(places.window), all(window));
    const __m128i agreeing = _mm_xor_si128(x, _mm_add_epi16(x, all(0xffff)));
    const __m128i lacking = _mm_or_si128(_mm_subs_epu16(all(lowest), at), _mm_subs_epu16(all(quiet), quiets));
    const __m128i fit = _mm_cmpeq_epi16(lacking, _mm_setzero_si128());
    const __m128i best = _mm_minpos_epu16(_mm_xor_si128(_mm_and_si128(agreeing, fit), all(0xffff)));
    const unsigned found = static_cast<unsigned>(_mm_cvtsi128_si32(best));
    return (found & 0xffff) == 0xffff ? Places::none : found >> 16;
  }

  /// As Scalar::best_agreement. Rows are fewer than what is in sight at the begin of a block only.
  MATRIX2VCF_AVX2 static std::uint64_t best_agreement(const std::uint64_t* carriers, const std::uint64_t* others,
                                                      std::size_t rows, std::size_t haplotype) noexcept {
    if (rows < rows_in_sight) return Scalar::best_agreement(carriers, others, rows, haplotype);
    const __m256i own_carriers = _mm256_set1_epi64x(static_cast<long long>(*carriers));
    const __m256i own_others = _mm256_set1_epi64x(static_cast<long long>(*others));
    const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(haplotype));
    __m256i row = _mm256_setr_epi64x(0, 1, 2, 3), best = _mm256_setzero_si256();
    for (std::size_t i = 0; i < rows_in_sight; i += 4) {
      const __m256i differing = _mm256_or_si256(_mm256_xor_si256(load(carriers - rows_in_sight + i), own_carriers),
                                                _mm256_xor_si256(load(others - rows_in_sight + i), own_others));
      const __m256i x = _mm256_or_si256(_mm256_srl_epi64(differing, shift), _mm256_set1_epi64x(1LL << (63 - row_bits)));
      const __m256i agreeing = _mm256_andnot_si256(x, _mm256_add_epi64(x, _mm256_set1_epi64x(-1)));
      best = larger(best, _mm256_or_si256(_mm256_slli_epi64(agreeing, row_bits), row));
      row = _mm256_add_epi64(row, _mm256_set1_epi64x(4));
    }
    best = larger(best, _mm256_permute4x64_epi64(best, 0x4e));
    best = larger(best, _mm256_shuffle_epi32(best, 0x4e));
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm256_castsi256_si128(best)));
  }

 private:
  MATRIX2VCF_AVX2 static __m256i larger(__m256i a, __m256i b) noexcept {
    return _mm256_blendv_epi8(a, b, _mm256_cmpgt_epi64(b, a));
  }
  MATRIX2VCF_AVX2 static __m128i all(unsigned value) noexcept { return _mm_set1_epi16(static_cast<short>(value)); }
};

#endif

/// Bit i of `bits` is codes[i] > low; the bits from n <= codes.size() on are 0. Writes n / 64 + 1 words. Returns the
/// number of ones.
template <class Vector>
std::size_t pack_codes(std::span<const std::uint8_t> codes, std::size_t n, std::uint8_t low,
                       std::uint64_t* bits) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i <= n; i += 64, ++bits) {
    std::uint8_t last[64] = {};
    const bool is_last = i + 64 > codes.size();
    if (is_last && i < n) std::memcpy(last, codes.data() + i, n - i);
    *bits = Vector::above(is_last ? last : codes.data() + i, low);
    if (n - i < 64) *bits &= ~(~std::uint64_t{0} << (n - i));
    count += static_cast<std::size_t>(std::popcount(*bits));
  }
  return count;
}

/// The number of bits in which a and b differ.
inline std::size_t differences(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) noexcept {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < words; ++i) sum += static_cast<std::size_t>(std::popcount(a[i] ^ b[i]));
  return sum;
}

/// How many rows ago the row was whose haplotypes, from `haplotype` on, agree longest with the current one's: the
/// nearest of equals among the `rows` before it (at most rows_in_sight), or 0 where less than two haplotypes agree. The
/// haplotypes of a row, 64 at most, are one bit each in its word of `carriers` and in that of `others`.
template <class Vector>
std::size_t longest_row(const std::uint64_t* carriers, const std::uint64_t* others, std::size_t rows,
                        std::size_t haplotype) noexcept {
  const std::uint64_t best = Vector::best_agreement(carriers, others, rows, haplotype);
  return best < 2 * rows_in_sight ? 0 : rows_in_sight - best % rows_in_sight;
}

/// How many bytes a and b have in common from their beginning; at most n, and at most `readable`, which says how many
/// bytes of either may be read.
template <class Vector>
std::size_t common_prefix(const char* a, const char* b, std::size_t n, std::size_t readable) noexcept {
  n = std::min(n, readable);
  std::size_t i = 0;
  for (; i < n && i + Vector::step <= readable; i += Vector::step) {
    const std::uint64_t bits = Vector::differing_step(a + i, b + i);
    if (bits != 0) return std::min(n, i + static_cast<std::size_t>(std::countr_zero(bits)) / Vector::bits_per_byte);
  }
  while (i < n && a[i] == b[i]) ++i;
  return std::min(i, n);
}

}  // namespace matrix2vcf
