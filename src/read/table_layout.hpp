// SPDX-License-Identifier: MIT
// table_layout - which columns of a haplotype table are what, by its header line; every dialect that is known.
//
//     contig pos ref alt                S_PI S_PG_al   the original's; with all-alleles the first phase-Extender's
//     CHROM POS REF all-alleles         S:PI S:PG_al   phase-Extender, phase-Stitcher; with ALT a --refHap panel
//     CHROM POS all-alleles             S:PI S:PG_al   phaseRB
//     CHROM POS RefAndAlts              S:PI S:PGal    VCF-Simplify
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <vector>

#include "read/head.hpp"
#include "read/layout.hpp"
#include "sites/table_row.hpp"

namespace matrix2vcf {

struct TableLayout {
  Layout layout;                    ///< `columns`: two for each sample, 2s and 2s + 1
  TablePlan plan;                   ///< all samples are written
  std::vector<std::string> unread;  ///< columns that are passed over
};

/// Throws Error(Exit::content) where the table has no header line, or one without samples or with an unusable one.
[[nodiscard]] TableLayout read_table_layout(const Head& head, const std::string& path);

/// True where `names`, of all columns, are a haplotype table's.
[[nodiscard]] bool is_table_header(const std::vector<std::string>& names);

/// "16 diploid samples (MA605, ...), columns that are not read: all-freq": what is written and what is not.
[[nodiscard]] std::string describe_table(const std::vector<Sample>& samples, const std::vector<std::string>& unread);

}  // namespace matrix2vcf
