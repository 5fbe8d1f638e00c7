// SPDX-License-Identifier: MIT
#include "sites/invariant_rows.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "limits.hpp"
#include "sites/digits.hpp"
#include "sites/letters.hpp"

#if defined(MATRIX2VCF_AVX2)
#include <immintrin.h>
#endif

namespace matrix2vcf {

namespace {

constexpr std::size_t word_chrom = 16;  // bytes of CHROM and its tab that are compared at once
static_assert(word_chrom <= slice_padding && word_digits <= slice_padding);

/// How the rows of a walk look: where their parts lie, and whether they are what they must be.
struct ScalarRow {
  explicit ScalarRow(const RowWalk& walk) noexcept
      : pos_at(walk.chrom.size() + 1),
        ref_at(pos_at + walk.pos_digits + 1),
        columns_(walk.columns),
        chrom_(walk.chrom) {}

  // The number that POS is, or -1 where CHROM, POS or a tab is not what it must be.
  [[nodiscard]] std::int64_t position(const char* row) const noexcept {
    const bool same =
        std::memcmp(row, chrom_.data(), chrom_.size()) == 0 && row[pos_at - 1] == '\t' && row[ref_at - 1] == '\t';
    return same ? parse_digits(row + pos_at, ref_at - 1 - pos_at) : -1;
  }

  // No row before is remembered: POS is read in each.
  [[nodiscard]] bool follows(const char*) const noexcept { return false; }
  void remember(const char*) noexcept {}

  // True where the cells are a tab and REF, N or '.' each.
  [[nodiscard]] bool invariant(const char* row) const noexcept {
    const char ref = row[ref_at];
    const char* const cells = row + ref_at + 1;
    bool all = true;
    for (std::size_t column = 0; column < columns_; ++column) {
      const char letter = cells[2 * column + 1];
      all = all && cells[2 * column] == '\t' && (letter == ref || letter == 'N' || letter == '.');
    }
    return all;
  }

  std::size_t pos_at, ref_at;  // offsets in a row

 private:
  std::size_t columns_;
  std::string_view chrom_;
};

#if defined(MATRIX2VCF_AVX2)

// Windows onto these are the constants of a walk, of which there is one for every few rows.
constexpr std::array<std::uint8_t, 24> pos_least = {'0', '0', '0', '0', '0', '0', '0', '0', '\t'};
constexpr std::array<std::uint8_t, 24> pos_above = {9,    9,    9,    9,    9,    9,    9,    9,
                                                    0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
constexpr std::array<std::uint8_t, 24> digit_places = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                                                       0,    1,    2,    3,    4,    5,    6,    7};
constexpr std::size_t middle = 32;
constexpr auto behind = [] {
  std::array<std::uint8_t, 2 * middle> bytes{};
  std::fill(bytes.begin() + middle, bytes.end(), std::uint8_t{0xFF});
  return bytes;
}();
constexpr auto one = [] {
  std::array<std::uint8_t, 2 * middle> bytes{};
  bytes[middle] = 1;
  return bytes;
}();

/// The same for 16 columns or more; its constants stay in registers from row to row.
class VectorRow {
 public:
  MATRIX2VCF_AVX2 explicit VectorRow(const RowWalk& walk) noexcept
      : pos_at(walk.chrom.size() + 1),
        ref_at(pos_at + walk.pos_digits + 1),
        last_cells_(2 * (walk.columns - vector_cells)),
        missing_(kept(cells_of('N'))),
        dot_(kept(cells_of('.'))),
        behind_chrom_(load(behind.data() + middle - pos_at)),
        pos_(load(pos_least.data() + word_digits - walk.pos_digits)),
        most_(load(pos_above.data() + word_digits - walk.pos_digits)),
        place_(load(digit_places.data() + walk.pos_digits)),
        behind_pos_(load_long(behind.data() + middle - ref_at)),
        one_(load_long(one.data() + middle - (ref_at - 2))),
        next_(_mm256_setzero_si256()) {
    char chrom[word_chrom] = {};
    std::memcpy(chrom, walk.chrom.data(), walk.chrom.size());
    chrom[walk.chrom.size()] = '\t';
    chrom_ = load(chrom);
  }

  // True where the row begins as the one that was remembered, but for 1 more in the last digit of POS; behind a 9 that
  // is a colon.
  [[nodiscard]] MATRIX2VCF_AVX2 bool follows(const char* row) const noexcept {
    const __m256i same = _mm256_or_si256(_mm256_cmpeq_epi8(load_long(row), next_), behind_pos_);
    return _mm256_movemask_epi8(same) == -1;
  }

  MATRIX2VCF_AVX2 void remember(const char* row) noexcept { next_ = _mm256_add_epi8(load_long(row), one_); }

