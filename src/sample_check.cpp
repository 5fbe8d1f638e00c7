// SPDX-License-Identifier: MIT
// sample_check - whether the samples to write are such as the format, and the tool that --for names, can take.
#include "sample_check.hpp"

#include <algorithm>

#include "encode/bcf_record.hpp"
#include "format.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

std::string haplotypes_of(const Sample& sample) {
  return counted(static_cast<std::int64_t>(sample.columns.size()), "haplotype");
}

void hold_to_demands(const Demands& demands, const Layout& layout) {
  const auto unfit = std::ranges::find_if(layout.samples, [&](const Sample& sample) {
    const int ploidy = static_cast<int>(sample.columns.size());
    return ploidy < demands.least_ploidy || ploidy > demands.most_ploidy ||
           (demands.one_ploidy && sample.columns.size() != layout.samples[0].columns.size());
  });
  if (unfit != layout.samples.end())
    throw Error(Exit::content,
                demands.who + " does not take the ploidy of sample " + quoted(unfit->name) + ", which has " +
                    haplotypes_of(*unfit),
                "leave it out: -s ^NAME; haploid samples become diploid with --haploid2diploid");
}

void hold_to_table(const Layout& layout) {
  const auto odd =
      std::ranges::find_if(layout.samples, [](const Sample& sample) { return sample.columns.size() != 2; });
  if (odd != layout.samples.end())
    throw Error(Exit::usage,
                "a haplotype table holds diploid samples only: " + quoted(odd->name) + " has " + haplotypes_of(*odd),
                "name the samples to write with --pairs FILE");
}

}  // namespace

std::string check_ploidy(const Demands& demands, Format format, const Layout& layout) {
  hold_to_demands(demands, layout);
  if (is_table(format)) hold_to_table(layout);
  if (is_bcf(format) && layout.samples.size() > bcf_max_samples)
    throw Error(Exit::content, "BCF holds at most " + std::to_string(bcf_max_samples) + " samples", "write VCF: -Oz");

  const auto by_ploidy = [](const Sample& a, const Sample& b) { return a.columns.size() < b.columns.size(); };
  const auto [least, most] = std::ranges::minmax_element(layout.samples, by_ploidy);
  if (least->columns.size() == most->columns.size()) return {};
  return "samples of different ploidy in one file: " + quoted(least->name) + " has " +
         std::to_string(least->columns.size()) + ", " + quoted(most->name) + " has " +
         std::to_string(most->columns.size()) +
         "; whatshap refuses such a file and SHAPEIT misreads it; choose samples with --pairs or -s ^" +
         printable(least->name);
}

}  // namespace matrix2vcf
