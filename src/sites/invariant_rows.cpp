// SPDX-License-Identifier: MIT
#include "sites/invariant_rows.hpp"

#include <bit>
#include <cstring>

#include "limits.hpp"

#if defined(MATRIX2VCF_AVX2)
#include <immintrin.h>
#endif

namespace matrix2vcf {

namespace {

constexpr std::size_t word_digits = 8;  // digits of POS that one 64-bit word holds
constexpr std::size_t word_chrom = 16;  // bytes of CHROM and its tab that are compared at once
static_assert(word_chrom <= slice_padding && word_digits <= slice_padding);

// The number that the `digits` (1 to 8) characters at `text` are, or -1 where one is no digit. The first character is
// the lowest byte; zeros are put in front, then neighbours are joined: 8 digits, 4 pairs, 2 fours, 1 number
// (Johnny Lee; see Lemire, "Quickly parsing eight digits", 2018).
inline std::int64_t parse_word(const char* text, std::size_t digits) noexcept {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t zeros = 0x3030303030303030;
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  if (digits < word_digits) word = word << (64 - 8 * digits) | zeros >> (8 * digits);
  const std::uint64_t high = word & 0xF0F0F0F0F0F0F0F0;
  const std::uint64_t carried = (word + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0;
  if (high != zeros || carried != zeros) return -1;
  word = (word & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8U;             // 10 x lower + higher
  word = (word & 0x00FF00FF00FF00FF) * 6553601 >> 16U;         // 100 x
  return static_cast<std::int64_t>((word & 0x0000FFFF0000FFFF) * 42949672960001 >> 32U);  // 10000 x
}

bool is_common_reference(char letter) noexcept {
  return letter == 'A' || letter == 'C' || letter == 'G' || letter == 'T' || letter == 'N';
}

struct ScalarCells {
  static bool same(const char* row, const char* chrom, std::size_t bytes) noexcept {
    return std::memcmp(row, chrom, bytes) == 0;
  }

  // True where the cells are a tab and REF, N or '.' each.
  static bool invariant(const char* cells, std::size_t columns, char ref) noexcept {
    bool all = true;
    for (std::size_t column = 0; column < columns; ++column) {
      const char letter = cells[2 * column + 1];
      all = all && cells[2 * column] == '\t' && (letter == ref || letter == 'N' || letter == '.');
    }
    return all;
  }
};

#if defined(MATRIX2VCF_AVX2)

struct VectorCells {
  MATRIX2VCF_AVX2 static bool same(const char* row, const char* chrom, std::size_t bytes) noexcept {
    const __m128i equal = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row)),
                                         _mm_loadu_si128(reinterpret_cast<const __m128i*>(chrom)));
    return (~static_cast<unsigned>(_mm_movemask_epi8(equal)) & ((1U << bytes) - 1)) == 0;
  }

  MATRIX2VCF_AVX2 static bool invariant(const char* cells, std::size_t columns, char ref) noexcept {
    constexpr std::size_t vector_cells = 16;
    if (columns < vector_cells) return ScalarCells::invariant(cells, columns, ref);
    const auto cell_of = [](char letter) { return static_cast<short>('\t' | static_cast<unsigned char>(letter) << 8); };
    const __m256i reference = _mm256_set1_epi16(cell_of(ref));
    const __m256i missing = _mm256_set1_epi16(cell_of('N'));
    const __m256i dot = _mm256_set1_epi16(cell_of('.'));
    __m256i all = _mm256_set1_epi16(-1);
    const auto add = [&](std::size_t column) __attribute__((target("avx2"))) {
      const __m256i found = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells + 2 * column));
      const __m256i known = _mm256_or_si256(_mm256_cmpeq_epi16(found, reference),
                                            _mm256_or_si256(_mm256_cmpeq_epi16(found, missing), _mm256_cmpeq_epi16(found, dot)));
      all = _mm256_and_si256(all, known);
    };
    for (std::size_t column = 0; column + vector_cells <= columns; column += vector_cells) add(column);
    add(columns - vector_cells);  // the last vector may overlap the one before
    return _mm256_movemask_epi8(all) == -1;
  }
};

#endif

template <class Cells>
inline __attribute__((always_inline)) const char* skip_rows(const char* at, const char* end, RowWalk& walk) noexcept {
  char chrom[word_chrom] = {};
  std::memcpy(chrom, walk.chrom.data(), walk.chrom.size());
  chrom[walk.chrom.size()] = '\t';
  const std::size_t pos_at = walk.chrom.size() + 1;
  const std::size_t ref_at = pos_at + walk.pos_digits + 1;
  const std::size_t row_bytes = ref_at + 1 + 2 * walk.columns + 1;
  RowWalk local = walk;  // text may alias anything but a local
  while (static_cast<std::size_t>(end - at) >= row_bytes) {
    const char ref = at[ref_at];
    if (at[row_bytes - 1] != '\n' || at[ref_at - 1] != '\t' || !is_common_reference(ref) || !Cells::same(at, chrom, pos_at)) break;
    const std::int64_t position = parse_word(at + pos_at, local.pos_digits);
    if (position < local.position || position > local.limit) break;
    if (!Cells::invariant(at + ref_at + 1, local.columns, ref)) break;
    local.repeated += position == local.position ? 1 : 0;
    local.position = position;
    ++local.rows;
    at += row_bytes;
  }
  walk = local;
  return at;
}

#if defined(MATRIX2VCF_AVX2)
MATRIX2VCF_AVX2 const char* skip_rows_avx2(const char* at, const char* end, RowWalk& walk) noexcept {
  return skip_rows<VectorCells>(at, end, walk);
}
#endif

}  // namespace

const char* skip_invariant_rows(const char* at, const char* end, RowWalk& walk, Cpu level) noexcept {
  if (walk.chrom.size() >= word_chrom || walk.pos_digits > word_digits || walk.pos_digits == 0) return at;
#if defined(MATRIX2VCF_AVX2)
  if (level == Cpu::avx2) return skip_rows_avx2(at, end, walk);
#endif
  static_cast<void>(level);
  return skip_rows<ScalarCells>(at, end, walk);
}

}  // namespace matrix2vcf
