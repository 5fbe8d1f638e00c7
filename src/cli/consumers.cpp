// SPDX-License-Identifier: MIT
#include "cli/consumers.hpp"

#include <algorithm>
#include <array>

#include "format.hpp"
#include "read/layout.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

struct Consumer {
  std::string_view name;
  bool trim = false;        // -a: no ALT that nobody carries
  bool half_calls = false;  // --half-call missing
  bool phase_set = false;   // --phase-tag PS
  bool tbi = false;         // -W=tbi
  bool no_bcf = false;
  Demands demands = {};
};

const std::array<Consumer, 7> consumers = {{
    {.name = "gatk", .trim = true, .tbi = true, .demands = {.contig_lengths = true, .contig_order = true}},
    {.name = "beagle", .trim = true, .no_bcf = true, .demands = {.no_repeated_alleles = true, .most_ploidy = 2}},
    {.name = "beagle-ref",
     .trim = true,
     .no_bcf = true,
     .demands = {.no_missing = true, .no_unphased = true, .no_repeated_alleles = true, .most_ploidy = 2}},
    {.name = "shapeit", .trim = true, .demands = {.least_ploidy = 2, .most_ploidy = 2}},
    {.name = "plink2", .half_calls = true, .demands = {.most_ploidy = 2}},
    {.name = "vcftools", .half_calls = true, .demands = {.most_ploidy = 2}},
    {.name = "whatshap", .phase_set = true, .demands = {.one_ploidy = true}},
}};

std::vector<const Consumer*> find_consumers(std::string_view list) {
  std::vector<const Consumer*> found;
  std::vector<std::string> names;
  for (const Consumer& consumer : consumers) names.emplace_back(consumer.name);
  for (const std::string_view name : split(list, ',')) {
    const auto consumer = std::ranges::find(consumers, name, &Consumer::name);
    if (consumer == consumers.end()) {
      const std::string near = nearest_name(name, names);
      std::string known;
      for (const std::string& each : names) (known += known.empty() ? "" : ", ") += each;
      throw Error(Exit::usage, "--for does not know " + quoted(name),
                  near.empty() ? "it knows " + known : "did you mean " + near + "?");
    }
    if (std::ranges::find(found, &*consumer) == found.end()) found.push_back(&*consumer);
  }
  return found;
}

[[noreturn]] void contradict(const Consumer& consumer, std::string_view demand, std::string_view option) {
  throw Error(Exit::usage,
              "--for " + std::string(consumer.name) + " needs " + std::string(demand) + ", but --" +
                  std::string(option) + " says otherwise",
              "leave out one of them");
}

void merge(Demands& demands, const Demands& more) {
  demands.contig_lengths = demands.contig_lengths || more.contig_lengths;
  demands.contig_order = demands.contig_order || more.contig_order;
  demands.no_missing = demands.no_missing || more.no_missing;
  demands.no_unphased = demands.no_unphased || more.no_unphased;
  demands.no_repeated_alleles = demands.no_repeated_alleles || more.no_repeated_alleles;
  demands.one_ploidy = demands.one_ploidy || more.one_ploidy;
  demands.least_ploidy = std::max(demands.least_ploidy, more.least_ploidy);
  demands.most_ploidy = std::min(demands.most_ploidy, more.most_ploidy);
}

}  // namespace

void apply_consumers(std::string_view list, const std::vector<std::string>& given, Options& options) {
  const auto is_given = [&](std::string_view name) { return std::ranges::find(given, name) != given.end(); };
  const Format format = resolve_format(options);
  for (const Consumer* const consumer : find_consumers(list)) {
    if (is_table(format))
      throw Error(Exit::usage, std::string(consumer->name) + " reads no haplotype table", "leave out --for, or -Ot");
    if (consumer->no_bcf && is_bcf(format))
      throw Error(Exit::usage, std::string(consumer->name) + " reads no BCF", "write VCF: -Oz");
    if (is_given("gap") && options.gap != Gap::missing) contradict(*consumer, "--gap missing", "gap");
    options.gap = Gap::missing;
    if (consumer->trim) options.trim_alt_alleles = true;
    if (consumer->half_calls) {
      if (is_given("half-call") && !options.half_call_missing)
        contradict(*consumer, "--half-call missing", "half-call");
      options.half_call_missing = true;
    }
    if (consumer->phase_set) {
      if (is_given("phase-tag") && !options.phase_ps) contradict(*consumer, "--phase-tag PS", "phase-tag");
      if (!is_given("phase-tag")) options.phase_pi = false;
      options.phase_ps = true;
    }
    if (consumer->tbi) {
      if (options.index == IndexWish::no) contradict(*consumer, "an index", "no-index");
      if (options.index_kind == IndexKind::csi) contradict(*consumer, "a TBI", "write-index");
      if (format != Format::vcf_gz || options.output == "-")
        throw Error(Exit::usage, "--for " + std::string(consumer->name) + " needs compressed VCF in a file",
                    "name it: -o out.vcf.gz");
      options.index = IndexWish::yes;
      options.index_kind = IndexKind::tbi;
    }
    (options.demands.who += options.demands.who.empty() ? "" : ",") += consumer->name;
    merge(options.demands, consumer->demands);
  }
}

std::string describe_consumers(std::string_view list, const Summary& summary) {
  std::string text;
  for (const Consumer* const consumer : find_consumers(list)) {
    text += "for " + std::string(consumer->name) + ": --gap missing (" + counted(summary.gap_cells, "gap cell") + ")";
    if (consumer->trim) text += ", -a (" + counted(summary.trimmed_alleles, "ALT allele") + " dropped)";
    if (consumer->half_calls) text += ", --half-call missing (" + counted(summary.half_calls, "half call") + ")";
    if (consumer->phase_set) text += ", --phase-tag PS";
    if (consumer->tbi) text += ", -W=tbi";
    if (consumer->name == "shapeit")
      text += "; SHAPEIT will drop " + counted(summary.multiallelic, "multiallelic site");
    text += '\n';
  }
  return text;
}

}  // namespace matrix2vcf
