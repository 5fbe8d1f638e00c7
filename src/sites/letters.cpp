// SPDX-License-Identifier: MIT
#include "sites/letters.hpp"

#include <algorithm>
#include <cstring>

#include "cpu.hpp"

#if defined(MATRIX2VCF_AVX2)
#include <immintrin.h>
#endif

namespace matrix2vcf {

namespace {

constexpr std::array<std::uint8_t, 256> make_letter_table() {
  std::array<std::uint8_t, 256> table{};
  table.fill(letter_uncommon);
  table['A'] = letter_a;
  table['C'] = letter_c;
  table['G'] = letter_g;
  table['T'] = letter_t;
  table['N'] = table['.'] = table['?'] = letter_missing;
  table['-'] = table['*'] = letter_gap;
  return table;
}

constexpr std::array<std::uint8_t, 256> letter_table = make_letter_table();

#if defined(MATRIX2VCF_AVX2)

// Cells in a vector: 32 bytes, a tab and a letter each.
constexpr std::size_t vector_cells = 16;

// By low four bits: the Letter bit of a letter, and the letter itself, which tells whether it is the one that was meant.
// A tab becomes 0 before the look-up, and 0 gives 0. 0xFF equals no byte that is looked up.
constexpr LetterCodes bit_by_low = {0, letter_a, 0, letter_c, letter_t, 0, 0, letter_g,
                                    0, 0, letter_gap, 0, 0, letter_gap, letter_missing, letter_missing};
constexpr LetterCodes letter_by_low = {0, 'A', 0xFF, 'C', 'T', 0xFF, 0xFF, 'G', 0xFF, 0xFF, '*', 0xFF, 0xFF, '-', 'N', '?'};

MATRIX2VCF_AVX2 inline __m256i twice(const LetterCodes& table) noexcept {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

// ORs into `present` the bits of 16 cells, and sets bytes of `wrong` where a byte is not what it must be.
MATRIX2VCF_AVX2 inline void add_cells(__m256i cells, __m256i& present, __m256i& wrong) noexcept {
  const __m256i tabs = _mm256_set1_epi16('\t');  // in the first byte of each pair
  const __m256i first_bytes = _mm256_set1_epi16(0x00FF);
  const __m256i letters = _mm256_xor_si256(cells, tabs);
  const __m256i meant = _mm256_shuffle_epi8(twice(letter_by_low), letters);
  const __m256i known = _mm256_or_si256(_mm256_cmpeq_epi8(letters, meant), _mm256_cmpeq_epi8(letters, _mm256_set1_epi8('.')));
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
  for (std::size_t column = 0; column + vector_cells <= columns; column += vector_cells) add_cells(load(column), present, wrong);
  if (columns % vector_cells != 0) add_cells(load(columns - vector_cells), present, wrong);
  if (_mm256_testz_si256(wrong, wrong) == 0) return letter_uncommon;
  __m128i folded = _mm_or_si128(_mm256_castsi256_si128(present), _mm256_extracti128_si256(present, 1));
  const auto halves = static_cast<std::uint64_t>(_mm_extract_epi64(folded, 0) | _mm_extract_epi64(folded, 1));
  const std::uint64_t quarters = halves | halves >> 32U;
  const std::uint64_t eighths = quarters | quarters >> 16U;
  return static_cast<unsigned>((eighths | eighths >> 8U) & 0xFFU);
}

MATRIX2VCF_AVX2 void letters_to_codes_avx2(const char* cells, std::size_t columns, const LetterCodes& table,
                                           std::uint8_t* codes) noexcept {
  const __m128i by_low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data()));
  const auto convert = [&](std::size_t column) __attribute__((target("avx2"))) {
    const __m256i pairs = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells + 2 * column));
    const __m256i letters = _mm256_srli_epi16(pairs, 8);
    const __m128i packed = _mm_packus_epi16(_mm256_castsi256_si128(letters), _mm256_extracti128_si256(letters, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(codes + column), _mm_shuffle_epi8(by_low, packed));
  };
  for (std::size_t column = 0; column + vector_cells <= columns; column += vector_cells) convert(column);
  if (columns % vector_cells != 0) convert(columns - vector_cells);
}

MATRIX2VCF_AVX2 std::size_t count_code_avx2(std::span<const std::uint8_t> codes, std::uint8_t code) noexcept {
  constexpr std::size_t step = 32;
  const __m256i wanted = _mm256_set1_epi8(static_cast<char>(code));
  __m256i sums = _mm256_setzero_si256();
  std::size_t at = 0;
  for (; at + step <= codes.size(); at += step) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes.data() + at));
    const __m256i ones = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, wanted), _mm256_set1_epi8(1));
    sums = _mm256_add_epi64(sums, _mm256_sad_epu8(ones, _mm256_setzero_si256()));
  }
  alignas(32) std::array<std::uint64_t, 4> parts;
  _mm256_store_si256(reinterpret_cast<__m256i*>(parts.data()), sums);
  std::size_t count = parts[0] + parts[1] + parts[2] + parts[3];
  for (; at < codes.size(); ++at) count += codes[at] == code ? 1 : 0;
  return count;
}

#endif

}  // namespace

std::uint8_t letter_of(char letter) noexcept { return letter_table[static_cast<unsigned char>(letter)]; }

unsigned letters_present(const char* cells, std::size_t columns) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (columns >= vector_cells && cpu() == Cpu::avx2) return letters_present_avx2(cells, columns);
#endif
  unsigned present = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    present |= letter_of(cells[2 * column + 1]);
    if (cells[2 * column] != '\t') present |= letter_uncommon;
  }
  return (present & letter_uncommon) != 0 ? unsigned{letter_uncommon} : present;
}

void letters_to_codes(const char* cells, std::size_t columns, const LetterCodes& table, std::uint8_t* codes) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (columns >= vector_cells && cpu() == Cpu::avx2) return letters_to_codes_avx2(cells, columns, table, codes);
#endif
  for (std::size_t column = 0; column < columns; ++column)
    codes[column] = table[static_cast<unsigned char>(cells[2 * column + 1]) & 15U];
}

std::size_t count_code(std::span<const std::uint8_t> codes, std::uint8_t code) noexcept {
#if defined(MATRIX2VCF_AVX2)
  if (cpu() == Cpu::avx2) return count_code_avx2(codes, code);
#endif
  return static_cast<std::size_t>(std::ranges::count(codes, code));
}

}  // namespace matrix2vcf
