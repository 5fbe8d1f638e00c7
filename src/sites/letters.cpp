// SPDX-License-Identifier: MIT
#include "sites/letters.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "cpu.hpp"

#if defined(MATRIX2VCF_AVX2)
#include <immintrin.h>
#endif

namespace matrix2vcf {

namespace {

#if defined(MATRIX2VCF_AVX2)

// Cells in a vector: 32 bytes, a tab and a letter each.
constexpr std::size_t vector_cells = 16;

// By low four bits: the Letter bit of a letter, and the letter itself, which tells whether it is the one that was
// meant. A tab becomes 0 before the look-up, and 0 gives 0. 0xFF equals no byte that is looked up.
constexpr LetterCodes bit_by_low = {
    0, letter_a, 0,          letter_c,       letter_t,      0, 0, letter_g, 0, 0, letter_gap,
    0, 0,        letter_gap, letter_missing, letter_missing};
constexpr LetterCodes letter_by_low = {0,    'A',  0xFF, 'C',  'T',  0xFF, 0xFF, 'G',
                                       0xFF, 0xFF, '*',  0xFF, 0xFF, '-',  'N',  '?'};

MATRIX2VCF_AVX2 inline __m256i twice(const LetterCodes& table) noexcept {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

// ORs into `present` the bits of 16 cells, and sets bytes of `wrong` where a byte is not what it must be.
MATRIX2VCF_AVX2 inline void add_cells(__m256i cells, __m256i& present, __m256i& wrong) noexcept {
  const __m256i tabs = _mm256_set1_epi16('\t');  // in the first byte of each pair
  const __m256i first_bytes = _mm256_set1_epi16(0x00FF);
  const __m256i letters = _mm256_xor_si256(cells, tabs);
  const __m256i meant = _mm256_shuffle_epi8(twice(letter_by_low), letters);
  const __m256i known =
      _mm256_or_si256(_mm256_cmpeq_epi8(letters, meant), _mm256_cmpeq_epi8(letters, _mm256_set1_epi8('.')));
  const __m256i misplaced = _mm256_xor_si256(_mm256_cmpeq_epi8(letters, _mm256_setzero_si256()), first_bytes);
  wrong = _mm256_or_si256(wrong, _mm256_or_si256(misplaced, _mm256_xor_si256(known, _mm256_set1_epi8(-1))));
  present = _mm256_or_si256(present, _mm256_shuffle_epi8(twice(bit_by_low), letters));
}

// `columns` is at least vector_cells: the last vector overlaps the one before.
MATRIX2VCF_AVX2 unsigned letters_present_avx2(const char* cells, std::size_t columns) noexcept {
  const auto load = [cells](std::size_t column) __attribute__((target("avx2"))) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells + 2 * column));
  };
  __m256i present = _mm256_setzero_si256();
  __m256i wrong = _mm256_setzero_si256();
  for (std::size_t column = 0; column + vector_cells <= columns; column += vector_cells)
    add_cells(load(column), present, wrong);
  if (columns % vector_cells != 0) add_cells(load(columns - vector_cells), present, wrong);
  if (_mm256_testz_si256(wrong, wrong) == 0) return letter_uncommon;
  __m128i folded = _mm_or_si128(_mm256_castsi256_si128(present), _mm256_extracti128_si256(present, 1));
  const auto halves = static_cast<std::uint64_t>(_mm_extract_epi64(folded, 0) | _mm_extract_epi64(folded, 1));
  const std::uint64_t quarters = halves | halves >> 32U;
  const std::uint64_t eighths = quarters | quarters >> 16U;
  return static_cast<unsigned>((eighths | eighths >> 8U) & 0xFFU);
}

// The entries of `table` for 16 cells.
MATRIX2VCF_AVX2 inline __m128i look_up(const char* cells, const LetterCodes& table) noexcept {
  const __m256i letters = _mm256_srli_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells)), 8);
  const __m128i packed = _mm_packus_epi16(_mm256_castsi256_si128(letters), _mm256_extracti128_si256(letters, 1));
  return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())), packed);
}

MATRIX2VCF_AVX2 void letters_to_codes_avx2(const char* cells, std::size_t columns, const LetterCodes& table,
                                           std::uint8_t* codes) noexcept {
  const auto convert = [&](std::size_t column) __attribute__((target("avx2"))) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(codes + column), look_up(cells + 2 * column, table));
  };
  for (std::size_t column = 0; column + vector_cells <= columns; column += vector_cells) convert(column);
  if (columns % vector_cells != 0) convert(columns - vector_cells);
}

