// SPDX-License-Identifier: MIT
// haplotype_table_test - a row has the columns of its dialect.
#include "encode/haplotype_table.hpp"

#include <string>
#include <vector>

#include "helpers.hpp"
#include "sites.hpp"

namespace matrix2vcf::testing {
namespace {

std::string shown(const std::string& allele) { return allele == "*" ? "-" : allele; }

std::string plain_row(const OwnedSite& site) {
  std::string row = site.chrom + '\t' + std::to_string(site.pos) + '\t' + site.alleles[0];
  for (std::size_t allele = 1; allele < site.alleles.size(); ++allele)
    row += (allele == 1 ? '\t' : ',') + shown(site.alleles[allele]);
  for (std::size_t i = 0; i < site.codes.size(); i += 2)
    row += site.codes[i] < 0 || site.codes[i + 1] < 0
               ? "\t.\t."
               : '\t' + site.chrom + '\t' + shown(site.alleles[static_cast<std::size_t>(site.codes[i])]) + '|' +
                     shown(site.alleles[static_cast<std::size_t>(site.codes[i + 1])]);
  return row + '\n';
}

}  // namespace

TEST_CASE("a table's row is what a plain writer would write, and its payload is true", "[haplotype_table]") {
  const std::vector<std::string> contigs{"1", "20", "a:b%c", std::string(100, 'c')};
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    Dice dice(seed);
    const EncodePlan plan = EncodePlan::make(std::vector<std::size_t>(1 + dice.below(20), 2), true, false);
    HaplotypeTable encoder(plan);
    Payload payload;
    std::string expected;
    for (int row = 0; row < 4; ++row) {
      OwnedSite site = random_site(dice, plan, dice.pick(std::vector<std::size_t>{2, 2, 3, 5, 10, 11, 200, 201, 230}));
      site.chrom = dice.pick(contigs);
      site.pos = dice.between(1, 2'147'483'646);
      encoder.begin_contig(site.chrom, 0);
      encoder.append(SiteView(site).site(), payload);
      expected += plain_row(site);
    }
    INFO("seed " << seed);
    REQUIRE(payload.text.view() == expected);
    REQUIRE(payload_fault(payload) == "");
  }
}

TEST_CASE("a gap is - in both columns, and a missing allele blanks its sample", "[haplotype_table]") {
  const EncodePlan plan = EncodePlan::make({2, 2, 2}, true, false);
  HaplotypeTable encoder(plan);
  encoder.begin_contig("2", 0);
  Payload payload;
  encoder.append(SiteView(OwnedSite{"2", 5, {"A", "*", "CT"}, {0, 1, 2, -1, 2, 0}}).site(), payload);
  CHECK(payload.text.view() == "2\t5\tA\t-,CT\t2\tA|-\t.\t.\t2\tCT|A\n");
}

TEST_CASE("phase-Extender's table lists all alleles, its panel the ALT alleles, and a gap is * in both",
          "[haplotype_table]") {
  EncodePlan plan = EncodePlan::make({2, 2}, true, false);
  const auto row_of = [&](TableDialect dialect, const OwnedSite& site) {
    plan.table = dialect;
    HaplotypeTable encoder(plan);
    encoder.begin_contig("2", 0);
    Payload payload;
    encoder.append(SiteView(site).site(), payload);
    CHECK(payload_fault(payload) == "");
    return std::string(payload.text.view());
  };
  const OwnedSite gap{"2", 5, {"A", "*", "CT"}, {0, 1, 2, -1}};
  const OwnedSite invariant{"2", 6, {"AC"}, {0, 0, -1, -1}};
  CHECK(row_of(TableDialect::original, gap) == "2\t5\tA\t-,CT\t2\tA|-\t.\t.\n");
  CHECK(row_of(TableDialect::extender, gap) == "2\t5\tA\tA,*,CT\t2\tA|*\t.\t.\n");
  CHECK(row_of(TableDialect::panel, gap) == "2\t5\tA\t*,CT\t2\tA|*\t.\t.\n");
  CHECK(row_of(TableDialect::extender, invariant) == "2\t6\tAC\tAC\t2\tAC|AC\t.\t.\n");
  CHECK(row_of(TableDialect::panel, invariant) == "2\t6\tAC\t.\t2\tAC|AC\t.\t.\n");
}

TEST_CASE("the memory for a row is that of its text, however long one allele is", "[haplotype_table]") {
  // One insertion of 1 MB among 2,000 haplotypes: the row has about 1 MB, not 2 GB.
  const EncodePlan plan = EncodePlan::make(std::vector<std::size_t>(1000, 2), true, false);
  HaplotypeTable encoder(plan);
  encoder.begin_contig("2", 0);
  Payload payload;
  OwnedSite site{"2", 5, {"A", std::string(1'000'000, 'C')}, std::vector<std::int64_t>(2000, 0)};
  site.codes[7] = 1;
  encoder.append(SiteView(site).site(), payload);
  CHECK(payload.text.capacity() < 10 * payload.text.size());
}

}  // namespace matrix2vcf::testing
