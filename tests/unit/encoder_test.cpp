// SPDX-License-Identifier: MIT
// encoder_test - what all encoders share: the plan of samples, the name of a phase block, numbers as text.
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "encode/bcf_record.hpp"
#include "encode/haplotype_table.hpp"
#include "encode/vcf_text.hpp"
#include "helpers.hpp"

namespace matrix2vcf::testing {

TEST_CASE("a plan knows where each sample begins and whether all have one ploidy", "[encoder]") {
  struct Case {
    std::vector<std::size_t> ploidies;
    std::vector<std::uint32_t> begins;
    std::size_t ploidy, max_ploidy;
  };
  for (const Case& c : {Case{{2}, {0, 2}, 2, 2},
                        {{2, 2, 2}, {0, 2, 4, 6}, 2, 2},
                        {{1, 1}, {0, 1, 2}, 1, 1},
                        {{2, 1}, {0, 2, 3}, 0, 2},
                        {{1, 8, 1}, {0, 1, 9, 10}, 0, 8}}) {
    const EncodePlan plan = EncodePlan::make(c.ploidies, true, false);
    CHECK(plan.sample_begins == c.begins);
    CHECK(plan.ploidy == c.ploidy);
    CHECK(plan.max_ploidy == c.max_ploidy);
    CHECK(plan.samples() == c.ploidies.size());
    CHECK(plan.haplotypes() == c.begins.back());
  }
}

TEST_CASE("a phase block's name holds neither % nor : of its own", "[encoder]") {
  CHECK(phase_block_name("20") == "20");
  CHECK(phase_block_name("HLA:A*01:01") == "HLA%3AA*01%3A01");
  CHECK(phase_block_name("a%3Ab") == "a%253Ab");
  CHECK(phase_block_name("%") == "%25");
  CHECK(phase_block_name(":") == "%3A");
}

TEST_CASE("numbers are written in decimal without a sign", "[encoder]") {
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{9}, std::int64_t{10}, std::int64_t{99}, std::int64_t{100},
        std::int64_t{2'147'483'646}, std::numeric_limits<std::int64_t>::max()}) {
    std::array<char, 32> text{};
    CHECK(std::string(text.data(), write_number(text.data(), value)) == std::to_string(value));
  }
}

TEST_CASE("each format has its encoder", "[encoder]") {
  const EncodePlan plan = EncodePlan::make({2}, true, false);
  CHECK(dynamic_cast<VcfText*>(make_encoder(Format::vcf, plan).get()) != nullptr);
  CHECK(dynamic_cast<VcfText*>(make_encoder(Format::vcf_gz, plan).get()) != nullptr);
  CHECK(dynamic_cast<BcfRecord*>(make_encoder(Format::bcf, plan).get()) != nullptr);
  CHECK(dynamic_cast<BcfRecord*>(make_encoder(Format::bcf_uncompressed, plan).get()) != nullptr);
  CHECK(dynamic_cast<HaplotypeTable*>(make_encoder(Format::table, plan).get()) != nullptr);
  CHECK(dynamic_cast<HaplotypeTable*>(make_encoder(Format::table_gz, plan).get()) != nullptr);
}

}  // namespace matrix2vcf::testing
