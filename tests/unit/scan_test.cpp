// SPDX-License-Identifier: MIT
// scan_test - every row is checked as spec section 2 says, and what comes out does not depend on how the text is
// sliced.
#include "sites/scan.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"

namespace matrix2vcf::testing {
namespace {

GenotypePlan plain_plan(std::size_t columns) {
  std::vector<std::uint32_t> haplotypes;
  for (std::size_t i = 0; i < columns; ++i) haplotypes.push_back(static_cast<std::uint32_t>(i));
  return GenotypePlan::make(columns, haplotypes, Gap::missing, false, false);
}

/// Everything a block gave, as text; `cuts` are the sizes of the slices in lines, 0: one slice.
std::string scan_block(Scanner& scanner, const std::string& text, std::size_t lines_a_slice = 0,
                       std::int64_t contig_length = 0) {
  std::string out;
  scanner.begin_block();
  std::string_view rest = text;
  while (!rest.empty()) {
    std::size_t bytes = rest.size();
    if (lines_a_slice != 0) {
      bytes = 0;
      for (std::size_t i = 0; i < lines_a_slice && bytes < rest.size(); ++i)
        bytes = std::min(rest.find('\n', bytes), rest.size() - 1) + 1;
    }
    const std::string slice = std::string(rest.substr(0, bytes)) + std::string(slice_padding, 'X');
    rest.remove_prefix(bytes);
    scanner.begin_slice(std::string_view(slice).substr(0, bytes));
    for (Step step = scanner.next(); step != Step::slice; step = scanner.next()) {
      if (step == Step::fault) {
        const Fault& fault = scanner.fault();
        return out + "fault " + std::to_string(static_cast<int>(fault.kind)) + " line " + std::to_string(fault.line) +
               " column " + std::to_string(fault.column) + " number " + std::to_string(fault.number) + " text " +
               fault.text + "\n";
      }
      if (step == Step::contig) {
        out += "contig " + std::string(scanner.contig()) + "\n";
        scanner.set_contig_length(contig_length);
        continue;
      }
      const Site& site = scanner.site();
      out += std::string(site.chrom) + " " + std::to_string(site.pos);
      for (const std::string_view allele : site.alleles) out += " " + std::string(allele);
      for (const std::uint8_t code : site.codes)
        out += static_cast<char>(code == missing_code<std::uint8_t> ? '.' : 'a' + code);
      out += "\n";
    }
  }
  return out + "lines " + std::to_string(scanner.lines()) + " rows " + std::to_string(scanner.rows()) + " last " +
         std::to_string(scanner.rows() == 0 ? 0 : scanner.position()) + " blank " +
         std::to_string(scanner.first_blank()) + " repeated " + std::to_string(scanner.repeated()) + " gaps " +
         std::to_string(scanner.gap_cells()) + "\n";
}

Fault fault_of(const std::string& text, std::size_t columns, std::int64_t contig_length = 0) {
  const GenotypePlan plan = plain_plan(columns);
  Scanner scanner(plan);
  INFO(text);
  CHECK_THAT(scan_block(scanner, text, 0, contig_length), Catch::Contains("fault "));
  return scanner.fault();
}

std::string random_block(Dice& dice, std::size_t columns) {
  std::string text;
  for (const std::string& contig : {std::string("1"), std::string("chr10"), std::string("1a")}) {
    std::int64_t pos = dice.between(1, 99'990);
    for (std::size_t row = dice.below(12); row > 0; --row) {
      pos += dice.percent(80) ? 1 : dice.percent(50) ? 0 : dice.between(1, 2000);
      text += contig + '\t' + std::to_string(pos) + '\t';
      text += dice.percent(90) ? std::string(1, "ACGTN"[dice.below(5)]) : dice.percent(50) ? "a" : "ACG";
      for (std::size_t i = 0; i < columns; ++i)
        text += '\t' + (dice.percent(97) ? std::string(1, "AAAAACGTN.-*"[dice.below(12)])
                                         : std::string(dice.percent(50) ? "t" : "GAT"));
      text += '\n';
    }
  }
  while (dice.percent(20)) text += '\n';
  if (dice.percent(30) && !text.empty()) text.pop_back();
  return text;
}

std::string with_carriage_returns(const std::string& text) {
  std::string result;
  for (const char byte : text) {
    if (byte == '\n') result += '\r';
    result += byte;
  }
  return result;
}

}  // namespace

TEST_CASE("a contig's name is what VCF 4.3 allows, without # in front and = anywhere", "[scan]") {
  const std::string_view inside = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&*+./:;?@^_|~-";
  for (int byte = 0; byte < 256; ++byte) {
    const auto letter = static_cast<char>(byte);
    INFO("byte " << byte);
    const bool allowed = inside.find(letter) != std::string_view::npos;
    CHECK(is_contig_name(std::string{'c', letter}) == allowed);
    CHECK(is_contig_name(std::string{'c', letter, 'c'}) == allowed);
    CHECK(is_contig_name(std::string{letter}) == (allowed && letter != '#' && letter != '*'));
  }
  CHECK_FALSE(is_contig_name(""));
  CHECK(is_contig_name("HLA:A*01:01"));
}

TEST_CASE("what comes out does not depend on slices", "[scan]") {
  Dice dice(1);
  for (int round = 0; round < 300; ++round) {
    const std::size_t columns = 1 + dice.below(40);
    const GenotypePlan plan = plain_plan(columns);
    Scanner scanner(plan);
    const std::string text = random_block(dice, columns);
    const std::string whole = scan_block(scanner, text);
    for (const std::size_t lines : std::vector<std::size_t>{1, 2, 3, 7})
      REQUIRE(scan_block(scanner, text, lines) == whole);
  }
}

TEST_CASE("rows with CRLF take the general path and give the same", "[scan]") {
  Dice dice(2);
  for (int round = 0; round < 300; ++round) {
    const std::size_t columns = 1 + dice.below(40);
    const GenotypePlan plan = plain_plan(columns);
    Scanner scanner(plan), other(plan);
    const std::string text = random_block(dice, columns);
    REQUIRE(scan_block(scanner, text) == scan_block(other, with_carriage_returns(text)));
  }
}

TEST_CASE("each row is told in order: contigs, sites, counts", "[scan]") {
  const GenotypePlan plan = plain_plan(2);
  Scanner scanner(plan);
  const std::string text =
      "1\t9\tA\tA\tC\n"
      "1\t9\tA\tA\tA\n"
      "1\t10\tG\tG\t-\n"
      "1\t11\tG\tT\tN\n"
      "2\t0005\tA\tAC\tg\n"
      "2\t5\tC\tC\tC\n"
      "\n\r\n";
  CHECK(scan_block(scanner, text) ==
        "contig 1\n1 9 A Cab\n1 11 G Tb.\ncontig 2\n2 5 A AC Gbc\n"
        "lines 8 rows 6 last 5 blank 6 repeated 2 gaps 1\n");
  CHECK(scanner.run_begin() == 5);
  CHECK(scan_block(scanner, "2\t4\tA\tA\tC") ==
        "contig 2\n2 4 A Cab\nlines 1 rows 1 last 4 blank -1 repeated 0 gaps 0\n");
  CHECK(scan_block(scanner, "") == "lines 0 rows 0 last 0 blank -1 repeated 0 gaps 0\n");
}

TEST_CASE("a row that is not as it must be is a fault with its place", "[scan]") {
  struct Case {
    std::string row;  // after a good row, "1\t100\tA\tA\tC"
    FaultKind kind;
    std::size_t column;
    std::int64_t number;
    std::string text;
  };
  const auto c = GENERATE(values<Case>({
      {"1\t101\tA\tA", FaultKind::column_count, 0, 4, "1\t101\tA\tA"},
      {"1\t101\tA\tA\tC\tC", FaultKind::column_count, 0, 6, "1\t101\tA\tA\tC\tC"},
      {"1\t101\tA\tA\tC\t", FaultKind::column_count, 0, 6, "1\t101\tA\tA\tC\t"},
      {"1,101,A,A,C", FaultKind::column_count, 0, 1, "1,101,A,A,C"},
      {" ", FaultKind::column_count, 0, 1, " "},
      {"#1\t101\tA\tA\tC", FaultKind::comment_line, 0, 0, "#1\t101\tA\tA\tC"},
      {"##", FaultKind::comment_line, 0, 0, "##"},
      {"\t101\tA\tA\tC", FaultKind::bad_chrom, 0, 0, ""},
      {"a b\t101\tA\tA\tC", FaultKind::bad_chrom, 0, 0, "a b"},
      {"a=b\t101\tA\tA\tC", FaultKind::bad_chrom, 0, 0, "a=b"},
      {"*\t101\tA\tA\tC", FaultKind::bad_chrom, 0, 0, "*"},
      {"<1>\t101\tA\tA\tC", FaultKind::bad_chrom, 0, 0, "<1>"},
      {"1\t\tA\tA\tC", FaultKind::bad_pos, 0, 0, ""},
      {"1\t0\tA\tA\tC", FaultKind::bad_pos, 0, 0, "0"},
      {"1\t000\tA\tA\tC", FaultKind::bad_pos, 0, 0, "000"},
      {"1\t-5\tA\tA\tC", FaultKind::bad_pos, 0, 0, "-5"},
      {"1\t+101\tA\tA\tC", FaultKind::bad_pos, 0, 0, "+101"},
      {"1\t12x\tA\tA\tC", FaultKind::bad_pos, 0, 0, "12x"},
      {"1\t 101\tA\tA\tC", FaultKind::bad_pos, 0, 0, " 101"},
      {"1\t1e3\tA\tA\tC", FaultKind::bad_pos, 0, 0, "1e3"},
      {"1\t2147483647\tA\tA\tC", FaultKind::bad_pos, 0, 0, "2147483647"},
      {"1\t4294967396\tA\tA\tC", FaultKind::bad_pos, 0, 0, "4294967396"},
      {"1\t18446744073709551717\tA\tA\tC", FaultKind::bad_pos, 0, 0, "18446744073709551717"},
      {"1\t99\tA\tA\tC", FaultKind::unsorted, 0, 100, "99"},
      {"1\t099\tA\tA\tC", FaultKind::unsorted, 0, 100, "099"},
      {"1\t2147483646\tAC\tA\tC", FaultKind::ref_past_end, 0, 0, "2147483646"},
      {"1\t101\t\tA\tC", FaultKind::bad_ref, 0, 0, ""},
      {"1\t101\t.\tA\tC", FaultKind::bad_ref, 0, 0, "."},
      {"1\t101\t-\tA\tC", FaultKind::bad_ref, 0, 0, "-"},
      {"1\t101\tR\tA\tC", FaultKind::bad_ref, 0, 0, "R"},
      {"1\t101\tA,C\tA\tC", FaultKind::bad_ref, 0, 0, "A,C"},
      {"1\t101\tA\tR\tC", FaultKind::bad_cell, 0, 0, "R"},
      {"1\t101\tA\tC\tNA", FaultKind::bad_cell, 1, 0, "NA"},
      {"1\t101\tA\tC\t", FaultKind::bad_cell, 1, 0, ""},
      {"1\t101\tA\t\tC", FaultKind::bad_cell, 0, 0, ""},
      {std::string("1\t101\tA\tC\t\0", 11), FaultKind::bad_cell, 1, 0, std::string(1, '\0')},
      {"1\t101\tA\tC\tA\rC", FaultKind::bad_cell, 1, 0, "A\rC"},
  }));
  const bool with_newline = GENERATE(true, false);
  const Fault fault = fault_of("1\t100\tA\tA\tC\n" + c.row + (with_newline ? "\n" : ""), 2);
  CHECK(static_cast<int>(fault.kind) == static_cast<int>(c.kind));
  CHECK(fault.line == 1);
  CHECK(fault.column == c.column);
  CHECK(fault.number == c.number);
  CHECK(fault.text == c.text);
}

TEST_CASE("rows at the limits are taken", "[scan]") {
  const GenotypePlan plan = plain_plan(1);
  Scanner scanner(plan);
  CHECK_THAT(scan_block(scanner, "1\t1\tA\tC\n1\t2147483646\tA\tC\n"), Catch::Contains("1 2147483646 A C"));
  CHECK_THAT(scan_block(scanner, "1\t2147483645\tAC\tC\n"), Catch::Contains("1 2147483645 AC C"));
  CHECK_THAT(scan_block(scanner, "1\t1\tA\tC\n1\t00000000000000000000001\tA\tC\n"), Catch::Contains("repeated 1"));
}

TEST_CASE("a row past the end of its contig is a fault, on either path", "[scan]") {
  const GenotypePlan plan = plain_plan(1);
  Scanner scanner(plan);
  CHECK_THAT(scan_block(scanner, "1\t49\tA\tC\n1\t50\tA\tC\n", 0, 50), Catch::Contains("rows 2"));
  CHECK_THAT(scan_block(scanner, "1\t49\tAC\tC\n", 0, 50), Catch::Contains("rows 1"));
  for (const std::string text :
       {"1\t50\tA\tC\n1\t51\tA\tC\n", "1\t50\tA\tC\n1\t51\tA\tAC\n", "1\t50\tA\tA\n1\t50\tAC\tC\n"}) {
    const Fault fault = fault_of(text, 1, 50);
    CHECK(static_cast<int>(fault.kind) == static_cast<int>(FaultKind::past_contig));
    CHECK(fault.line == 1);
    CHECK(fault.number == 50);
  }
}

TEST_CASE("blank lines are a fault only where rows follow", "[scan]") {
  const GenotypePlan plan = plain_plan(1);
  Scanner scanner(plan);
  CHECK_THAT(scan_block(scanner, "1\t1\tA\tC\n\n\r\n\n"), Catch::Contains("lines 4 rows 1 last 1 blank 1"));
  CHECK_THAT(scan_block(scanner, "\n"), Catch::Contains("lines 1 rows 0 last 0 blank 0"));
  for (const std::string middle : {"\n", "\r\n", "\n\n\r\n"})
    for (const std::string after : {"1\t2\tA\tC\n", "2\t1\tA\tC", "#\n"}) {
      const Fault fault = fault_of("1\t1\tA\tC\n" + middle + after, 1);
      CHECK(static_cast<int>(fault.kind) == static_cast<int>(FaultKind::blank_line));
      CHECK(fault.line == 1);
    }
}

TEST_CASE("a text in a fault is cut to what a message shows", "[scan]") {
  const Fault fault = fault_of("1\t1\tA\t" + std::string(1000, 'Z'), 1);
  CHECK(fault.text.size() > 60);
  CHECK(fault.text.size() < 100);
}

TEST_CASE("a new block knows nothing of the one before", "[scan]") {
  const GenotypePlan plan = plain_plan(1);
  Scanner scanner(plan);
  const std::string text = "1\t5\tA\tC\n1\t5\tA\t-\n\n";
  const std::string first = scan_block(scanner, text);
  CHECK(scan_block(scanner, text) == first);
  CHECK_THAT(scan_block(scanner, "1\t3\tA\tC\n"), Catch::StartsWith("contig 1\n1 3 A C"));
}

TEST_CASE("a POS that loses or gains a digit is read as it stands", "[scan]") {
  const GenotypePlan plan = plain_plan(1);
  Scanner scanner(plan);
  for (const std::string contig : {"1", "chromosome"}) {
    std::string text, expected = "contig " + contig + "\n";
    for (const std::int64_t pos : {8, 9, 10, 11, 99, 100, 101, 999, 1000}) {
      text += contig + '\t' + std::to_string(pos) + "\tA\tC\n";
      expected += contig + " " + std::to_string(pos) + " A Cb\n";
    }
    CHECK_THAT(scan_block(scanner, text), Catch::StartsWith(expected));
  }
}

}  // namespace matrix2vcf::testing
