// SPDX-License-Identifier: MIT
// site_phase_test - rows whose samples have phases of their own, in every encoder: what a plain writer writes, a true
// payload, and a BCF in which htslib reads the VCF.
#include <memory>
#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "encode/header.hpp"
#include "helpers.hpp"
#include "sites.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

std::vector<SamplePhase> random_phases(Dice& dice, std::size_t samples) {
  static const std::vector<std::string> blocks{
      ".", "1", "7", "2_14690003", "a:b%", "x%3A", std::string(15, 'b'), std::string(200, 'c')};
  static const std::vector<std::int32_t> sets{-1, 0, 1, 127, 128, 32'767, 32'768, 2'147'483'647};
  const std::size_t kinds = 1 + dice.below(blocks.size());
  const bool some_unphased = dice.percent(40);
  std::vector<SamplePhase> phases;
  for (std::size_t i = 0; i < samples; ++i)
    phases.push_back({blocks[dice.below(kinds)], sets[dice.below(kinds)], !(some_unphased && dice.percent(30))});
  return phases;
}

std::string plain_line(const OwnedSite& site, const EncodePlan& plan, const std::vector<SamplePhase>& phases) {
  const std::string whole = plain_vcf_line(site, plan, "");
  std::string line =
      whole.substr(0, whole.find("\tGT") + 3) + (plan.phase_pi ? ":PI" : "") + (plan.phase_ps ? ":PS" : "");
  for (std::size_t sample = 0; sample < plan.samples(); ++sample) {
    std::string genotype;
    bool called = false;
    for (std::uint32_t i = plan.sample_begins[sample]; i < plan.sample_begins[sample + 1]; ++i) {
      genotype += (genotype.empty() ? "" : phases[sample].phased ? "|" : "/") + genotype_word(site.codes[i]);
      called = called || site.codes[i] >= 0;
    }
    const SamplePhase& phase = phases[sample];
    line += '\t' + genotype;
    if (plan.phase_pi) line += ':' + (called ? phase_block_name(phase.block) : ".");
    if (plan.phase_ps) line += ':' + (called && phase.set >= 0 ? std::to_string(phase.set) : ".");
  }
  return line + '\n';
}

std::string row_of(Format format, const EncodePlan& plan, const Site& site) {
  const std::unique_ptr<Encoder> encoder = make_encoder(format, plan);
  encoder->begin_contig(site.chrom, 0);
  Payload payload;
  encoder->append(site, payload);
  CHECK(payload_fault(payload) == "");
  return std::string(payload.text.view());
}

}  // namespace

TEST_CASE("VCF and BCF hold each sample's own phase", "[site_phase]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Dice dice(seed);
    INFO("seed " << seed);
    const bool phase_pi = dice.percent(70);
    const EncodePlan plan = EncodePlan::make(random_ploidies(dice, 12), phase_pi, dice.percent(50));
    OwnedSite owned = random_site(dice, plan, dice.pick(std::vector<std::size_t>{2, 2, 3, 10, 11, 64, 201}));
    owned.chrom = "2";
    const std::vector<SamplePhase> phases = random_phases(dice, plan.samples());
    const SiteView view(owned);
    Site site = view.site();
    site.phases = phases;

    HeaderPlan header;
    header.contigs = {{"2", 0}};
    header.samples = sample_names(plan);
    header.phase_pi = plan.phase_pi;
    header.phase_ps = plan.phase_ps;
    const std::string line = plain_line(owned, plan, phases);
    REQUIRE(row_of(Format::vcf, plan, site) == line);
    write_file(workspace.file("r.bcf"), bcf_header(header) + row_of(Format::bcf_uncompressed, plan, site));
    const std::string text = decode_bcf(workspace.file("r.bcf"));
    REQUIRE(text.substr(text.rfind('\n', text.size() - 2) + 1) == line);
  }
}

TEST_CASE("a table holds each sample's own phase, and no block where there is no phase", "[site_phase]") {
  const EncodePlan plan = EncodePlan::make({2, 2, 2, 2, 2}, true, false);
  const OwnedSite owned{"2", 5, {"A", "C"}, {0, 1, 1, 0, 0, -1, 1, 1, 0, 0}};
  const std::vector<SamplePhase> phases{
      {"a:b%", -1, true}, {"7", -1, false}, {"8", -1, true}, {".", -1, true}, {"9", -1, true}};
  const SiteView view(owned);
  Site site = view.site();
  site.phases = phases;
  CHECK(row_of(Format::table, plan, site) == "2\t5\tA\tC\ta:b%\tA|C\t.\tC/A\t.\t.\t.\tC|C\t9\tA|A\n");
}

TEST_CASE("cells of one width are not taken for regular where their phases differ", "[site_phase]") {
  const EncodePlan plan = EncodePlan::make({2, 2, 2}, true, false);
  const OwnedSite owned{"2", 5, {"A", "C"}, {0, 1, 1, 0, 0, 1}};
  const std::vector<SamplePhase> phases{{"1", -1, true}, {"2", -1, true}, {"3", -1, true}};
  const SiteView view(owned);
  Site site = view.site();
  site.phases = phases;
  for (const Format format : {Format::vcf, Format::table, Format::bcf}) row_of(format, plan, site);
}

TEST_CASE("the room for phases grows with the longest block", "[site_phase]") {
  Site site;
  CHECK(phase_bound(site) == 0);
  const std::string block(100, ':');
  const std::vector<SamplePhase> phases{{block, -1, true}, {".", -1, true}};
  site.phases = phases;
  CHECK(phase_bound(site) >= 600);
}

}  // namespace matrix2vcf::testing
