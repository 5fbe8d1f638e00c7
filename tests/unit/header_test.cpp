// SPDX-License-Identifier: MIT
// header_test - htslib reads in the header what was meant by it.
#include "encode/header.hpp"

#include <htslib/vcf.h>

#include <memory>
#include <string>
#include <vector>

#include "encode/bcf_record.hpp"
#include "helpers.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

struct Free {
  void operator()(bcf_hdr_t* header) const { bcf_hdr_destroy(header); }
};
using Header = std::unique_ptr<bcf_hdr_t, Free>;

HeaderPlan some_plan(bool phase_pi = true, bool phase_ps = false) {
  HeaderPlan plan;
  plan.contigs = {{"20", 0}, {"chrX", 156'040'895}, {"HLA:A*01:01", 7}, {"2", 2'147'483'646}};
  plan.samples = {"NA 1", "b\"c", "\xc3\xa4", "#x", "PASS"};
  plan.phase_pi = phase_pi;
  plan.phase_ps = phase_ps;
  return plan;
}

Header parsed(std::string text) {
  Header header(bcf_hdr_init("r"));
  REQUIRE(bcf_hdr_parse(header.get(), text.data()) == 0);
  return header;
}

std::size_t lines_with(const std::string& text, const std::string& begin) {
  std::size_t count = text.starts_with(begin) ? 1 : 0;
  for (std::size_t at = text.find("\n" + begin); at != std::string::npos; at = text.find("\n" + begin, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("htslib reads contigs, lengths and samples as they were meant", "[header]") {
  const bool with_idx = GENERATE(true, false);
  const HeaderPlan plan = some_plan();
  const Header header = parsed(vcf_header(plan, with_idx));
  CHECK(std::string(bcf_hdr_get_version(header.get())) == "VCFv4.2");
  REQUIRE(header->n[BCF_DT_CTG] == static_cast<int>(plan.contigs.size()));
  for (std::size_t i = 0; i < plan.contigs.size(); ++i) {
    CHECK(bcf_hdr_name2id(header.get(), plan.contigs[i].name.c_str()) == static_cast<int>(i));
    CHECK(static_cast<std::int64_t>(header->id[BCF_DT_CTG][i].val->info[0]) == plan.contigs[i].length);
  }
  REQUIRE(bcf_hdr_nsamples(header.get()) == static_cast<int>(plan.samples.size()));
  for (std::size_t i = 0; i < plan.samples.size(); ++i) CHECK(plan.samples[i] == header->samples[i]);
}

TEST_CASE("the ids have the numbers that BCF records use", "[header]") {
  const bool phase_pi = GENERATE(true, false);
  const bool phase_ps = GENERATE(true, false);
  const Header header = parsed(vcf_header(some_plan(phase_pi, phase_ps), true));
  const auto number = [&](const char* id) { return bcf_hdr_id2int(header.get(), BCF_DT_ID, id); };
  CHECK(number("PASS") == bcf_pass);
  CHECK(number("AC") == bcf_ac);
  CHECK(number("AN") == bcf_an);
  CHECK(number("GT") == bcf_gt);
  CHECK(number("PI") == (phase_pi ? int{bcf_pi} : -1));
  CHECK(number("PS") == (!phase_ps ? -1 : phase_pi ? int{bcf_ps} : int{bcf_pi}));
  CHECK(header->n[BCF_DT_ID] == 4 + (phase_pi ? 1 : 0) + (phase_ps ? 1 : 0));
}

TEST_CASE("types and numbers of the fields are those of the specification", "[header]") {
  const Header header = parsed(vcf_header(some_plan(true, true), false));
  struct Case {
    const char* id;
    int kind, length, type;
  };
  for (const Case& c : {Case{"AC", BCF_HL_INFO, BCF_VL_A, BCF_HT_INT},
                        {"AN", BCF_HL_INFO, BCF_VL_FIXED, BCF_HT_INT},
                        {"GT", BCF_HL_FMT, BCF_VL_FIXED, BCF_HT_STR},
                        {"PI", BCF_HL_FMT, BCF_VL_FIXED, BCF_HT_STR},
                        {"PS", BCF_HL_FMT, BCF_VL_FIXED, BCF_HT_INT}}) {
    INFO(c.id);
    const int id = bcf_hdr_id2int(header.get(), BCF_DT_ID, c.id);
    REQUIRE(bcf_hdr_idinfo_exists(header.get(), c.kind, id));
    CHECK(static_cast<int>(bcf_hdr_id2length(header.get(), c.kind, id)) == c.length);
    CHECK(static_cast<int>(bcf_hdr_id2type(header.get(), c.kind, id)) == c.type);
    if (c.length == BCF_VL_FIXED) CHECK(bcf_hdr_id2number(header.get(), c.kind, id) == 1);
  }
}

TEST_CASE("a contig without a length has none in the header", "[header]") {
  const std::string text = vcf_header(some_plan(), false);
  CHECK_THAT(text, Catch::Contains("##contig=<ID=20>\n"));
  CHECK_THAT(text, Catch::Contains("##contig=<ID=chrX,length=156040895>\n"));
}

TEST_CASE("provenance lines stand there where a command is given, and only then", "[header]") {
  HeaderPlan plan = some_plan();
  CHECK(lines_with(vcf_header(plan, false), "##matrix2vcf_") == 0);
  plan.command = "matrix2vcf -o x y; Date=now";
  const std::string text = vcf_header(plan, false);
  CHECK_THAT(text, Catch::Contains("\n##matrix2vcf_Version=" + std::string(version) + "\n"));
  CHECK_THAT(text, Catch::Contains("\n##matrix2vcf_Command=matrix2vcf -o x y; Date=now\n"));
  static_cast<void>(parsed(text));
}

TEST_CASE("IDX stands in the header of a BCF and nowhere else", "[header]") {
  CHECK_THAT(vcf_header(some_plan(), true), Catch::Contains(",IDX="));
  CHECK_THAT(vcf_header(some_plan(), false), !Catch::Contains("IDX"));
  CHECK_THAT(make_header(some_plan(), Format::vcf), !Catch::Contains("IDX"));
  CHECK_THAT(make_header(some_plan(), Format::vcf_gz), !Catch::Contains("IDX"));
  CHECK(make_header(some_plan(), Format::bcf) == bcf_header(some_plan()));
  CHECK(make_header(some_plan(), Format::bcf_uncompressed) == bcf_header(some_plan()));
}

TEST_CASE("a BCF's header block is magic, length with the NUL, and the text", "[header]") {
  const std::string block = bcf_header(some_plan());
  const std::string text = vcf_header(some_plan(), true);
  REQUIRE(block.size() == 9 + text.size() + 1);
  CHECK(block.substr(0, 5) == std::string("BCF\2\2"));
  std::size_t length = 0;
  for (std::size_t byte = 0; byte < 4; ++byte)
    length |= static_cast<std::size_t>(static_cast<unsigned char>(block[5 + byte])) << (8 * byte);
  CHECK(length == text.size() + 1);
  CHECK(block.substr(9, text.size()) == text);
  CHECK(block.back() == '\0');
}

TEST_CASE("htslib reads a BCF that is a header alone", "[header]") {
  const Workspace workspace;
  write_file(workspace.file("header.bcf"), bcf_header(some_plan()));
  const std::string text = decode_bcf(workspace.file("header.bcf"));
  CHECK_THAT(text, Catch::Contains("##contig=<ID=HLA:A*01:01,length=7") &&
                       Catch::EndsWith("FORMAT\tNA 1\tb\"c\t\xc3\xa4\t#x\tPASS\n"));
}

TEST_CASE("a haplotype table's first line names two columns a sample", "[header]") {
  HeaderPlan plan;
  plan.samples = {"x", "10"};
  CHECK(table_header(plan) == "contig\tpos\tref\talt\tx_PI\tx_PG_al\t10_PI\t10_PG_al\n");
  CHECK(make_header(plan, Format::table) == table_header(plan));
  CHECK(make_header(plan, Format::table_gz) == table_header(plan));
}

}  // namespace matrix2vcf::testing
