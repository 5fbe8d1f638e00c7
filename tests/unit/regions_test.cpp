// SPDX-License-Identifier: MIT
// regions_test - what -r, -R, -t and -T say is what is chosen; what they cannot mean is an error with its cure.
#include "read/regions.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "compressed.hpp"
#include "helpers.hpp"
#include "random_matrix.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

constexpr std::int64_t last = max_position;

const std::vector<Contig> contigs{{"1", 0}, {"2", 0}, {"chrX", 0}, {"HLA:A*01", 0}, {"HLA", 0}, {"a", 0}, {"a:7", 0}};

Regions listed(std::string_view list, Choice choice = Choice::regions) {
  return Regions::from_list(choice, list, &contigs);
}

/// "1:5-7,9-9 2:1-" ...: `$` stands for the last position there can be.
std::string shown(const Regions& regions) {
  std::string text;
  const auto number = [](std::int64_t position) { return position == last ? "$" : std::to_string(position); };
  for (const Region& region : regions.all()) {
    text += (text.empty() ? "" : " ") + region.contig;
    for (std::size_t i = 0; i < region.intervals.size(); ++i)
      text += (i == 0 ? " " : ",") + number(region.intervals[i].begin) + "-" + number(region.intervals[i].end);
  }
  return text;
}

/// The regions of a file with this name and text.
class FileOf {
 public:
  FileOf(const std::string& name, const std::string& text) : path_(workspace_.file(name)) { write_file(path_, text); }
  [[nodiscard]] Regions regions(const std::vector<Contig>* known = &contigs) const {
    return Regions::from_file(Choice::regions, path_, known, {});
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  Workspace workspace_;
  std::string path_;
};

std::string shown_file(const std::string& name, const std::string& text) { return shown(FileOf(name, text).regions()); }

}  // namespace

TEST_CASE("a list names contigs, positions and ranges, 1-based and inclusive", "[regions]") {
  struct Case {
    std::string list;
    std::string expected;
  };
  const auto c = GENERATE(values<Case>({{"1", "1 1-$"},
                                        {"1:5", "1 5-5"},
                                        {"1:5-", "1 5-$"},
                                        {"1:-10", "1 1-10"},
                                        {"1:5-10", "1 5-10"},
                                        {"1:5-5", "1 5-5"},
                                        {"1:0005-010", "1 5-10"},
                                        {"1:5-2147483646", "1 5-$"},
                                        {"1:5-2147483647", "1 5-$"},
                                        {"1:5-99999999999999999999999", "1 5-$"},
                                        {"2,1", "2 1-$ 1 1-$"},
                                        {"2:9,1:4,2:3", "2 3-3,9-9 1 4-4"},
                                        {"1:5-9,1:8-12", "1 5-12"},
                                        {"1:5-9,1:10-12", "1 5-12"},
                                        {"1:5-9,1:11-12", "1 5-9,11-12"},
                                        {"1:5-90,1:7-8,1:60", "1 5-90"},
                                        {"1:7,1", "1 1-$"},
                                        {"1:8-,1:2-8", "1 2-$"}}));
  INFO(c.list);
  CHECK(shown(listed(c.list)) == c.expected);
}

TEST_CASE("a name with a colon is one where the contigs have it", "[regions]") {
  CHECK(shown(listed("HLA:A*01")) == "HLA:A*01 1-$");
  CHECK(shown(listed("HLA:A*01:3-4")) == "HLA:A*01 3-4");
  CHECK(shown(listed("HLA:5")) == "HLA 5-5");
  CHECK(shown(listed("a:8")) == "a 8-8");
  CHECK(shown(listed("a:7:9")) == "a:7 9-9");
}

TEST_CASE("braces force the name", "[regions]") {
  CHECK(shown(listed("{a:7}")) == "a:7 1-$");
  CHECK(shown(listed("{a}:7")) == "a 7-7");
  CHECK(shown(listed("{a:7}:9-,{1}")) == "a:7 9-$ 1 1-$");
  CHECK(shown(Regions::from_list(Choice::regions, "{b:7}", nullptr)) == "b:7 1-$");
}

