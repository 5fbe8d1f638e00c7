// SPDX-License-Identifier: MIT
// row_message_test - each fault of a row has its sentence, with file, line, column and cure.
#include "row_message.hpp"

#include <set>
#include <string>

#include "helpers.hpp"

namespace matrix2vcf::testing {
namespace {

RowMessages some_messages(const std::string& contigs = "") {
  return {"dir/m.tsv", {"10a", "10b"}, contigs, "names.txt"};
}

Error row(FaultKind kind, const std::string& text, std::size_t column = 0, std::int64_t number = 0) {
  return some_messages("list.fai").row({kind, 3, column, number, text}, 12);
}

}  // namespace

TEST_CASE("each kind of fault has its place, what was found, and a cure", "[row_message]") {
  struct Case {
    FaultKind kind;
    std::size_t column;
    std::int64_t number;
    std::string text, message, hint;
  };
  const auto c = GENERATE(values<Case>({
      {FaultKind::column_count, 0, 4, "1\t5\tA\tC",
       "dir/m.tsv:12: expected 5 columns, as names.txt names, found 4: \"1\\t5\\tA\\tC\"", "tab"},
      {FaultKind::column_count, 0, 1, "1,5,A,C,G", "dir/m.tsv:12: expected 5 columns", "commas"},
      {FaultKind::column_count, 0, 1, "1 5 A C G", "dir/m.tsv:12: expected 5 columns", "spaces"},
      {FaultKind::comment_line, 0, 0, "#x", "dir/m.tsv:12: a line that begins with #", "##"},
      {FaultKind::long_line, 0, 0, "", "dir/m.tsv:12: the line is longer than 1 GiB", "matrix"},
      {FaultKind::blank_line, 0, 0, "", "dir/m.tsv:12: a blank line", "end"},
      {FaultKind::bad_chrom, 0, 0, "a=b", "dir/m.tsv:12: column 1 (CHROM): ", "letters"},
      {FaultKind::bad_pos, 0, 0, "12x",
       "dir/m.tsv:12: column 2 (POS): POS must be a whole number from 1 to 2147483646, found \"12x\"", ""},
      {FaultKind::bad_pos, 0, 0, "0", "dir/m.tsv:12: column 2 (POS): ", "count from 1"},
      {FaultKind::ref_past_end, 0, 0, "2147483646", "dir/m.tsv:12: column 2 (POS): the last base of REF", ""},
      {FaultKind::past_contig, 0, 50, "51",
       "dir/m.tsv:12: column 2 (POS): the row reaches past the end of its contig, of 50 bases in list.fai, found \"51\"",
       "assembly"},
      {FaultKind::bad_ref, 2, 0, "R", "dir/m.tsv:12: column 3 (REF): REF must be made of A, C, G, T and N, found \"R\"",
       ""},
      {FaultKind::bad_cell, 0, 0, "R", "dir/m.tsv:12: column 4 (10a): this is no allele, found \"R\"", "IUPAC"},
      {FaultKind::bad_cell, 1, 0, "NT", "dir/m.tsv:12: column 5 (10b): this is no allele, found \"NT\"", "N . ?"},
      {FaultKind::bad_cell, 1, 0, "A C", "dir/m.tsv:12: column 5 (10b): ", "tabs"},
      {FaultKind::bad_cell, 1, 0, std::string("A\0", 2),
       "dir/m.tsv:12: column 5 (10b): this is no allele, found \"A\\x00\"", ""},
      {FaultKind::unsorted, 0, 100, "99", "dir/m.tsv:12: column 2 (POS): POS 99 comes after POS 100 of line 11",
       "--sort"},
  }));
  const Error error = row(c.kind, c.text, c.column, c.number);
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(c.message));
  CHECK_THAT(error.hint(), Catch::Contains(c.hint));
  CHECK_FALSE(std::string(error.what()).ends_with("\n"));
}

TEST_CASE("no two kinds of fault share a sentence, and each has one", "[row_message]") {
  std::set<std::string> sentences;
  constexpr int kinds = static_cast<int>(FaultKind::unsorted) + 1;
  for (int kind = static_cast<int>(FaultKind::none) + 1; kind < kinds; ++kind) {
    const Error error = row(static_cast<FaultKind>(kind), "1");
    CHECK(error.code() == Exit::content);
    sentences.insert(error.what());
  }
  CHECK(sentences.size() == kinds - 1);
  CHECK(row(FaultKind::none, "").code() == Exit::internal);
}

