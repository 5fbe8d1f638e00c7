// SPDX-License-Identifier: MIT
// table_row_test - a haplotype table's row gives the cells of a matrix's row, and each sample's phase.
#include "sites/table_row.hpp"

#include <string>
#include <vector>

#include "helpers.hpp"

namespace matrix2vcf::testing {
namespace {

/// CHROM POS REF alleles, then PI and PG_al of each sample.
TablePlan plan_of(std::size_t samples, bool lists_reference = true) {
  TablePlan plan;
  plan.columns = 4 + 2 * samples;
  plan.reference = 2;
  plan.listed = 3;
  plan.lists_reference = lists_reference;
  for (std::size_t i = 0; i < samples; ++i) {
    plan.samples.push_back({4 + 2 * i, 5 + 2 * i});
    plan.written.push_back(static_cast<std::uint32_t>(i));
  }
  return plan;
}

std::string cells_of(const TablePlan& plan, const std::string& line) {
  TableRow row(plan);
  REQUIRE(row.read(line) == TableFault::none);
  return std::string(row.cells());
}

}  // namespace

TEST_CASE("a genotype becomes two cells", "[table_row]") {
  struct Case {
    std::string genotype, cells;
  };
  const auto c = GENERATE(values<Case>({{"A|C", "\tA\tC"},
                                        {"A/C", "\tA\tC"},
                                        {"a|AT", "\ta\tAT"},
                                        {".", "\t.\t."},
                                        {".|.", "\t.\t."},
                                        {"A|.", "\tA\t."},
                                        {"A|N", "\tA\tN"},
                                        {"*|TG", "\t*\tTG"},
                                        {"-|-", "\t-\t-"},
                                        {"0|2", "\tA\tT"},
                                        {"1/1", "\tG\tG"},
                                        {"R|A", "\tR\tA"}}));  // an allele is judged as in a matrix
  CHECK(cells_of(plan_of(1), "2\t5\tA\tA,G,T\t1\t" + c.genotype) == c.cells);
  CHECK(cells_of(plan_of(1, false), "2\t5\tA\tG,T\t1\t" + c.genotype) == c.cells);
}

TEST_CASE("what is not two alleles is a fault, or missing and counted", "[table_row]") {
  const auto genotype = GENERATE(as<std::string>{}, "", "A", "A|", "|C", "A|C|G", "A|C/G", "|", "3|0",
                                 "0|99999999999999999999", "AC", "..");
  TablePlan plan = plan_of(2);
  const std::string line = "2\t5\tA\tA,G,T\t1\tA|G\t1\t" + genotype;
  TableRow strict(plan);
  CHECK(strict.read(line) == TableFault::genotype);
  CHECK(strict.fault_column() == 7);
  CHECK(strict.fault_text() == genotype);

  plan.bad_genotype_missing = true;
  TableRow row(plan);
  CHECK(row.read(line) == TableFault::none);
  CHECK(row.cells() == "\tA\tG\t.\t.");
  CHECK(row.bad_genotypes() == 1);
  row.reset_count();
  CHECK(row.bad_genotypes() == 0);
}

TEST_CASE("REF is its column, else the first of all alleles, else N", "[table_row]") {
  struct Case {
    std::string reference, listed;
    bool has_reference, lists_reference;
    std::string expected, expected_list;
  };
  const auto c = GENERATE(values<Case>({{"AC", "AC,A", true, true, "AC", "A"},
                                        {".", "G,A", true, true, "G", "A"},
                                        {"c", "C,A", true, true, "c", "A"},
                                        {"A", "C,A", true, true, "A", "C,A"},
                                        {"A", "AC,A", true, true, "A", "AC,A"},
                                        {".", ".", true, true, "N", "."},
                                        {".", "G,A", true, false, "N", "G,A"},
                                        {"x", "TTAC,T", false, true, "TTAC", "T"},
                                        {"x", "T", false, true, "T", "."},
                                        {"x", ".", false, true, "N", "."},
                                        {"x", "G", false, false, "N", "G"}}));
  TablePlan plan = plan_of(1, c.lists_reference);
  if (!c.has_reference) plan.reference = TablePlan::none;
  TableRow row(plan);
  const std::string line = "2\t5\t" + c.reference + "\t" + c.listed + "\t.\t.";
  REQUIRE(row.read(line) == TableFault::none);
  CHECK(row.reference() == c.expected);
  CHECK(row.listed() == c.expected_list);
}

TEST_CASE("0 stands for a REF that is not known, which its letters would make missing", "[table_row]") {
  for (const std::string reference : {"N", "n", "NN", ".", "AN", "R"}) {
    CHECK(cells_of(plan_of(1, false), "2\t5\t" + reference + "\tG,T\t1\t0|1") == "\t0\tG");
    CHECK(cells_of(plan_of(1, false), "2\t5\t" + reference + "\tG,T\t1\tN|2") == "\tN\tT");
  }
  CHECK(cells_of(plan_of(1), "2\t5\tN\tN,G\t1\t1/0") == "\tG\t0");
  // So do its letters, where they say more than that a base is missing: our own table with -0 has them.
  CHECK(cells_of(plan_of(1, false), "2\t5\tAN\tT\t1\tT|an") == "\tT\t0");
  CHECK(cells_of(plan_of(1, false), "2\t5\tAN\tT\t1\tAN|NA") == "\t0\tNA");
  CHECK(cells_of(plan_of(1, false), "2\t5\tR\tT\t1\tT|R") == "\tT\tR");
}

TEST_CASE("PS is asked of samples with a called allele alone", "[table_row]") {
  TablePlan plan = plan_of(1);
  plan.phase_sets = true;
  for (const bool gap_is_missing : {false, true}) {
    plan.gap_is_missing = gap_is_missing;
    TableRow row(plan);
    for (const std::string genotype : {".", "./.", ".|N", "nn|?"}) {
      REQUIRE(row.read("2\t5\tA\tA,C\tNA\t" + genotype) == TableFault::none);
      CHECK(row.phases()[0].set == -1);
    }
    for (const std::string genotype : {"A|.", "N|C", "-|A"})
      CHECK(row.read("2\t5\tA\tA,C\tNA\t" + genotype) == TableFault::phase_set);
    CHECK(row.read("2\t5\tA\tA,C\tNA\t-|*") == (gap_is_missing ? TableFault::none : TableFault::phase_set));
    CHECK(row.read("2\t5\tA\tA,C\tNA\tA") == TableFault::genotype);
  }
  plan.bad_genotype_missing = true;
  TableRow row(plan);
  CHECK(row.read("2\t5\tA\tA,C\tNA\tA") == TableFault::none);
}

TEST_CASE("a table without a column of alleles lists none, and its numbers stand for REF alone", "[table_row]") {
  TablePlan plan = plan_of(1, false);
  plan.listed = TablePlan::none;
  TableRow row(plan);
  REQUIRE(row.read("2\t5\tA\tx\t.\t0|0") == TableFault::none);
  CHECK(row.listed() == ".");
  CHECK(row.cells() == "\tA\tA");
  CHECK(row.read("2\t5\tA\tx\t.\t0|1") == TableFault::genotype);
}

TEST_CASE("the phase of the samples written is told in their order", "[table_row]") {
  TablePlan plan = plan_of(3);
  plan.written = {2, 0};
  TableRow row(plan);
  REQUIRE(row.read("2\t5\tA\tA,C\t7\tA|C\t\x01\tA|C\t\tA/C") == TableFault::none);
  REQUIRE(row.phases().size() == 2);
  CHECK(row.phases()[0].block == ".");
  CHECK_FALSE(row.phases()[0].phased);
  CHECK(row.phases()[1].block == "7");
  CHECK(row.phases()[1].phased);
  CHECK(row.phases()[1].set == -1);
}

TEST_CASE("PI is UTF-8 without control characters", "[table_row]") {
  const TablePlan plan = plan_of(1);
  for (const std::string block : {"2_14690003", "a:b%", "\xC3\xA9", "1.0", ".", "a b"}) {
    TableRow row(plan);
    INFO(block);
    const std::string line = "2\t5\tA\tA,C\t" + block + "\tA|C";
    CHECK(row.read(line) == TableFault::none);
    CHECK(row.phases()[0].block == block);
  }
  for (const std::string& block :
       {std::string("a\rb"), std::string("\x7F"), std::string("\xC3"), std::string("a\0b", 3)}) {
    TableRow row(plan);
    const std::string line = "2\t5\tA\tA,C\t" + block + "\tA|C";
    CHECK(row.read(line) == TableFault::phase_block);
    CHECK(row.fault_column() == 4);
  }
}

TEST_CASE("a phase set is a whole number, also as pandas writes it", "[table_row]") {
  struct Case {
    std::string block;
    std::int32_t set;
  };
  const auto c = GENERATE(values<Case>({{"0", 0},
                                        {"4", 4},
                                        {"1.0", 1},
                                        {"13424.00", 13424},
                                        {"2147483647", 2147483647},
                                        {"2147483648", -1},
                                        {"1.5", -1},
                                        {"1.", -1},
                                        {".0", -1},
                                        {"1.0.0", -1},
                                        {"-1", -1},
                                        {"+1", -1},
                                        {"1e3", -1},
                                        {"2_146", -1},
                                        {"", -1},
                                        {".", -1}}));
  INFO(c.block);
  CHECK(phase_set(c.block) == c.set);
}

TEST_CASE("where PS is asked for, PI must be a number wherever there is a genotype", "[table_row]") {
  TablePlan plan = plan_of(1);
  plan.phase_sets = true;
  const auto read = [&](const std::string& block, const std::string& genotype) {
    TableRow row(plan);
    const std::string line = "2\t5\tA\tA,C\t" + block + "\t" + genotype;
    const TableFault fault = row.read(line);
    return std::pair(fault, row.phases()[0].set);
  };
  CHECK(read("1.0", "A|C") == std::pair(TableFault::none, 1));
  CHECK(read(".", "A|C") == std::pair(TableFault::none, -1));
  CHECK(read("x", ".") == std::pair(TableFault::none, -1));
  CHECK(read("x", "A|C").first == TableFault::phase_set);
}

}  // namespace matrix2vcf::testing