TEST_CASE("what can be two things is an error that shows both", "[regions]") {
  const Error error = error_of([] { return listed("1,a:7"); });
  CHECK(error.code() == Exit::usage);
  CHECK(error.what() == std::string("-r: region \"a:7\": both \"a:7\" and \"a\" are contigs"));
  CHECK(error.hint() == "write {a:7} or {a}:7");
}

TEST_CASE("where the contigs are not known what follows the last colon is a range where it can be one", "[regions]") {
  struct Case {
    std::string list;
    std::string expected;
  };
  const auto c = GENERATE(values<Case>({{"9", "9 1-$"},
                                        {"a:7", "a 7-7"},
                                        {"HLA:A*01", "HLA:A*01 1-$"},
                                        {"HLA:A*01:02", "HLA:A*01 2-2"},
                                        {"x:y:3-4", "x:y 3-4"},
                                        {"x:-", "x:- 1-$"},
                                        {"x:", "x: 1-$"},
                                        {"x:1-2-3", "x:1-2-3 1-$"}}));
  CHECK(shown(Regions::from_list(Choice::regions, c.list, nullptr)) == c.expected);
}

TEST_CASE("a list that cannot be meant is a usage error with its cure", "[regions]") {
  struct Case {
    std::string list;
    std::string message;
    std::string hint;
  };
  const std::string forms = "CONTIG:POS, CONTIG:BEG-END, CONTIG:BEG- or CONTIG:-END";
  const auto c = GENERATE_COPY(values<Case>(
      {{"", "region \"\": \"\" cannot be the name of a contig", "CONTIG[:BEG-END]"},
       {"1,", "region \"\": \"\" cannot be the name of a contig", "CONTIG[:BEG-END]"},
       {"1 2", "region \"1 2\": \"1 2\" cannot be the name of a contig", "CONTIG[:BEG-END]"},
       {":5", "region \":5\": \"\" cannot be the name of a contig", "CONTIG[:BEG-END]"},
       {"1:0", "region \"1:0\": positions count from 1", "CONTIG:BEG-END"},
       {"1:0-5", "region \"1:0-5\": positions count from 1", "CONTIG:BEG-END"},
       {"1:-0", "region \"1:-0\": the range ends before it begins", "CONTIG:BEG-END"},
       {"1:9-8", "region \"1:9-8\": the range ends before it begins", "CONTIG:BEG-END"},
       {"1:2147483647", "region \"1:2147483647\": no position is larger than 2147483646", "CONTIG:BEG-END"},
       {"1:99999999999999999999-", "no position is larger than 2147483646", "CONTIG:BEG-END"},
       {"1:", "region \"1:\": \"\" is no range of positions", forms},
       {"1:-", "region \"1:-\": \"-\" is no range of positions", forms},
       {"1:x", "region \"1:x\": \"x\" is no range of positions", forms},
       {"1:5-x", "\"5-x\" is no range of positions", forms},
       {"1:1-2-3", "\"1-2-3\" is no range of positions", forms},
       {"1:+5", "\"+5\" is no range of positions", forms},
       {"{1", "region \"{1\": the } is missing", "{CONTIG}"},
       {"{1}5", "\"5\" is no range of positions", forms},
       {"{1}:", "\":\" is no range of positions", forms},
       {"{}", "\"\" cannot be the name of a contig", "CONTIG[:BEG-END]"},
       {"chrx:5", "there is no contig \"chrx\"", "did you mean \"chrX\"?"},
       {"chrx", "there is no contig \"chrx\"", "did you mean \"chrX\"?"},
       {"{chrx}:5", "there is no contig \"chrx\"", "did you mean \"chrX\"?"},
       {"1,chrx,chry", "there is no contig \"chrx\"", "did you mean \"chrX\"?"},
       {"scaffold_99", "there is no contig \"scaffold_99\"", "contigs are \"1\", \"2\", \"chrX\", ..."},
       {"1:1,000-2,000", "there is no contig \"000-2\"", "write positions without commas"},
       {"^1", "there is no contig \"^1\"", ""}}));
  const Error error = error_of([&] { return listed(c.list); });
  INFO(c.list << ": " << error.what() << " hint: " << error.hint());
  CHECK(error.code() == Exit::usage);
  CHECK_THAT(error.what(), Catch::StartsWith("-r: ") && Catch::Contains(c.message));
  CHECK_THAT(error.hint(), Catch::Contains(c.hint));
}

