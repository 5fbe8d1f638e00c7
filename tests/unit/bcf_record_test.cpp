// SPDX-License-Identifier: MIT
// bcf_record_test - htslib reads in our records what it reads in the VCF line that says the same, and writes them
// alike.
#include "encode/bcf_record.hpp"

#include <htslib/kstring.h>
#include <htslib/vcf.h>

#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "helpers.hpp"
#include "sites.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

struct Free {
  void operator()(bcf_hdr_t* header) const { bcf_hdr_destroy(header); }
  void operator()(bcf1_t* record) const { bcf_destroy(record); }
};

struct Bundle {
  EncodePlan plan;
  HeaderPlan header;
  std::vector<OwnedSite> sites;
};

Bundle make_bundle(const std::vector<std::size_t>& ploidies, bool phase_pi, bool phase_ps,
                   std::vector<std::string> contigs) {
  Bundle bundle{EncodePlan::make(ploidies, phase_pi, phase_ps), {}, {}};
  for (std::string& name : contigs) bundle.header.contigs.push_back({std::move(name), 0});
  bundle.header.samples = sample_names(bundle.plan);
  bundle.header.phase_pi = phase_pi;
  bundle.header.phase_ps = phase_ps;
  return bundle;
}

void add_site(Bundle& bundle, OwnedSite site, std::size_t contig, std::int64_t pos) {
  site.chrom = bundle.header.contigs[contig].name;
  site.pos = pos;
  bundle.sites.push_back(std::move(site));
}

Payload encode(const Bundle& bundle) {
  BcfRecord encoder(bundle.plan);
  Payload payload;
  std::string contig;
  for (const OwnedSite& site : bundle.sites) {
    if (site.chrom != contig)
      for (std::size_t i = 0; i < bundle.header.contigs.size(); ++i)
        if (bundle.header.contigs[i].name == site.chrom) encoder.begin_contig(site.chrom, static_cast<std::int32_t>(i));
    contig = site.chrom;
    encoder.append(SiteView(site).site(), payload);
  }
  return payload;
}

/// `header` and records as VCF text, by htslib from what it makes of our VCF lines.
std::string lines_by_htslib(const Bundle& bundle) {
  const std::unique_ptr<bcf_hdr_t, Free> header(bcf_hdr_init("r"));
  std::string text = vcf_header(bundle.header, true);
  REQUIRE(bcf_hdr_parse(header.get(), text.data()) == 0);
  kstring_t out{};
  REQUIRE(bcf_hdr_format(header.get(), 0, &out) == 0);
  const std::unique_ptr<bcf1_t, Free> record(bcf_init());
  for (const OwnedSite& site : bundle.sites) {
    std::string line = plain_vcf_line(site, bundle.plan, phase_block_name(site.chrom));
    line.pop_back();
    kstring_t words{line.size(), line.size() + 1, line.data()};
    REQUIRE(vcf_parse(&words, header.get(), record.get()) == 0);
    REQUIRE(vcf_format(header.get(), record.get(), &out) == 0);
  }
  std::string result(out.s, out.l);
  std::free(out.s);
  return result;
}

void check_as_htslib(const Workspace& workspace, const Bundle& bundle) {
  const Payload payload = encode(bundle);
  const std::string path = workspace.file("records.bcf");
  write_file(path, bcf_header(bundle.header) + std::string(payload.text.view()));
  const std::string found = decode_bcf(path);
  const std::string expected = lines_by_htslib(bundle);
  if (found == expected) return;
  const std::size_t differ = static_cast<std::size_t>(std::ranges::mismatch(found, expected).in1 - found.begin());
  const std::size_t begin = differ < 200 ? 0 : differ - 200;
  FAIL("found:    ..." << found.substr(begin, 400) << "\nexpected: ..." << expected.substr(begin, 400));
}

}  // namespace

TEST_CASE("htslib reads in a record what it reads in the VCF line", "[bcf_record]") {
  const Workspace workspace;
  Dice dice(1);
  const std::vector<std::size_t> allele_counts{2,  2,  3,  5,   9,   10,  11,  14,  15,  16, 62,
                                               63, 64, 65, 126, 127, 128, 129, 200, 201, 300};
  // PI of 1, 14, 15, 16, 127 and 128 characters: where BCF's length descriptor changes its form.
  const std::vector<std::string> contigs{"1",
                                         "a234567890.234",
                                         "b234567890.2345",
                                         "c234567890.23456",
                                         std::string(127, 'd'),
                                         std::string(128, 'e'),
                                         "HLA:A*01:01%x"};
  for (int round = 0; round < 60; ++round) {
    Bundle bundle = make_bundle(random_ploidies(dice, 12), dice.percent(70), dice.percent(50), contigs);
    for (std::size_t contig = 0; contig < contigs.size(); ++contig)
      for (std::int64_t pos = 1; pos < 5; ++pos)
        add_site(bundle, random_site(dice, bundle.plan, dice.pick(allele_counts)), contig, pos);
    check_as_htslib(workspace, bundle);
    CHECK(payload_fault(encode(bundle)) == "");
  }
}

TEST_CASE("each number of alleles up to 300 has genotypes of the right width", "[bcf_record]") {
  const Workspace workspace;
  Bundle bundle = make_bundle({2, 1, 3}, true, false, {"c"});
  for (std::int64_t alleles = 2; alleles <= 300; ++alleles) {
    Dice dice(static_cast<std::uint64_t>(alleles));
    OwnedSite site{"c", alleles, random_alleles(dice, static_cast<std::size_t>(alleles), 0), {}};
    site.codes = {0, alleles - 1, -1, alleles - 1, 1, alleles - 2};
    bundle.sites.push_back(site);
    site.codes = {alleles - 1, 0, 0, 0, 0, 0};  // first in its sample: its phase bit is not set
    bundle.sites.push_back(site);
  }
  check_as_htslib(workspace, bundle);
}

