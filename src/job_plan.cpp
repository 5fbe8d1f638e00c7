// SPDX-License-Identifier: MIT
#include "job_plan.hpp"

#include "format.hpp"

namespace matrix2vcf {

namespace {

GenotypePlan make_genotype_plan(const Options& options, bool table_output, const Layout& layout) {
  std::vector<std::uint32_t> haplotypes;
  for (const Sample& sample : layout.samples)
    haplotypes.insert(haplotypes.end(), sample.columns.begin(), sample.columns.end());
  GenotypePlan plan = GenotypePlan::make(layout.columns.size(), std::move(haplotypes), resolve_gap(options),
                                         options.missing_to_reference, table_output);
  if (!table_output) plan.set_alt_columns(layout.sample_columns);
  plan.half_call_missing = options.half_call_missing;
  plan.trim_alt_alleles = options.trim_alt_alleles;
  plan.all_sites = options.all_sites;
  plan.bad_allele_missing = options.bad_allele_missing;
  plan.reference_rule = static_cast<ReferenceRule>(options.check_ref);
  plan.shape = RowShape::parse(options.columns);
  plan.first_position = options.zero_based ? 0 : 1;
  return plan;
}

EncodePlan make_encode_plan(const Options& options, const Layout& layout) {
  std::vector<std::size_t> ploidies;
  for (const Sample& sample : layout.samples) ploidies.push_back(sample.columns.size());
  EncodePlan plan = EncodePlan::make(ploidies, options.phase_pi, options.phase_ps);
  plan.table = options.table.value_or(TableDialect::original);
  return plan;
}

}  // namespace

JobPlan make_job_plan(const Options& options, const Layout& layout, TablePlan* table) {
  JobPlan plan;
  plan.format = resolve_format(options);
  plan.genotypes = make_genotype_plan(options, is_table(plan.format), layout);
  plan.encode = make_encode_plan(options, layout);
  plan.genotypes.sample_begins = plan.encode.sample_begins;
  if (table != nullptr) {
    table->written.clear();
    for (const Sample& sample : layout.samples) table->written.push_back(sample.columns[0] / 2);
    table->phase_sets = options.phase_ps && !is_table(plan.format);
    table->gap_is_missing = resolve_gap(options) == Gap::missing;
    table->bad_genotype_missing = options.bad_allele_missing;
    plan.genotypes.table = table;
  }
  plan.level = options.level;
  plan.statistics = options.statistics;
  plan.fasta = options.fasta;
  plan.no_missing = options.demands.no_missing;
  plan.no_unphased = options.demands.no_unphased;
  plan.no_repeated_alleles = options.demands.no_repeated_alleles;
  return plan;
}

}  // namespace matrix2vcf