TEST_CASE("targets name their own option", "[regions]") {
  CHECK_THAT(error_of([] { return listed("chrx", Choice::targets); }).what(), Catch::StartsWith("-t: "));
}

TEST_CASE("a contig without a name near it is told where there are few or none", "[regions]") {
  const std::vector<Contig> one{{"scaffold_1", 0}}, none;
  CHECK(error_of([&] { return Regions::from_list(Choice::regions, "X", &one); }).hint() ==
        "contigs are \"scaffold_1\"");
  CHECK(error_of([&] { return Regions::from_list(Choice::regions, "X", &none); }).hint() == "there are no contigs");
}

TEST_CASE("a caret in front of targets chooses all else", "[regions]") {
  const Regions some = listed("^1:5-7,1:10,2,chrX:1-9,a:8-", Choice::targets);
  CHECK(some.is_negated());
  struct Case {
    std::string contig;
    std::int64_t position;
    bool chosen;
  };
  for (const Case& c : {Case{"1", 1, true},
                        {"1", 4, true},
                        {"1", 5, false},
                        {"1", 7, false},
                        {"1", 8, true},
                        {"1", 9, true},
                        {"1", 10, false},
                        {"1", 11, true},
                        {"1", last, true},
                        {"2", 1, false},
                        {"2", last, false},
                        {"chrX", 9, false},
                        {"chrX", 10, true},
                        {"a", 7, true},
                        {"a", last, false},
                        {"HLA", 1, true},
                        {"never named", 5, true}}) {
    INFO(c.contig << ":" << c.position);
    CHECK(some.contains(c.contig, c.position) == c.chosen);
  }
  CHECK_FALSE(listed("1").is_negated());
  CHECK_FALSE(listed("1").contains("2", 5));
  CHECK(listed("2:3", Choice::targets).contains("2", 3));
}

TEST_CASE("a file is read as 1-based lines, END included", "[regions]") {
  struct Case {
    std::string text;
    std::string expected;
  };
  const auto c = GENERATE(values<Case>({{"1\t5\n", "1 5-5"},
                                        {"1\t5", "1 5-5"},
                                        {"1\t5\t9\n", "1 5-9"},
                                        {"1\n", "1 1-$"},
                                        {"\xef\xbb\xbf"
                                         "1\t5\n",
                                         "1 5-5"},
                                        {"# a\n#CHROM\tPOS\n\n1\t5\t9\r\n\r\n2\r\n", "1 5-9 2 1-$"},
                                        {"2\t9\n1\t4\n2\t3\n2\t4\n", "2 3-4,9-9 1 4-4"},
                                        {"1\t5\t99999999999\n", "1 5-$"},
                                        {"1\t5\t9\tname\t7\n", "1 5-9"},
                                        {"1\t5\n2\t5\t9\n", "1 5-5 2 5-9"},
                                        {"1\t5\tA,C\n1\t7\tG,T\n", "1 5-5,7-7"},
                                        {"1\t5\t.\tA\tC\n2\t7\t9\tG\tT\n", "1 5-5 2 7-7"},
                                        {"HLA:A*01\t5\t9\n", "HLA:A*01 5-9"},
                                        {"a:7\t5\n", "a:7 5-5"}}));
  INFO(c.text);
  CHECK(shown_file("regions.tsv", c.text) == c.expected);
}