TEST_CASE("genotypes of thousands of alleles have the right width", "[bcf_record]") {
  const Workspace workspace;
  const auto alleles = GENERATE(as<std::int64_t>{}, 16'382, 16'383, 16'384, 16'385, 40'000, 65'535);
  Dice dice(static_cast<std::uint64_t>(alleles));
  Bundle bundle = make_bundle({2, 2}, true, true, {"c"});
  for (const std::int64_t code : {alleles - 1, alleles - 2, std::int64_t{1}}) {
    OwnedSite site{"c", 7, random_alleles(dice, static_cast<std::size_t>(alleles), 0), {-1, code, code, 0}};
    bundle.sites.push_back(site);
  }
  check_as_htslib(workspace, bundle);
}

TEST_CASE("an ALT that no sample carries costs genotypes no width, and is there", "[bcf_record]") {
  const Workspace workspace;
  Bundle bundle = make_bundle({2}, false, false, {"c"});
  Dice dice(5);
  bundle.sites.push_back({"c", 1, random_alleles(dice, 70, 0), {0, 1}});
  bundle.sites.push_back({"c", 2, {"A", "C"}, {0, 0}});
  bundle.sites.push_back({"c", 3, {"A", "C"}, {-1, -1}});
  check_as_htslib(workspace, bundle);
}

TEST_CASE("counts of alleles are written in the width that holds them", "[bcf_record]") {
  const Workspace workspace;
  const auto haplotypes = GENERATE(as<std::size_t>{}, 126, 127, 128, 129, 32'766, 32'767, 32'768);
  Bundle bundle = make_bundle(std::vector<std::size_t>(haplotypes, 1), false, false, {"c"});
  const auto size = static_cast<std::int64_t>(haplotypes);
  bundle.sites.push_back({"c", 1, {"A", "C"}, std::vector<std::int64_t>(haplotypes, 1)});
  bundle.sites.push_back({"c", size, {"A", "C", "G"}, std::vector<std::int64_t>(haplotypes, 0)});
  bundle.sites.back().codes[0] = 2;
  check_as_htslib(workspace, bundle);
}

TEST_CASE("the largest POS and a long REF and ALT are kept", "[bcf_record]") {
  const Workspace workspace;
  Bundle bundle = make_bundle({2}, true, false, {"c"});
  for (const std::size_t length : std::vector<std::size_t>{14, 15, 16, 127, 128, 129, 32'767, 32'768, 100'000}) {
    bundle.sites.push_back({"c", 1, {std::string(length, 'A'), "A"}, {0, 1}});
    bundle.sites.push_back({"c", 2, {"A", std::string(length, 'C')}, {0, 1}});
  }
  bundle.sites.push_back({"c", 2'147'483'646, {"A", "C"}, {0, 1}});
  check_as_htslib(workspace, bundle);
}

TEST_CASE("our bytes are those that htslib writes for the same line", "[bcf_record]") {
  Dice dice(11);
  for (int round = 0; round < 200; ++round) {
    // Without PI, which htslib 1.16 pads with a NUL more in some records: the decoded values are compared above.
    Bundle bundle = make_bundle(random_ploidies(dice, 6), false, dice.percent(50), {"chromosome_number_20"});
    add_site(bundle, random_site(dice, bundle.plan, 2 + dice.below(140)), 0, 12'345);
    const Payload payload = encode(bundle);
    const std::unique_ptr<bcf_hdr_t, Free> header(bcf_hdr_init("r"));
    std::string text = vcf_header(bundle.header, true);
    REQUIRE(bcf_hdr_parse(header.get(), text.data()) == 0);
    std::string line = plain_vcf_line(bundle.sites[0], bundle.plan, "chromosome_number_20");
    line.pop_back();
    kstring_t words{line.size(), line.size() + 1, line.data()};
    const std::unique_ptr<bcf1_t, Free> record(bcf_init());
    REQUIRE(vcf_parse(&words, header.get(), record.get()) == 0);
    constexpr std::size_t fixed_bytes = 32;  // two lengths, CHROM to n_fmt_sample
    const std::string ours(payload.text.view().substr(fixed_bytes));
    const std::string theirs =
        std::string(record->shared.s, record->shared.l) + std::string(record->indiv.s, record->indiv.l);
    REQUIRE((ours == theirs));
  }
}

TEST_CASE("a BCF row is within the bound that was told before", "[bcf_record]") {
  Dice dice(12);
  for (int round = 0; round < 200; ++round) {
    const EncodePlan plan = EncodePlan::make(random_ploidies(dice, 20), true, true);
    BcfRecord encoder(plan);
    encoder.begin_contig(std::string(1 + dice.below(40), 'c'), 0);
    const OwnedSite site = random_site(dice, plan, 2 + dice.below(300));
    Payload payload;
    encoder.append(SiteView(site).site(), payload);
    std::size_t beyond = 0;
    for (const std::string& allele : site.alleles) beyond += allele.size() + 10;  // its bytes, length and count
    REQUIRE(payload.text.size() <= encoder.row_bound() + beyond);
  }
}

}  // namespace matrix2vcf::testing
