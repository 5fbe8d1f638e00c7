// SPDX-License-Identifier: MIT
// contigs_test - halving finds the contigs that a walk over all rows finds, and lists are read as written.
#include "read/contigs.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"
#include "read/head.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

using Names = std::vector<std::string>;

Names names_of(const ContigNumbers& contigs) {
  Names names;
  for (const Contig& contig : contigs.all()) names.push_back(contig.name);
  return names;
}

/// The CHROM of each line where it is new.
Names walk(const std::string& text) {
  Names names;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string name = text.substr(at, std::min(text.find_first_of("\t\n", at), end) - at);
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
    at = end + 1;
  }
  return names;
}

std::string row(const std::string& contig, std::size_t cells) {
  std::string text = contig + "\t1\tA";
  for (std::size_t i = 0; i < cells; ++i) text += "\tC";
  return text + "\n";
}

/// `contigs` contigs of `rows` rows at most; rows have `cells` letters, some are longer.
std::string random_rows(Dice& dice, std::size_t contigs, std::size_t rows, std::size_t cells) {
  std::string text;
  for (std::size_t contig = 0; contig < contigs; ++contig)
    for (std::size_t i = 1 + dice.below(rows); i > 0; --i)
      text += row("c" + std::to_string(contig), dice.percent(90) ? cells : dice.below(10 * cells));
  if (dice.percent(30)) text.pop_back();
  if (dice.percent(20)) text += "\n\n\n";
  return text;
}

Names found_in(const Workspace& workspace, const std::string& text, std::int64_t body_begin = 0) {
  write_file(workspace.file("rows"), text);
  const Source source(workspace.file("rows"), {});
  return names_of(locate_contigs(source, body_begin, {}).contigs);
}

/// Where the first row of each contig begins, in their order, and where the text ends.
std::vector<std::int64_t> walk_begins(const std::string& text) {
  std::vector<std::int64_t> begins;
  for (const std::string& name : walk(text))
    begins.push_back(text.starts_with(name + "\t") ? 0 : static_cast<std::int64_t>(text.find("\n" + name + "\t")) + 1);
  begins.push_back(static_cast<std::int64_t>(text.size()));
  return begins;
}

Names seen_in(std::string_view text) {
  Names names;
  for_each_contig(text, [&](std::string_view name, const char*) {
    if (!name.empty()) names.emplace_back(name);
  });
  return names;
}

}  // namespace

TEST_CASE("locate_contigs finds what a walk over all rows finds", "[contigs]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::size_t rows = dice.pick(std::vector<std::size_t>{1, 3, 50, 3000});
    const std::string text = random_rows(dice, 1 + dice.below(rows > 100 ? 6 : 300), rows, 1 + dice.below(60));
    REQUIRE((found_in(workspace, text) == walk(text)));
  }
}

TEST_CASE("locate_contigs tells where the rows of each contig begin", "[contigs]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::size_t rows = dice.pick(std::vector<std::size_t>{1, 3, 50, 3000});
    const std::string text = random_rows(dice, 1 + dice.below(rows > 100 ? 6 : 300), rows, 1 + dice.below(60));
    write_file(workspace.file("rows"), text);
    const Source source(workspace.file("rows"), {});
    const LocatedContigs found = locate_contigs(source, 0, {});
    REQUIRE((names_of(found.contigs) == walk(text)));
    REQUIRE((found.begins == walk_begins(text)));
  }
}

