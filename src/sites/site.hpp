// SPDX-License-Identifier: MIT
// site - the small types that pass from `sites` to `encode`: one variant row as alleles and codes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace matrix2vcf {

/// A haplotype's allele: 0 is REF, 1.. the ALT alleles. The value for "missing" is '.' - '0' modulo the width, so that
/// the character of a one-digit genotype is '0' + code, missing or not.
template <class Code>
inline constexpr Code missing_code = static_cast<Code>('.' - '0');

/// Rows with more alleles than this carry 32-bit codes; nearly all rows carry 8-bit ones.
inline constexpr std::size_t max_narrow_alleles = 200;

/// A sample's phase in one row of a haplotype table.
struct SamplePhase {
  std::string_view block;  ///< PI, as the table has it; "." where there is none
  std::int32_t set = -1;   ///< the same as a number, where PS is asked for; -1: none
  bool phased = true;      ///< false: the order of its alleles means nothing (`/`)
};

/// One row with at least one ALT allele, or any row where all sites are asked for. Every view lives until the next row
/// is asked for.
struct Site {
  std::string_view chrom;
  std::string_view id = ".";                  ///< "." where there is none; of a matrix with an ID column
  std::int64_t pos = 0;                       ///< 1-based, 1 to 2^31-2
  std::span<const std::string_view> alleles;  ///< [0] is REF; upper case; `*` for a gap
  std::span<const std::uint8_t> codes;        ///< one a haplotype, in sample order; empty where `wide_codes` is used
  std::span<const std::uint32_t> wide_codes;
  std::span<const std::int64_t> allele_counts;  ///< one an allele: haplotypes that carry it
  std::int64_t called = 0;                      ///< haplotypes with an allele (AN)
  std::int64_t half_calls = 0;                  ///< samples with some of their alleles missing, of the row as it came
  std::span<const SamplePhase> phases;  ///< one a sample, of a haplotype table; empty: the contig is one phase block
};

}  // namespace matrix2vcf
