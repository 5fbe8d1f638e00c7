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

Fault fault_of(const std::string& text, const GenotypePlan& plan, std::int64_t contig_length = 0) {
  Scanner scanner(plan);
  INFO(text);
  CHECK_THAT(scan_block(scanner, text, 0, contig_length), Catch::Contains("fault "));
  return scanner.fault();
}

Fault fault_of(const std::string& text, std::size_t columns, std::int64_t contig_length = 0) {
  return fault_of(text, plain_plan(columns), contig_length);
}

std::string random_block(Dice& dice, std::size_t columns) {
  std::string text;
  for (const std::string& contig : {std::string("1"), std::string("chr10"), std::string("1a")}) {
    std::int64_t pos = dice.percent(80) ? dice.between(1, 99'990) : dice.between(1, 10);
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
      {"1\t101\t\tA\tC", FaultKind::bad_ref, 2, 0, ""},
      {"1\t101\t.\tA\tC", FaultKind::bad_ref, 2, 0, "."},
      {"1\t101\t-\tA\tC", FaultKind::bad_ref, 2, 0, "-"},
      {"1\t101\tR\tA\tC", FaultKind::bad_ref, 2, 0, "R"},
      {"1\t101\tA,C\tA\tC", FaultKind::bad_ref, 2, 0, "A,C"},
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

TEST_CASE("a matrix that counts from 0 gives the rows of one that counts from 1", "[scan]") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Dice dice(seed);
    const std::size_t columns = 1 + dice.below(40);
    const GenotypePlan plan = plain_plan(columns);
    GenotypePlan zero_based = plan;
    zero_based.first_position = 0;
    const std::string text = random_block(dice, columns);
    std::string shifted;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      const std::string line = text.substr(at, end - at);
      const std::size_t pos = line.find('\t') + 1, tab = line.find('\t', pos);
      if (pos == 0)
        shifted += line;  // a blank one
      else
        shifted += line.substr(0, pos) + std::to_string(std::stoll(line.substr(pos)) - 1) + line.substr(tab);
      at = end;
    }
    Scanner scanner(plan), other(zero_based);
    const std::string expected = scan_block(scanner, text);
    for (const std::size_t lines : std::vector<std::size_t>{0, 1, 3})
      if (scan_block(other, shifted, lines) != expected)
        FAIL("seed " << seed << ", " << lines << " lines a slice\n" << shifted);
  }
}

TEST_CASE("counted from 0, POS is 0 to 2^31-3", "[scan]") {
  GenotypePlan plan = plain_plan(1);
  plan.first_position = 0;
  Scanner scanner(plan);
  CHECK(scan_block(scanner, "1\t0\tA\tA\n1\t0\tA\tC\n1\t00\tA\tA\n1\t2147483645\tA\tC\n") ==
        "contig 1\n1 1 A Cb\n1 2147483646 A Cb\nlines 4 rows 4 last 2147483646 blank -1 repeated 2 gaps 0\n");
  CHECK(scanner.run_begin() == 1);
  CHECK_THAT(scan_block(scanner, "1\t2147483644\tAC\tC\n"), Catch::Contains("1 2147483645 AC C"));
  struct Case {
    std::string row;
    FaultKind kind;
  };
  const auto c = GENERATE(values<Case>({{"1\t2147483646\tA\tC", FaultKind::bad_pos},
                                        {"1\t-1\tA\tC", FaultKind::bad_pos},
                                        {"1\t\tA\tC", FaultKind::bad_pos},
                                        {"1\t2147483645\tAC\tC", FaultKind::ref_past_end},
                                        {"1\t8\tA\tA", FaultKind::unsorted},
                                        {"1\t0\tA\tA", FaultKind::unsorted}}));
  for (const std::string before : {"1\t9\tA\tC\n", "1\t9\tA\tA\n"}) {
    const Fault fault = fault_of(before + c.row + "\n", plan);
    CHECK(static_cast<int>(fault.kind) == static_cast<int>(c.kind));
    CHECK(fault.line == 1);
  }
  for (const std::string text : {"1\t49\tA\tA\n1\t50\tA\tA\n", "1\t49\tA\tC\n1\t49\tAC\tA\n"}) {
    CHECK_THAT(scan_block(scanner, text.substr(0, text.find('\n') + 1), 0, 50), Catch::Contains("rows 1"));
    CHECK(static_cast<int>(fault_of(text, plan, 50).kind) == static_cast<int>(FaultKind::past_contig));
  }
}