  // Digits are what is at most 9 above '0', the tab behind them what is at most 0 above it; then neighbours are joined:
  // 8 digits, 4 pairs, 2 fours, 1 number.
  [[nodiscard]] MATRIX2VCF_AVX2 std::int64_t position(const char* row) const noexcept {
    const __m128i same = _mm_or_si128(_mm_cmpeq_epi8(load(row), chrom_), behind_chrom_);
    const __m128i above = _mm_sub_epi8(load(row + pos_at), pos_);
    const __m128i fit = _mm_cmpeq_epi8(_mm_max_epu8(above, most_), most_);
    const __m128i digits = _mm_shuffle_epi8(above, place_);
    const __m128i pairs = _mm_maddubs_epi16(digits, _mm_set1_epi16(10 | 1 << 8));
    const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(100 | 1 << 16));
    const __m128i number = _mm_madd_epi16(_mm_packus_epi32(fours, fours), _mm_set1_epi32(10000 | 1 << 16));
    return _mm_movemask_epi8(_mm_and_si128(same, fit)) == 0xFFFF ? _mm_cvtsi128_si32(number) : -1;
  }

  // The tab before REF and REF are what each cell may be.
  [[nodiscard]] MATRIX2VCF_AVX2 bool invariant(const char* row) const noexcept {
    short cell = 0;
    std::memcpy(&cell, row + ref_at - 1, sizeof cell);
    const __m256i reference = _mm256_set1_epi16(cell);
    const char* const cells = row + ref_at + 1;
    __m256i all = known(cells + last_cells_, reference);  // may overlap the one before
    for (std::size_t at = 0; at < last_cells_; at += 2 * vector_cells)
      all = _mm256_and_si256(all, known(cells + at, reference));
    return _mm256_movemask_epi8(all) == -1;
  }

  static constexpr std::size_t vector_cells = 16;
  std::size_t pos_at, ref_at;

 private:
  MATRIX2VCF_AVX2 static __m128i load(const void* bytes) noexcept {
    return _mm_loadu_si128(static_cast<const __m128i*>(bytes));
  }
  MATRIX2VCF_AVX2 static __m256i load_long(const void* bytes) noexcept {
    return _mm256_loadu_si256(static_cast<const __m256i*>(bytes));
  }

  // g++ 12 would make constants that it knows anew in each row, which is a fifth of the instructions.
  MATRIX2VCF_AVX2 static __m256i kept(__m256i constant) noexcept {
    asm("" : "+x"(constant));
    return constant;
  }

  MATRIX2VCF_AVX2 static __m256i cells_of(char letter) noexcept {
    return _mm256_set1_epi16(static_cast<short>('\t' | letter << 8));
  }

  [[nodiscard]] MATRIX2VCF_AVX2 __m256i known(const char* cells, __m256i reference) const noexcept {
    const __m256i found = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells));
    const __m256i gone = _mm256_or_si256(_mm256_cmpeq_epi16(found, missing_), _mm256_cmpeq_epi16(found, dot_));
    return _mm256_or_si256(_mm256_cmpeq_epi16(found, reference), gone);
  }

  std::size_t last_cells_;  // offset of the last 16
  __m256i missing_, dot_;
  __m128i behind_chrom_, chrom_;     // CHROM and its tab, and where anything may follow
  __m128i pos_, most_, place_;       // POS and its tab: the least they may be, how much more, where the digits go
  __m256i behind_pos_, one_, next_;  // where anything may follow, 1 at the last digit, how the next row should begin
};

#endif

template <class Row>
inline __attribute__((always_inline)) const char* skip_rows(const char* at, const char* end, RowWalk& walk) noexcept {
  Row row(walk);
  const std::size_t row_bytes = row.ref_at + 1 + 2 * walk.columns + 1;
  const char* const begin = at;
  std::int64_t position = walk.position, repeated = 0;  // text may alias anything but a local
  std::int64_t last_of_ten = 0;                         // up to here 1 more in POS is 1 more in its last digit
  for (; static_cast<std::size_t>(end - at) >= row_bytes; at += row_bytes) {
    if (at[row_bytes - 1] != '\n' || !is_common_reference(at[row.ref_at])) break;
    std::int64_t found = position + 1;
    if (position >= last_of_ten || !row.follows(at)) {
      found = row.position(at);
      if (found < position || found > walk.limit) break;
      repeated += found == position ? 1 : 0;
      last_of_ten = std::min(found - (at[row.ref_at - 2] - '0') + 9, walk.limit);
    }
    if (!row.invariant(at)) {
      repeated -= found == position ? 1 : 0;
      walk.next = found;
      break;
    }
    position = found;
    row.remember(at);
  }
  walk.position = position;
  walk.repeated += repeated;
  walk.rows += (at - begin) / static_cast<std::ptrdiff_t>(row_bytes);
  return at;
}

#if defined(MATRIX2VCF_AVX2)
MATRIX2VCF_AVX2 const char* skip_rows_avx2(const char* at, const char* end, RowWalk& walk) noexcept {
  return skip_rows<VectorRow>(at, end, walk);
}
#endif

}  // namespace

const char* skip_invariant_rows(const char* at, const char* end, RowWalk& walk, Cpu level) noexcept {
  if (walk.chrom.size() >= word_chrom || walk.pos_digits > word_digits || walk.pos_digits == 0) return at;
#if defined(MATRIX2VCF_AVX2)
  if (level == Cpu::avx2 && walk.columns >= VectorRow::vector_cells) return skip_rows_avx2(at, end, walk);
#endif
  static_cast<void>(level);
  return skip_rows<ScalarRow>(at, end, walk);
}

}  // namespace matrix2vcf