TEST_CASE("a file with a BED's name is read as one", "[regions]") {
  const auto name = GENERATE(as<std::string>{}, "x.bed", "x.bed.gz", "x.BED", "x.Bed.Gz");
  CHECK(shown_file(name, "1\t4\t9\n") == "1 5-9");
  CHECK(shown_file(name, "1\t0\t1\n1\t1\t2\tgene\t0\t+\n1\t4\t5\n") == "1 1-2,5-5");
  CHECK(shown_file(name, "browser position 1:1-9\ntrack name=\"x\"\n1\t4\t9\n") == "1 5-9");
  CHECK(shown_file(name, "1\t4\t4\n2\n1\t8\t4294967296\n") == "1 9-$ 2 1-$");
  CHECK(shown_file(name, "1\t4\t4\n") == "1");  // no base at all
  CHECK(shown_file("x.bed.txt", "1\t4\t9\n") == "1 4-9");
}

TEST_CASE("the third column of a VCF is no end, whatever an ID looks like", "[regions]") {
  for (const std::string id : {".", "rs7", "5:2:C:T", "12345"})
    CHECK(shown_file("x.vcf", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\n1\t2\t" + id + "\tC\tT\n") == "1 2-2");
}

TEST_CASE("a file of regions may be compressed, whatever its name", "[regions]") {
  const Workspace workspace;
  write_gzip(workspace.file("regions"), "1\t5\t9\n2\t7\n");
  write_bgzf(workspace.file("regions.bed.gz"), "1\t5\t9\n", 3);
  CHECK(shown(Regions::from_file(Choice::regions, workspace.file("regions"), &contigs, {})) == "1 5-9 2 7-7");
  CHECK(shown(Regions::from_file(Choice::regions, workspace.file("regions.bed.gz"), &contigs, {})) == "1 6-9");
}

TEST_CASE("a caret in front of a file of targets chooses all else, and belongs to the name of a file of regions",
          "[regions]") {
  const FileOf file("regions.tsv", "1\t5\t9\n");
  const Regions targets = Regions::from_file(Choice::targets, "^" + file.path(), &contigs, {});
  CHECK(targets.is_negated());
  CHECK(targets.contains("1", 4));
  CHECK_FALSE(targets.contains("1", 5));
  CHECK(error_of([&] { return Regions::from_file(Choice::regions, "^" + file.path(), &contigs, {}); }).code() ==
        Exit::input);
}

TEST_CASE("a file that cannot be meant names file, line and column", "[regions]") {
  struct Case {
    std::string name;
    std::string text;
    std::string place;
    std::string message;
    std::string hint;
  };
  const std::string is_bed = "its name must end in .bed";
  const auto c = GENERATE_COPY(values<Case>(
      {{"r", "", "", " names no regions", ""},
       {"r", "# a\n\n", "", " names no regions", ""},
       {"r", "1 5 9\n", ":1: column 1: ", "cannot be the name of a contig", "tabs"},
       {"r", "1\t5\n\t5\n", ":2: column 1: ", "cannot be the name of a contig", "tabs"},
       {"r", "1\t0\n", ":1: column 2: ", "positions count from 1", is_bed},
       {"r", "1\t0\t5\n", ":1: column 2: ", "positions count from 1", is_bed},
       {"r", "CHROM\tPOS\n", ":1: column 2: ", "must be a whole number, found \"POS\"", ""},
       {"r", "1\t\n", ":1: column 2: ", "must be a whole number, found \"\"", ""},
       {"r", "1\t-5\n", ":1: column 2: ", "must be a whole number, found \"-5\"", ""},
       {"r", "1\t2147483647\n", ":1: column 2: ", "no position is larger than 2147483646", ""},
       {"r", "1\t5\t4\n", ":1: column 3: ", "ends before it begins", ""},
       {"r", "1\t5\t9\n1\t5\tx\n", ":2: column 3: ", "must be a whole number, found \"x\"", ""},
       {"r", "1\t5\t9x\n", ":1: column 3: ", "must be a whole number, found \"9x\"", ""},
       {"r", "1\t5\n\n#\nchrx\t6\nchry\t6\n", ":4: column 1: ", "there is no contig \"chrx\"",
        "did you mean \"chrX\"?"},
       {"r.bed", "1\t5\n", ":1: column 2: ", "the end of the region is missing", "BED"},
       {"r.bed", "1\t5\t4\n", ":1: column 3: ", "ends before it begins", ""},
       {"r.bed", "1\tx\t4\n", ":1: column 2: ", "must be a whole number, found \"x\"", ""},
       {"r.bed", "1\t2147483646\t2147483647\n", ":1: column 2: ", "no position is larger than 2147483646", ""}}));
  const FileOf file(c.name, c.text);
  const Error error = error_of([&] { return file.regions(); });
  INFO(c.text);
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(file.path() + c.place) && Catch::Contains(c.message));
  CHECK_THAT(error.hint(), Catch::Contains(c.hint));
}

TEST_CASE("a contig that never comes is told when the contigs are known", "[regions]") {
  const Regions list = Regions::from_list(Choice::targets, "1:5,chrx", nullptr);
  const auto error = list.unseen(contigs);
  REQUIRE(error);
  CHECK(error->code() == Exit::usage);
  CHECK(error->what() == std::string("-t: there is no contig \"chrx\""));
  CHECK(error->hint() == "did you mean \"chrX\"?");
  CHECK_FALSE(Regions::from_list(Choice::regions, "1:5,chrX", nullptr).unseen(contigs));

  const FileOf file("regions.tsv", "1\t5\nchrx\t6\n");
  const auto in_file = file.regions(nullptr).unseen(contigs);
  REQUIRE(in_file);
  CHECK(in_file->code() == Exit::content);
  CHECK(in_file->what() == file.path() + ":2: column 1: there is no contig \"chrx\"");
}

TEST_CASE("what is chosen is what the ranges say, one by one", "[regions]") {
  constexpr std::int64_t end = 60;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const bool negated = dice.percent(30);
    std::vector<bool> chosen(end + 1, negated);
    std::string list = negated ? "^" : "";
    for (std::size_t i = 1 + dice.below(12); i > 0; --i) {
      const std::int64_t from = dice.between(1, end), to = dice.between(from, std::min(end, from + dice.between(0, 9)));
      std::fill(chosen.begin() + from, chosen.begin() + to + 1, !negated);
      list += "1:" + std::to_string(from) + "-" + std::to_string(to) + (i > 1 ? "," : "");
    }
    const Regions regions = listed(list, Choice::targets);
    IntervalCursor every(regions.of("1")), some(regions.of("1"));
    for (std::int64_t position = 1; position <= end; ++position) {
      const bool expected = chosen[static_cast<std::size_t>(position)];
      REQUIRE(regions.contains("1", position) == expected);
      REQUIRE(every.contains(position) == expected);
      if (dice.percent(20)) REQUIRE(some.contains(position) == expected);
    }
    REQUIRE(regions.contains("1", last) == negated);
    const std::span<const Interval> intervals = regions.of("1");
    for (std::size_t i = 1; i < intervals.size(); ++i) REQUIRE(intervals[i - 1].end + 1 < intervals[i].begin);
  }
}

TEST_CASE("a cursor of nothing chooses nothing", "[regions]") {
  CHECK_FALSE(IntervalCursor().contains(1));
  CHECK(listed("1").of("2").empty());
  CHECK(listed("^2,1:5-", Choice::targets).of("2").empty());
  CHECK(listed("^2,1:5-", Choice::targets).of("1").size() == 1);
}

}  // namespace matrix2vcf::testing
