// SPDX-License-Identifier: MIT
// table_dialect - what the programs that read haplotype tables want to find in one (spec section 5).
//
// The original's is read by what was built upon it, phase-Extender's by phase-Extender and phase-Stitcher, its panel by
// phase-Extender's --refHap, which takes a REF and an ALT column and no all-alleles. None reads another's.
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace matrix2vcf {

struct TableWords {
  std::string_view name;         ///< as --table takes it
  std::string_view columns;      ///< those before the samples, with tabs between
  char separator = ':';          ///< between a sample's name and PI or PG_al: readers cut the name there
  std::string_view gap;          ///< how a gap stands in the allele column and in PG_al
  bool lists_reference = false;  ///< the allele column begins with REF
};

[[nodiscard]] const TableWords& table_words(TableDialect dialect) noexcept;

/// Throws Error(Exit::content) that names the samples whose names hold the dialect's separator.
void check_table_names(const std::vector<std::string>& samples, TableDialect dialect);

}  // namespace matrix2vcf