TEST_CASE("with all sites every row is told, invariant ones too", "[scan]") {
  Dice dice(4);
  for (int round = 0; round < 200; ++round) {
    const std::size_t columns = 1 + dice.below(40);
    const GenotypePlan plan = plain_plan(columns);
    GenotypePlan all = plan;
    all.all_sites = true;
    Scanner scanner(plan), other(all);
    const std::string text = random_block(dice, columns);
    const std::string whole = scan_block(other, text);
    REQUIRE(scan_block(other, text, 2) == whole);
    const auto contigs = std::ranges::count(std::string_view(whole), '\n') - 1 - other.rows();
    CHECK(contigs >= 0);
    CHECK(contigs <= 3);
    // The variant rows, and the counts in the last line, are the same.
    std::string without;
    std::string_view rest = whole;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n') + 1);
      rest.remove_prefix(line.size());
      const bool is_row = !line.starts_with("contig ") && !line.starts_with("lines ");
      if (!is_row || std::ranges::count(line, ' ') > 2) without += line;
    }
    if (without != scan_block(scanner, text)) FAIL(text << "\nall sites:\n" << whole);
  }
}

TEST_CASE("a bad REF taken as N is counted, and its row goes on as of one base", "[scan]") {
  GenotypePlan plan = plain_plan(2);
  plan.bad_allele_missing = true;
  Scanner scanner(plan);
  CHECK(scan_block(scanner, "1\t5\tR\tA\tC\n1\t6\t\tN\t.\n1\t7\tA,C\tW\tA\n1\t8\tA\tA\tR\n1\t9\tA\tA\tC\n") ==
        "contig 1\n1 5 N A Cbc\n1 7 N A.b\n1 9 A Cab\nlines 5 rows 5 last 9 blank -1 repeated 0 gaps 0\n");
  CHECK(scanner.bad_cells() == 5);
  CHECK_THAT(scan_block(scanner, "1\t2147483646\tA--\tA\tC\n"), Catch::Contains("1 2147483646 N A Cbc"));
  CHECK(scanner.bad_cells() == 1);  // a block begins with none
  CHECK_THAT(scan_block(scanner, "1\t50\tA--\tA\tC\n", 0, 50), Catch::Contains("rows 1"));
  CHECK(static_cast<int>(fault_of("1\t5\tA\tA\n", plan).kind) == static_cast<int>(FaultKind::column_count));
  CHECK(static_cast<int>(fault_of("1\tR\tA\tA\tA\n", plan).kind) == static_cast<int>(FaultKind::bad_pos));
}

TEST_CASE("a row that is not asked for may differ from the reference", "[scan]") {
  struct Bases : ReferenceBases {
    std::string_view bases(std::int64_t, std::size_t count) override {
      return std::string_view("GGGG").substr(0, count);
    }
  } reference;
  struct Places : ChosenPlaces {
    bool contains(std::int64_t position) noexcept override { return position >= 7; }
  } places;
  GenotypePlan plan = plain_plan(1);
  plan.reference_rule = ReferenceRule::exclude;
  Scanner scanner(plan, &reference, &places);
  CHECK_THAT(scan_block(scanner, "1\t5\tA\tC\n1\t6\tAT\tC\n1\t7\tA\tC\n1\t8\tG\tC\n"), Catch::Contains("rows 4"));
  CHECK(scanner.mismatches() == 1);
  CHECK(scanner.excluded() == 1);
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