TEST_CASE("locate_contigs finds a contig of one short row in megabytes of others", "[contigs]") {
  const Workspace workspace;
  for (std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{2000}, std::size_t{39'999}}) {
    std::string text;
    Names expected;
    for (std::size_t i = 0; i < 40'000; ++i) {
      const std::string contig = i < at ? "a" : i == at ? "lonely" : "z";
      text += row(contig, 20);
      if (expected.empty() || expected.back() != contig) expected.push_back(contig);
    }
    CHECK(found_in(workspace, text) == expected);
  }
}

TEST_CASE("locate_contigs finds contigs around rows of megabytes", "[contigs]") {
  const Workspace workspace;
  const std::string text = row("a", 1) + row("b", 1'000'000) + row("c", 1) + row("d", 300'000) + row("e", 1);
  CHECK(found_in(workspace, text) == Names{"a", "b", "c", "d", "e"});
}

TEST_CASE("locate_contigs begins at the first row", "[contigs]") {
  const Workspace workspace;
  const std::string head = "##x\nCHROM\tPOS\tREF\ta\n";
  CHECK(found_in(workspace, head + row("1", 1), static_cast<std::int64_t>(head.size())) == Names{"1"});
  CHECK(found_in(workspace, head, static_cast<std::int64_t>(head.size())).empty());
  CHECK(found_in(workspace, head + "\n\r\n", static_cast<std::int64_t>(head.size())).empty());
}

TEST_CASE("what cannot be a contig's name is left to whoever reads the row", "[contigs]") {
  const Workspace workspace;
  CHECK(found_in(workspace, row("1", 1) + row("a=b", 1) + row("#x", 1) + "\n" + row("2", 1)) == Names{"1", "2"});
}

TEST_CASE("a stop request ends the search", "[contigs]") {
  const Workspace workspace;
  write_file(workspace.file("rows"), row("1", 1) + row("2", 1));
  const Source source(workspace.file("rows"), {});
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(locate_contigs(source, 0, stop.get_token()), Stopped);
}

TEST_CASE("for_each_contig sees every line where CHROM differs", "[contigs]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::string text = random_rows(dice, 1 + dice.below(8), 1 + dice.below(4), 1 + dice.below(6));
    REQUIRE(seen_in(text) == walk(text));
  }
}

TEST_CASE("for_each_contig misses no contig between rows whose lengths add up to that of the row before", "[contigs]") {
  // The row before has 24 bytes; the next two have 12 each, so that a newline stands where one 24-byte row would end.
  const std::string text = "x\t1\tACGTACGTACGTA\tA\tA\tC\ny\t1\tA\tA\tA\tC\nz\t1\tA\tA\tA\tC\n";
  REQUIRE(text.find('\n') == 23);
  REQUIRE(text.size() == 48);
  CHECK(seen_in(text) == Names{"x", "y", "z"});
}

TEST_CASE("for_each_contig tells a contig whose name begins with another's apart", "[contigs]") {
  CHECK(seen_in("chr1\t1\nchr10\t1\nchr1\t2\n") == Names{"chr1", "chr10", "chr1"});
  CHECK(seen_in("chr10\t1\nchr1\t1\n") == Names{"chr10", "chr1"});
}

TEST_CASE("contigs of one row each are converted, from a file and from a stream", "[contigs]") {
  // Rows of 24 and 12 bytes, as above, in a matrix.
  const Workspace workspace;
  const std::string matrix =
      "CHROM\tPOS\tREF\ta\tb\tc\nx\t1\tACGTACGTACGTA\tA\tA\tC\ny\t1\tA\tA\tA\tC\nz\t1\tA\tA\tA\tC\n";
  write_file(workspace.file("matrix"), matrix);
  write_gzip(workspace.file("matrix.gz"), matrix);
  Options options;
  options.pairing = Pairing::every_column;
  options.input = workspace.file("matrix");
  options.output = workspace.file("plain.vcf");
  options.threads = 0;
  CHECK(convert(options).contigs.size() == 3);
  options.input = workspace.file("matrix.gz");
  options.output = workspace.file("gzip.vcf");
  CHECK_NOTHROW(convert(options));
  CHECK(inflate_file(workspace.file("plain.vcf")) == inflate_file(options.output));
}

TEST_CASE("the first contig that comes back is found, with both lines", "[contigs]") {
  const Workspace workspace;
  struct Case {
    std::string contigs;
    std::string name;
    std::int64_t line_before, line;
  };
  for (const Case& c :
       {Case{"aabba", "a", 2, 5}, {"abab", "a", 1, 3}, {"abcddb", "b", 2, 6}, {"aab", "", 0, 0}, {"", "", 0, 0}}) {
    std::string text = "head\n";
    for (const char contig : c.contigs) text += row(std::string(1, contig), 2);
    write_file(workspace.file("rows"), text);
    const Source source(workspace.file("rows"), {});
    const SplitContig split = find_split_contig(source, 5, {});
    INFO(c.contigs);
    CHECK(split.name == c.name);
    CHECK(split.line_before == c.line_before);
    CHECK(split.line == c.line);
  }
}

TEST_CASE("numbers count from 0 in order of addition, and stay", "[contigs]") {
  ContigNumbers contigs;
  CHECK(contigs.find("a") == -1);
  CHECK(contigs.add("a", 7) == 0);
  CHECK(contigs.add("b") == 1);
  CHECK(contigs.add("a", 9) == 0);
  CHECK(contigs.find("b") == 1);
  CHECK(contigs.find("ab") == -1);
  CHECK(contigs.all()[0].length == 7);
}

TEST_CASE("a list is a .fai, or names with or without a length", "[contigs]") {
  const Workspace workspace;
  struct Case {
    std::string text;
    std::string expected;
  };
  const auto c =
      GENERATE(values<Case>({{"1\n2\n", "1:0 2:0 "},
                             {"1\t100\nchrX\t2147483646\n", "1:100 chrX:2147483646 "},
                             {"chr1\t248956422\t112\t70\t71\nchr2\t9\t253\t70\t71\n", "chr1:248956422 chr2:9 "},
                             {"1\t100\r\n2\r\n", "1:100 2:0 "},
                             {"1\t100", "1:100 "},
                             {"\n1\n\n", "1:0 "},
                             {"HLA:A*01\t5\n", "HLA:A*01:5 "}}));
  write_file(workspace.file("list"), c.text);
  std::string found;
  const ContigNumbers contigs = read_contig_list(workspace.file("list"), {});
  for (const Contig& contig : contigs.all()) found += contig.name + ":" + std::to_string(contig.length) + " ";
  CHECK(found == c.expected);
}

TEST_CASE("a list that cannot be one names file, line and column", "[contigs]") {
  const Workspace workspace;
  struct Case {
    std::string text;
    std::string place;
  };
  const auto c = GENERATE(values<Case>({{"1\na b\n", ":2: column 1: "},
                                        {"1\n\n1\n", ":3: column 1: "},
                                        {"=1\n", ":1: column 1: "},
                                        {"\t5\n", ":1: column 1: "},
                                        {"1\t0\n", ":1: column 2: "},
                                        {"1\t\n", ":1: column 2: "},
                                        {"1\t-4\n", ":1: column 2: "},
                                        {"1\tlong\n", ":1: column 2: "},
                                        {"1\t2147483647\n", ":1: column 2: "},
                                        {"1\t99999999999999999999\n", ":1: column 2: "},
                                        {"", " names no contigs"},
                                        {"\n\n", " names no contigs"}}));
  const std::string path = workspace.file("list");
  write_file(path, c.text);
  const Error error = error_of([&] { return read_contig_list(path, {}); });
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(path + c.place));
}

}  // namespace matrix2vcf::testing
