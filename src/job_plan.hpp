// SPDX-License-Identifier: MIT
// job_plan - what all blocks of a run share: how their rows become genotypes, records and bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "encode/encoder.hpp"
#include "read/layout.hpp"
#include "read/regions.hpp"
#include "sites/genotypes.hpp"
#include "sites/table_row.hpp"

namespace matrix2vcf {

/// Constant while the workers run; all of them read the same one.
struct JobPlan {
  GenotypePlan genotypes;
  EncodePlan encode;
  Format format = Format::vcf;
  int level = -1;
  bool index = false;                ///< collect index entries
  const Regions* regions = nullptr;  ///< rows outside are skipped; null: none are
  const Regions* targets = nullptr;  ///< the same
  bool no_missing = false;           ///< as in Demands
  bool no_unphased = false;
  bool no_repeated_alleles = false;
  std::string fasta;                         ///< reference genome that REF is held against; empty: none
  bool statistics = false;                   ///< count what SampleSummary and Ts/Tv need
  std::vector<std::int64_t> contig_lengths;  ///< by number; 0: not known
  /// Number of a contig, -1 where it was not foreseen. Called from any thread.
  std::function<std::int32_t(std::string_view)> contig_number;
};

/// All but regions, contigs and index, which the caller adds. `layout`: the samples to write. `table`: where the input
/// is a haplotype table; it learns which of its samples are written, and must live as long as the plan.
[[nodiscard]] JobPlan make_job_plan(const Options& options, const Layout& layout, TablePlan* table);

}  // namespace matrix2vcf
