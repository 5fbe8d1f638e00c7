// SPDX-License-Identifier: MIT
// vcf_text - one Site becomes one line of VCF (VCF 4.2; spec sections 4 and 5).
#pragma once

#include <string>

#include "encode/diploid_cells.hpp"
#include "encode/encoder.hpp"

namespace matrix2vcf {

class VcfText final : public Encoder {
 public:
  explicit VcfText(const EncodePlan& plan);

  void begin_contig(std::string_view name, std::int32_t number) override;
  void append(const Site& site, Payload& payload) override;
  [[nodiscard]] std::size_t row_bound() const noexcept override;

 private:
  char* write_prefix(char* out, const Site& site) const;
  template <class Code>
  char* write_cells(char* out, const Code* codes) const noexcept;
  template <class Code>
  char* write_phased_cells(char* out, const Site& site, const Code* codes) const noexcept;

  const EncodePlan& plan_;
  std::string line_begin_;   // CHROM and its tab
  std::string format_;       // from the tab before FORMAT to the one after it
  std::string called_tail_;  // what follows GT in a cell, separator included: ":20:1\t"
  std::string blank_tail_;   // the same for a sample without any allele: ":.:.\t"
  DiploidCells diploid_cells_;
  bool stores_cells_ = false;  // diploid_cells_ can write this contig's cells
};

}  // namespace matrix2vcf
