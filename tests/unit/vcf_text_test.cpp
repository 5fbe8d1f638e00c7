// SPDX-License-Identifier: MIT
// vcf_text_test - a line of VCF is what a plain writer would write, whatever the shape of its cells.
#include "encode/vcf_text.hpp"

#include <string>
#include <vector>

#include "helpers.hpp"
#include "sites.hpp"

namespace matrix2vcf::testing {
namespace {

std::string encoded(VcfText& encoder, const OwnedSite& site, Payload& payload) {
  const std::size_t before = payload.text.size();
  encoder.append(SiteView(site).site(), payload);
  return std::string(payload.text.view().substr(before));
}

}  // namespace

TEST_CASE("a line is what a plain writer would write", "[vcf_text]") {
  Dice dice(1);
  // A stored cell holds 16 bytes: contig names of 9 to 13 letters lie around it.
  const std::vector<std::string> contigs{
      "1", "20", "chr20", "chr_456789", "chr_4567890", "chr_45678901", "chr_456789012", std::string(300, 'c'), "a:b%c"};
  for (int round = 0; round < 1500; ++round) {
    const EncodePlan plan = EncodePlan::make(random_ploidies(dice, 20), dice.percent(70), dice.percent(40));
    VcfText encoder(plan);
    Payload payload;
    for (int contig = 0; contig < 2; ++contig) {
      OwnedSite site = random_site(
          dice, plan, dice.pick(std::vector<std::size_t>{2, 2, 3, 4, 5, 9, 10, 11, 12, 101, 200, 201, 250}));
      site.chrom = dice.pick(contigs);
      site.pos = dice.between(1, dice.percent(50) ? 100 : 2'147'483'646);
      encoder.begin_contig(site.chrom, 0);
      for (int row = 0; row < 2; ++row)
        REQUIRE(encoded(encoder, site, payload) == plain_vcf_line(site, plan, phase_block_name(site.chrom)));
    }
  }
}

TEST_CASE("diploid rows of every pair of codes are right, for every length of the contig's name", "[vcf_text]") {
  const bool phase_ps = GENERATE(false, true);
  for (std::size_t length = 1; length <= 16; ++length) {
    std::vector<std::int64_t> codes;
    for (std::int64_t a = -1; a < 10; ++a)
      for (std::int64_t b = -1; b < 10; ++b) codes.insert(codes.end(), {a, b});
    const EncodePlan plan = EncodePlan::make(std::vector<std::size_t>(codes.size() / 2, 2), true, phase_ps);
    VcfText encoder(plan);
    Dice dice(length);
    const OwnedSite site{std::string(length, 'c'), 7, random_alleles(dice, 10, 0), codes};
    encoder.begin_contig(site.chrom, 0);
    Payload payload;
    REQUIRE(encoded(encoder, site, payload) == plain_vcf_line(site, plan, site.chrom));
  }
}

TEST_CASE("without a phase tag the format is GT alone", "[vcf_text]") {
  const EncodePlan plan = EncodePlan::make({2, 1}, false, false);
  VcfText encoder(plan);
  encoder.begin_contig("1", 0);
  Payload payload;
  CHECK(encoded(encoder, {"1", 5, {"A", "C"}, {0, 1, -1}}, payload) == "1\t5\t.\tA\tC\t.\t.\tAC=1;AN=2\tGT\t0|1\t.\n");
}

TEST_CASE("PI and PS are missing where no allele of the sample is called", "[vcf_text]") {
  const EncodePlan plan = EncodePlan::make({2, 2, 2}, true, true);
  VcfText encoder(plan);
  encoder.begin_contig("20", 0);
  Payload payload;
  CHECK(encoded(encoder, {"20", 5, {"A", "C"}, {-1, -1, 0, -1, 1, 1}}, payload) ==
        "20\t5\t.\tA\tC\t.\t.\tAC=2;AN=3\tGT:PI:PS\t.|.:.:.\t0|.:20:1\t1|1:20:1\n");
}

TEST_CASE("a payload of VCF rows says of its cells what is true", "[vcf_text]") {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    Dice dice(seed);
    const EncodePlan plan = EncodePlan::make(random_ploidies(dice, 20), dice.percent(80), dice.percent(30));
    VcfText encoder(plan);
    Payload payload;
    encoder.begin_contig(std::string(1 + dice.below(12), 'c'), 0);
    for (int row = 0; row < 4; ++row)
      encoder.append(SiteView(random_site(dice, plan, 2 + dice.below(12))).site(), payload);
    INFO("seed " << seed);
    REQUIRE(payload_fault(payload) == "");
  }
}

TEST_CASE("a sample without alleles whose cell is as long as the others may stand in a regular row", "[vcf_text]") {
  // "0|1:1" and ".|.:.": PI of a contig of one letter, PS of any.
  const bool phase_pi = GENERATE(true, false);
  const EncodePlan plan = EncodePlan::make({2, 2, 2}, phase_pi, !phase_pi);
  VcfText encoder(plan);
  encoder.begin_contig("1", 0);
  Payload payload;
  encoder.append(SiteView(OwnedSite{"1", 5, {"A", "C"}, {-1, -1, 0, 1, -1, 1}}).site(), payload);
  CHECK(payload_fault(payload) == "");
}

TEST_CASE("a row of one ploidy and few alleles, all called, is regular", "[vcf_text]") {
  struct Case {
    std::vector<std::size_t> ploidies;
    std::size_t alleles;
    std::size_t samples;  // of the row; 0: not regular
  };
  for (const Case& c : {Case{{2, 2, 2}, 2, 3},
                        {{2, 2, 2}, 10, 3},
                        {{2, 2, 2}, 11, 0},
                        {{1, 1}, 2, 2},
                        {{8}, 3, 1},
                        {{2, 1}, 2, 0},
                        {{2, 2}, 201, 0}}) {
    const EncodePlan plan = EncodePlan::make(c.ploidies, true, false);
    VcfText encoder(plan);
    encoder.begin_contig("chr20", 0);
    Payload payload;
    Dice dice(1);
    OwnedSite site{"chr20", 5, random_alleles(dice, c.alleles, 0), std::vector<std::int64_t>(plan.haplotypes(), 1)};
    encoder.append(SiteView(site).site(), payload);
    INFO(plan.samples() << " samples, " << c.alleles << " alleles");
    CHECK(payload.rows.at(0).samples == c.samples);
    CHECK(payload.codes.size() == (c.samples == 0 ? 0 : plan.haplotypes()));
    CHECK(payload_fault(payload) == "");
  }
}

TEST_CASE("a VCF row is within the bound that was told before", "[vcf_text]") {
  Dice dice(3);
  for (int round = 0; round < 200; ++round) {
    const EncodePlan plan = EncodePlan::make(random_ploidies(dice, 20), true, true);
    VcfText encoder(plan);
    const OwnedSite site = random_site(dice, plan, 2 + dice.below(300));
    encoder.begin_contig(std::string(1 + dice.below(40), 'c'), 0);
    Payload payload;
    const std::string line = encoded(encoder, site, payload);
    std::size_t beyond = 100;  // fixed words
    for (const std::string& allele : site.alleles) beyond += allele.size() + 21;
    REQUIRE(line.size() <= encoder.row_bound() + beyond);
  }
}

}  // namespace matrix2vcf::testing
