// SPDX-License-Identifier: MIT
// haplotype_table - one Site becomes one row of a haplotype table (spec section 5): contig, pos, ref, the ALT alleles
// or all alleles, then for each diploid sample its phase block and its two alleles.
#pragma once

#include <string>

#include "encode/encoder.hpp"
#include "encode/table_dialect.hpp"

namespace matrix2vcf {

class HaplotypeTable final : public Encoder {
 public:
  explicit HaplotypeTable(const EncodePlan& plan) : plan_(plan), words_(table_words(plan.table)) {}

  void begin_contig(std::string_view name, std::int32_t number) override;
  void append(const Site& site, Payload& payload) override;
  [[nodiscard]] std::size_t row_bound() const noexcept override;

 private:
  template <class Code>
  char* write_cells(char* out, const Site& site, const Code* codes) const noexcept;

  [[nodiscard]] std::string_view shown(std::string_view allele) const noexcept {
    return allele == "*" ? words_.gap : allele;
  }

  const EncodePlan& plan_;
  const TableWords& words_;
  std::string contig_;
};

}  // namespace matrix2vcf
