// SPDX-License-Identifier: MIT
#include "encode/diploid_cells.hpp"

#include <algorithm>
#include <cstring>

#include "sites/site.hpp"

#if defined(MATRIX2VCF_AVX2)
#include <immintrin.h>
#endif

namespace matrix2vcf {

namespace {

constexpr std::uint8_t missing = missing_code<std::uint8_t>;

#if defined(MATRIX2VCF_AVX2)
// Some cells at once: the codes of 32 bytes of text are spread to their places and added to the text of code 0. Returns
// how many cells were written; the rest is fewer than a vector's, or its codes could not be loaded whole.
MATRIX2VCF_AVX2 std::size_t spread_codes(char* out, const std::uint8_t* codes, std::size_t samples,
                                         std::size_t cell_bytes, std::size_t vector_cells, const char* zeros,
                                         const std::uint8_t* code_of_byte) noexcept {
  constexpr std::size_t loaded_samples = 8;  // 16 codes, of which vector_cells pairs are used
  const __m256i text = _mm256_load_si256(reinterpret_cast<const __m256i*>(zeros));
  const __m256i places = _mm256_load_si256(reinterpret_cast<const __m256i*>(code_of_byte));
  std::size_t sample = 0;
  for (; sample + loaded_samples <= samples; sample += vector_cells) {
    const __m128i pairs = _mm_loadu_si128(reinterpret_cast<const __m128i*>(codes + 2 * sample));
    const __m256i spread = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(pairs), places);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + sample * cell_bytes), _mm256_add_epi8(text, spread));
  }
  return sample;
}
#endif

}  // namespace

bool DiploidCells::set_tails(std::string_view called_tail, std::string_view blank_tail) noexcept {
  cell_bytes_ = 3 + called_tail.size();
  one_width_ = called_tail.size() == blank_tail.size();
  if (cell_bytes_ > stored_cell) return false;
  for (unsigned pair = 0; pair < cells_.size(); ++pair) {
    const auto code = [](unsigned bits) { return static_cast<std::uint8_t>(bits == (missing & 15U) ? missing : bits); };
    const std::uint8_t first = code(pair & 15U);
    const std::uint8_t second = code(pair >> 4U);
    const std::string_view tail = first == missing && second == missing ? blank_tail : called_tail;
    char* const cell = cells_[pair].data();
    cell[0] = static_cast<char>('0' + first);
    cell[1] = '|';
    cell[2] = static_cast<char>('0' + second);
    std::memcpy(cell + 3, tail.data(), tail.size());
    lengths_[pair] = static_cast<std::uint8_t>(3 + tail.size());
  }
  prepare_vectors();
  return true;
}

void DiploidCells::prepare_vectors() noexcept {
  constexpr std::uint8_t no_code = 0x80;
  vector_cells_ = template_.size() / cell_bytes_;
  code_of_byte_.fill(no_code);
  for (std::size_t cell = 0; cell < vector_cells_; ++cell) {
    const std::size_t at = cell * cell_bytes_;
    std::memcpy(template_.data() + at, cells_[0].data(), cell_bytes_);
    code_of_byte_[at] = static_cast<std::uint8_t>(2 * cell);
    code_of_byte_[at + 2] = static_cast<std::uint8_t>(2 * cell + 1);
  }
}

// One by one, a cell is one store of 16 bytes, of which the next cell overwrites what is too much.
char* DiploidCells::write(char* out, const std::uint8_t* codes, std::size_t samples, bool all_called) const noexcept {
  std::size_t sample = 0;
#if defined(MATRIX2VCF_AVX2)
  if (all_called && level_ == Cpu::avx2)
    sample = spread_codes(out, codes, samples, cell_bytes_, vector_cells_, template_.data(), code_of_byte_.data());
#endif
  out += sample * cell_bytes_;
  const auto pair_of = [codes](std::size_t at) { return (codes[2 * at] & 15U) | (codes[2 * at + 1] & 15U) << 4U; };
  if (all_called || one_width_) {
    for (; sample < samples; ++sample, out += cell_bytes_)
      std::memcpy(out, cells_[pair_of(sample)].data(), stored_cell);
    return out;
  }
  for (; sample < samples; ++sample) {
    const unsigned pair = pair_of(sample);
    std::memcpy(out, cells_[pair].data(), stored_cell);
    out += lengths_[pair];
  }
  return out;
}

}  // namespace matrix2vcf
