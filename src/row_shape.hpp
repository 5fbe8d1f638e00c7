// SPDX-License-Identifier: MIT
// row_shape - which columns stand in front of the alleles: CHROM POS REF, or what -c, --columns says.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace matrix2vcf {

struct RowShape {
  static constexpr std::size_t none = ~std::size_t{0};

  std::size_t chrom = 0;  ///< places, counted from 0
  std::size_t pos = 1;
  std::size_t ref = 2;     ///< none: REF comes from a reference genome
  std::size_t alt = none;  ///< none: ALT alleles stand in order of first appearance
  std::size_t id = none;
  std::size_t lead = 3;  ///< columns in front of the alleles

  /// CHROM, POS, REF and nothing else: what the fast paths know.
  [[nodiscard]] constexpr bool is_common() const noexcept {
    return chrom == 0 && pos == 1 && ref == 2 && alt == none && id == none && lead == 3;
  }

  /// What a message calls the column at `place`: CHROM, POS, REF, ALT, ID, or "-" for one that is not read.
  [[nodiscard]] std::string_view name(std::size_t place) const noexcept;

  /// From a list like CHROM,POS,-,REF,ID: as bcftools convert takes it. The empty list is the common shape.
  /// Throws Error(Exit::usage).
  [[nodiscard]] static RowShape parse(std::string_view list);
};

/// The field of `line` at `place`, counted from 0; empty where there are fewer, and its data() null then.
[[nodiscard]] std::string_view field_at(std::string_view line, std::size_t place) noexcept;

}  // namespace matrix2vcf