MATRIX2VCF_AVX2 std::size_t first_column_avx2(const char* cells, std::size_t columns, unsigned letters,
                                              const std::uint8_t* chosen) noexcept {
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(letters));
  for (std::size_t column = 0; column < columns; column += vector_cells) {
    const std::size_t at = std::min(column, columns - vector_cells);
    const __m128i found = _mm_and_si128(look_up(cells + 2 * at, bit_by_low), wanted);
    const __m128i marks = _mm_loadu_si128(reinterpret_cast<const __m128i*>(chosen + at));
    // A byte is 0 where the letter is another, or the column is not chosen.
    const __m128i none = _mm_cmpeq_epi8(_mm_min_epu8(found, marks), _mm_setzero_si128());
    const unsigned hits = ~static_cast<unsigned>(_mm_movemask_epi8(none)) & 0xFFFFU;
    if (hits != 0) return at + static_cast<std::size_t>(std::countr_zero(hits));
  }
  return columns;
}

MATRIX2VCF_AVX2 void permute_codes_avx2(const std::uint8_t* codes, std::span<const std::uint8_t> from,
                                        std::uint8_t* out) noexcept {
  constexpr std::size_t step = 16;
  const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(codes));
  const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(codes + step));
  for (std::size_t i = 0; i < from.size(); i += step) {
    const std::size_t at = std::min(i, from.size() - step);
    const __m128i places = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from.data() + at));
    const __m128i is_high = _mm_cmpgt_epi8(places, _mm_set1_epi8(step - 1));
    const __m128i found = _mm_blendv_epi8(_mm_shuffle_epi8(low, places), _mm_shuffle_epi8(high, places), is_high);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + at), found);
  }
}

MATRIX2VCF_AVX2 std::size_t count_code_avx2(std::span<const std::uint8_t> codes, std::uint8_t code) noexcept {
  constexpr std::size_t step = counted_codes;
  const __m256i wanted = _mm256_set1_epi8(static_cast<char>(code));
  const auto equal = [&](std::size_t at) __attribute__((target("avx2"))) {
    return _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes.data() + at)), wanted);
  };
  if (codes.size() < step) {
    const auto hits = static_cast<unsigned>(_mm256_movemask_epi8(equal(0)));
    return static_cast<std::size_t>(std::popcount(hits & ((1U << codes.size()) - 1)));
  }
  __m256i sums = _mm256_setzero_si256();
  std::size_t at = 0;
  for (; at + step <= codes.size(); at += step)
    sums = _mm256_add_epi64(sums,
                            _mm256_sad_epu8(_mm256_and_si256(equal(at), _mm256_set1_epi8(1)), _mm256_setzero_si256()));
  alignas(32) std::array<std::uint64_t, 4> parts;
  _mm256_store_si256(reinterpret_cast<__m256i*>(parts.data()), sums);
  // The last vector overlaps the one before; what that one counted is shifted out.
  const auto last = static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_epi8(equal(codes.size() - step))));
  return parts[0] + parts[1] + parts[2] + parts[3] +
         static_cast<std::size_t>(std::popcount(last >> (at + step - codes.size())));
}

#endif

}  // namespace

unsigned letters_present(const char* cells, std::size_t columns, Cpu level) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (columns >= vector_cells && level == Cpu::avx2) return letters_present_avx2(cells, columns);
#endif
  unsigned present = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    present |= letter_of(cells[2 * column + 1]);
    if (cells[2 * column] != '\t') present |= letter_uncommon;
  }
  return (present & letter_uncommon) != 0 ? unsigned{letter_uncommon} : present;
}

void letters_to_codes(const char* cells, std::size_t columns, const LetterCodes& table, std::uint8_t* codes,
                      Cpu level) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (columns >= vector_cells && level == Cpu::avx2) return letters_to_codes_avx2(cells, columns, table, codes);
#endif
  for (std::size_t column = 0; column < columns; ++column)
    codes[column] = table[static_cast<unsigned char>(cells[2 * column + 1]) & 15U];
}

std::size_t first_column(const char* cells, std::size_t columns, unsigned letters, const std::uint8_t* chosen,
                         Cpu level) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (columns >= vector_cells && level == Cpu::avx2) return first_column_avx2(cells, columns, letters, chosen);
#endif
  std::size_t column = 0;
  while (column < columns && ((letter_of(cells[2 * column + 1]) & letters) == 0 || chosen[column] == 0)) ++column;
  return column;
}

void permute_codes(const std::uint8_t* codes, std::span<const std::uint8_t> from, std::uint8_t* out,
                   Cpu level) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (from.size() >= 16 && level == Cpu::avx2) return permute_codes_avx2(codes, from, out);
#endif
  for (std::size_t i = 0; i < from.size(); ++i) out[i] = codes[from[i]];
}

std::size_t count_code(std::span<const std::uint8_t> codes, std::uint8_t code, Cpu level) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (level == Cpu::avx2) return count_code_avx2(codes, code);
#endif
  return static_cast<std::size_t>(std::ranges::count(codes, code));
}

}  // namespace matrix2vcf
