// SPDX-License-Identifier: MIT
// haplotype_table - one Site becomes one row of the original program's table (spec section 5):
// contig pos ref alt, then for each diploid sample its phase block and its two alleles.
#pragma once

#include <string>

#include "encode/encoder.hpp"

namespace matrix2vcf {

class HaplotypeTable final : public Encoder {
 public:
  explicit HaplotypeTable(const EncodePlan& plan) : plan_(plan) {}

  void begin_contig(std::string_view name, std::int32_t number) override;
  void append(const Site& site, Payload& payload) override;
  [[nodiscard]] std::size_t row_bound() const noexcept override;

 private:
  template <class Code>
  char* write_cells(char* out, const Site& site, const Code* codes) const noexcept;

  const EncodePlan& plan_;
  std::string contig_;
};

}  // namespace matrix2vcf
