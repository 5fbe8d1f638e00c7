// SPDX-License-Identifier: MIT
// diploid_cells - the genotype cells of diploid samples as text: "0|1", then what is the same in every cell.
//
// The cells of most rows in most files, so this is the encoder's hot loop. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cpu.hpp"

namespace matrix2vcf {

class DiploidCells {
 public:
  /// Bytes behind a row's last cell that write() may overwrite.
  static constexpr std::size_t overhang = 32;

  explicit DiploidCells(Cpu level = cpu()) noexcept : level_(level) {}

  /// `called_tail` follows the genotype of a sample with an allele, `blank_tail`, not longer, that of one without; both
  /// with the separator. False where a cell is too long to be stored whole.
  bool set_tails(std::string_view called_tail, std::string_view blank_tail) noexcept;

  /// Writes `samples` cells of two codes each, below 10 or missing, and returns the end. `all_called`: none is missing.
  char* write(char* out, const std::uint8_t* codes, std::size_t samples, bool all_called) const noexcept;

 private:
  static constexpr std::size_t stored_cell = 16;

  void prepare_vectors() noexcept;

  Cpu level_;
  bool one_width_ = false;  // both tails have the same length
  std::size_t cell_bytes_ = 0;
  std::size_t vector_cells_ = 0;                            // whole cells in 32 bytes
  std::array<std::array<char, stored_cell>, 256> cells_{};  // by the low four bits of both codes
  std::array<std::uint8_t, 256> lengths_{};
  alignas(32) std::array<char, 32> template_{};              // vector_cells_ cells of code 0
  alignas(32) std::array<std::uint8_t, 32> code_of_byte_{};  // which code is added to a byte; 0x80: none
};

}  // namespace matrix2vcf
