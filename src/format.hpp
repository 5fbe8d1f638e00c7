// SPDX-License-Identifier: MIT
// format - what the output formats have in common.
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>

namespace matrix2vcf {

[[nodiscard]] inline bool is_bcf(Format format) noexcept {
  return format == Format::bcf || format == Format::bcf_uncompressed;
}
[[nodiscard]] inline bool is_table(Format format) noexcept {
  return format == Format::table || format == Format::table_gz;
}
/// True where the file consists of BGZF blocks.
[[nodiscard]] inline bool is_bgzf(Format format) noexcept {
  return format == Format::vcf_gz || format == Format::bcf || format == Format::table_gz;
}

/// What a gap cell is: as asked for, else an allele in a haplotype table and missing elsewhere (spec section 4).
[[nodiscard]] inline Gap resolve_gap(const Options& options) {
  return options.gap.value_or(is_table(resolve_format(options)) ? Gap::star : Gap::missing);
}

}  // namespace matrix2vcf
