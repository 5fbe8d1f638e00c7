// SPDX-License-Identifier: MIT
// table_layout_test - the header line of each dialect tells samples and columns; what it lacks is told.
#include "read/table_layout.hpp"

#include <string>
#include <vector>

#include "helpers.hpp"
#include "text.hpp"

namespace matrix2vcf::testing {
namespace {

Head head_of(const std::string& line) {
  Head head;
  const std::vector<std::string_view> fields = split(line, ' ');
  head.names.emplace(fields.begin(), fields.end());
  head.names_line = 1;
  head.lines_before = 1;
  return head;
}

Error refused(const Head& head) {
  const Error error = error_of([&] { return read_table_layout(head, "t.txt"); });
  CHECK(error.code() == Exit::content);
  return error;
}

}  // namespace

TEST_CASE("each dialect's header line is read", "[table_layout]") {
  struct Case {
    std::string line;
    std::size_t reference, listed;
    bool lists_reference;
    std::size_t first_block;
    std::string unread;
  };
  constexpr std::size_t none = TablePlan::none;
  const auto c = GENERATE_REF(values<Case>({
      {"contig pos ref alt a_PI a_PG_al b_PI b_PG_al", 2, 3, false, 4, ""},
      {"contig pos ref all-alleles a_PI a_PG_al b_PI b_PG_al", 2, 3, true, 4, ""},
      {"CHROM POS REF all-alleles all-freq a:PI a:PG_al b:PI b:PG_al", 2, 3, true, 5, "all-freq"},
      {"CHROM POS REF all-alleles a:PI a:PG_al b:PI b:PG_al log2odds pat_hap", 2, 3, true, 4, "log2odds pat_hap"},
      {"#CHROM POS REF ALT a:PI a:PG_al b:PI b:PG_al", 2, 3, false, 4, ""},
      {"CHROM POS all-alleles a:PI a:PG_al b:PI b:PG_al ", none, 2, true, 3, ""},  // phaseRB ends its lines with a tab
      {"CHROM POS RefAndAlts a:PI a:PGal b:PI b:PGal", none, 2, true, 3, ""},
      {"CHROM POS REF a:PI a:PG_al b:PI b:PG_al c:PI", 2, none, false, 3, "c:PI"},
  }));
  INFO(c.line);
  const Head head = head_of(c.line);
  const TableLayout table = read_table_layout(head, "t.txt");
  CHECK(table.plan.columns == head.names->size());
  CHECK(table.plan.reference == c.reference);
  CHECK(table.plan.listed == c.listed);
  CHECK(table.plan.lists_reference == c.lists_reference);
  REQUIRE(table.layout.samples.size() == 2);
  CHECK(table.layout.samples[0].name == "a");
  CHECK(table.layout.samples[1].name == "b");
  CHECK(table.layout.samples[1].columns == std::vector<std::uint32_t>{2, 3});
  CHECK(table.plan.samples[0].block == c.first_block);
  CHECK(table.plan.samples[0].alleles == c.first_block + 1);
  CHECK(table.plan.samples[1].alleles == c.first_block + 3);
  CHECK(table.layout.columns.size() == 4);
  std::string unread;
  for (const std::string& name : table.unread) unread += (unread.empty() ? "" : " ") + name;
  CHECK(unread == c.unread);
}

TEST_CASE("PI and PG_al find each other by name, and a name keeps what is its own", "[table_layout]") {
  const TableLayout table = read_table_layout(head_of("CHROM POS REF ALT x_1:PG_al y:z:PI x_1:PI y:z:PG_al"), "t.txt");
  REQUIRE(table.layout.samples.size() == 2);
  CHECK(table.layout.samples[0].name == "x_1");
  CHECK(table.plan.samples[0].block == 6);
  CHECK(table.layout.samples[1].name == "y:z");
  CHECK(table.plan.samples[1].block == 5);
}

TEST_CASE("a header line that cannot be used is refused, with its column", "[table_layout]") {
  CHECK_THAT(refused(head_of("CHROM POS REF 10a 10b")).hint(), Catch::Contains("without --format table"));
  CHECK_THAT(refused(head_of("CHROM POS REF ALT a:PG_al")).what(),
             Catch::Contains("column 5: ") && Catch::Contains("\"a:PI\""));
  CHECK_THAT(refused(head_of("CHROM POS REF ALT a:PI a:PG_al a_PG_al")).what(),
             Catch::Contains("column 7: sample \"a\" stands twice; the first is column 6"));
  CHECK_THAT(refused(head_of("CHROM POS REF ALT :PI :PG_al")).what(), Catch::Contains("column 6: the name is empty"));
  CHECK_THAT(refused(head_of("CHROM POS ALT REF a:PI a:PG_al")).what(),
             Catch::Contains("column 4: REF must be the third"));
  Head head;
  head.first_row_columns = 6;
  CHECK_THAT(refused(head).what(), Catch::StartsWith("t.txt:1: this is not the header line"));
}

TEST_CASE("a matrix's header line is none of a table", "[table_layout]") {
  CHECK(is_table_header({"CHROM", "POS", "REF", "ALT", "a:PI", "a:PG_al"}));
  CHECK(is_table_header({"contig", "pos", "ref", "alt", "a_PI", "a_PG_al"}));
  CHECK_FALSE(is_table_header({"CHROM", "POS", "REF", "a", "b"}));
  CHECK_FALSE(is_table_header({"CHROM", "POS", "REF", "PI", "PG_al"}));
  CHECK_FALSE(is_table_header({"CHROM", "POS", "REF", "x_PI", "y"}));
}

TEST_CASE("what was found is said in a line", "[table_layout]") {
  CHECK(describe_table({{"a", {0, 1}}}, {}) == "1 diploid sample (a)");
  CHECK(describe_table({{"a", {0, 1}}, {"b", {2, 3}}}, {"x", "y"}) ==
        "2 diploid samples (a, ...), columns that are not read: x, y");
}

}  // namespace matrix2vcf::testing
