// SPDX-License-Identifier: MIT
// bcf_record - one Site becomes one BCF2 record (VCFv4.2/BCF2.2 specification, section 6).
//
// The numbers that stand for INFO and FORMAT ids are those of the header's IDX fields.
#pragma once

#include <string>
#include <vector>

#include "encode/encoder.hpp"

namespace matrix2vcf {

/// Dictionary numbers of the ids in the order in which the header declares them. PS has PI's where there is no PI.
enum BcfId : std::uint8_t { bcf_pass = 0, bcf_ac = 1, bcf_an = 2, bcf_gt = 3, bcf_pi = 4, bcf_ps = 5 };

/// Most ALT + REF alleles and most samples that a record can hold: 16 and 24 bits.
inline constexpr std::size_t bcf_max_alleles = 65535;
inline constexpr std::size_t bcf_max_samples = (1U << 24U) - 1;

class BcfRecord final : public Encoder {
 public:
  explicit BcfRecord(const EncodePlan& plan);

  void begin_contig(std::string_view name, std::int32_t number) override;
  void append(const Site& site, Payload& payload) override;
  [[nodiscard]] std::size_t row_bound() const noexcept override;

 private:
  char* write_shared(char* out, const Site& site) const;
  char* write_genotypes(char* out, const Site& site, const char*& cells);
  char* write_phase(char* out, const Site& site) const;
  char* write_own_phase(char* out, const Site& site) const;
  char* write_own_sets(char* out, const Site& site) const;
  void set_phased(const Site& site);
  template <class Word, class Code>
  char* write_words(char* out, const Code* codes) const noexcept;
  template <class Code>
  void blank_uncalled(char* cells, const Code* codes, std::string_view blank) const noexcept;

  const EncodePlan& plan_;
  std::int32_t contig_ = 0;
  std::string phase_block_;                // PI of a called sample
  std::string blank_block_;                // PI of a sample without alleles, padded to the same length
  std::string pi_head_;                    // key and type of the PI vector
  std::string all_blocks_;                 // the PI vector where every sample is called
  std::string all_sets_;                   // the PS vector where every sample is called
  std::vector<std::uint8_t> phased_;       // one a haplotype: 1 but for a sample's first (the phase bit)
  std::vector<std::uint8_t> site_phased_;  // the same for this row, where a sample is unphased; else empty
};

}  // namespace matrix2vcf