TEST_CASE("a count of columns does not say that a file agrees with itself", "[row_message]") {
  const Fault fault{FaultKind::column_count, 0, 0, 4, "x\t"};
  for (const std::string names_from : {"", "m.tsv"})
    CHECK_THAT(RowMessages("m.tsv", {"a", "b"}, "", names_from).row(fault, 2).what(),
               Catch::StartsWith("m.tsv:2: expected 5 columns, found 4"));
}

TEST_CASE("what no row alone can show has its sentence too", "[row_message]") {
  const RowMessages messages = some_messages();
  CHECK(std::string(messages.split_contig("chr1", 9, 4).what()) ==
        "dir/m.tsv:9: column 1 (CHROM): contig \"chr1\" comes back, after its rows up to line 4: the rows of a contig "
        "must stand together");
  CHECK_THAT(messages.split_contig("chr1", 9, 4).hint(), Catch::Contains("sort"));
  CHECK_THAT(messages.unsorted(9, 5, 7, 8).what(),
             Catch::StartsWith("dir/m.tsv:9: column 2 (POS): POS 5 comes after POS 7 of line 8"));
  CHECK_THAT(messages.unforeseen_contig("x", 9).what(),
             Catch::StartsWith("dir/m.tsv:9: column 1 (CHROM): contig \"x\" stands between"));
  CHECK_THAT(some_messages("l.fai").unforeseen_contig("x", 9).what(), Catch::EndsWith("contig \"x\" is not in l.fai"));
  CHECK_THAT(messages.too_many_alleles(9, 65'536).what(), Catch::StartsWith("dir/m.tsv:9: the row has 65536 alleles"));
  CHECK_THAT(messages.row_too_long(9).what(), Catch::StartsWith("dir/m.tsv:9: "));
  CHECK_THAT(messages.unphased(9).what(), Catch::StartsWith("dir/m.tsv:9: "));
  CHECK_THAT(messages.unphased(9).hint(), Catch::Contains("-s ^NAME"));
  CHECK_THAT(messages.blank_line(9).what(), Catch::StartsWith("dir/m.tsv:9: "));
  CHECK_THAT(messages.long_line(9).what(), Catch::StartsWith("dir/m.tsv:9: "));
}

TEST_CASE("both lines of a sentence are those of the input", "[row_message]") {
  RowMessages messages = some_messages();
  messages.set_line_map([](std::int64_t line) { return 100 + line; });
  CHECK_THAT(messages.split_contig("chr1", 9, 4).what(),
             Catch::StartsWith("dir/m.tsv:109: ") && Catch::Contains("up to line 104: "));
  CHECK_THAT(messages.unsorted(9, 5, 7, 8).what(),
             Catch::StartsWith("dir/m.tsv:109: ") && Catch::Contains("of line 108: "));
}

TEST_CASE("standard input and names from the input are shown safely", "[row_message]") {
  const RowMessages messages("-", {"x\x1b"}, "", "");
  CHECK_THAT(messages.row({FaultKind::bad_cell, 0, 0, 0, "\x1b[31m"}, 1).what(),
             Catch::StartsWith("standard input:1: column 4 (x\\x1b): ") && Catch::EndsWith("\"\\x1b[31m\""));
}

TEST_CASE("a haplotype table's columns have their own names", "[row_message]") {
  RowMessages messages = some_messages();
  messages.set_table_columns({"CHROM", "POS", "all-alleles", "a:PI", "a:PG_al"});
  const auto said = [&](FaultKind kind, std::size_t column, const std::string& text) {
    return messages.row({kind, 3, column, 4, text}, 12);
  };
  CHECK_THAT(said(FaultKind::bad_genotype, 4, "A|").what(),
             Catch::StartsWith("dir/m.tsv:12: column 5 (a:PG_al): this is no genotype, found \"A|\""));
  CHECK_THAT(said(FaultKind::bad_listed_allele, 2, "R").what(),
             Catch::StartsWith("dir/m.tsv:12: column 3 (all-alleles): this is no allele, found \"R\""));
  CHECK_THAT(said(FaultKind::bad_phase_block, 3, "\x01").what(), Catch::StartsWith("dir/m.tsv:12: column 4 (a:PI): "));
  const Error no_set = said(FaultKind::no_phase_set, 3, "x_1");
  CHECK_THAT(no_set.what(), Catch::StartsWith("dir/m.tsv:12: column 4 (a:PI): ") && Catch::Contains("found \"x_1\""));
  CHECK_THAT(no_set.hint(), Catch::Contains("--phase-tag PI"));
  CHECK_THAT(said(FaultKind::column_count, 0, "").what(), Catch::Contains("expected 5 columns"));
}

}  // namespace matrix2vcf::testing
