// SPDX-License-Identifier: MIT
// vcf_text - one Site becomes one line of VCF (VCF 4.2; spec sections 4 and 5).
#pragma once

#include <array>
#include <string>

#include "encode/encoder.hpp"

namespace matrix2vcf {

class VcfText final : public Encoder {
 public:
  explicit VcfText(const EncodePlan& plan);

  void begin_contig(std::string_view name, std::int32_t number) override;
  void append(const Site& site, Payload& payload) override;
  [[nodiscard]] std::size_t row_bound() const noexcept override;

 private:
  // A diploid genotype cell with its separator, ready to be stored whole. Cells of at most this many bytes have one.
  static constexpr std::size_t stored_cell = 16;
  struct DiploidCell {
    std::array<char, stored_cell> bytes;
  };

  void fill_diploid_cells();
  char* write_prefix(char* out, const Site& site) const;
  char* write_diploid_cells(char* out, const Site& site) const noexcept;
  template <class Code>
  char* write_cells(char* out, const Code* codes) const noexcept;

  const EncodePlan& plan_;
  std::string line_begin_;    // CHROM and its tab
  std::string format_;        // from the tab before FORMAT to the one after it
  std::string called_tail_;   // what follows GT in a cell, separator included: ":20:1\t"
  std::string blank_tail_;    // the same for a sample without any allele: ":.:.\t"
  std::array<DiploidCell, 256> diploid_cells_;  // by the low four bits of both codes
  std::array<std::uint8_t, 256> diploid_bytes_; // their lengths
};

}  // namespace matrix2vcf
