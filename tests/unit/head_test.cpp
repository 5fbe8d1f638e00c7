// SPDX-License-Identifier: MIT
// head_test - the lines before the first row are told from it, and counted.
#include "read/head.hpp"

#include <string>
#include <vector>

#include "compressed.hpp"
#include "helpers.hpp"
#include "test_files.hpp"
#include "text.hpp"

namespace matrix2vcf::testing {
namespace {

Head head_of(const std::string& text, bool headerless = false) {
  const Workspace workspace;
  write_file(workspace.file("matrix"), text);
  Source source(workspace.file("matrix"), {});
  return read_head(source, headerless);
}

std::vector<std::string> names_of(const Head& head) { return head.names.value_or(std::vector<std::string>{"(none)"}); }

}  // namespace

TEST_CASE("a header line begins with CHROM in one of its spellings and POS, in any case", "[head]") {
  for (const std::string first :
       {"CHROM", "#CHROM", "CHR", "#CHR", "CHROMOSOME", "CONTIG", "SCAFFOLD", "chrom", "#Chrom", "Contig"})
    for (const std::string second : {"POS", "POSITION", "pos", "Position"}) {
      INFO(first << " " << second);
      CHECK(is_header({first, second}));
      CHECK(is_header({first, second, "REF", "a"}));
    }
  for (const auto& line : std::vector<std::vector<std::string_view>>{{},
                                                                     {""},
                                                                     {"CHROM"},
                                                                     {"CHROM", ""},
                                                                     {"CHROM", "START"},
                                                                     {"chr1", "100"},
                                                                     {"CHROMO", "POS"},
                                                                     {"##CHROM", "POS"},
                                                                     {"POS", "CHROM"},
                                                                     {" CHROM", "POS"},
                                                                     {"CHROM", "POS "},
                                                                     {"CHROM", "#POS"}})
    CHECK_FALSE(is_header(line));
}

TEST_CASE("the first row is found behind comments and a header line", "[head]") {
  struct Case {
    std::string before;  // of the row
    std::string names;
    std::int64_t names_line;
    std::int64_t lines;
  };
  const std::string bom = "\xef\xbb\xbf";
  const auto c = GENERATE_COPY(values<Case>({
      {"", "(none)", 0, 0},
      {"CHROM\tPOS\tREF\ta\n", "CHROM POS REF a", 1, 1},
      {"#CHROM\tpos\tref\ta\tb\r\n", "#CHROM pos ref a b", 1, 1},
      {"##one\n##two\nCHROM\tPOS\tREF\ta\n", "CHROM POS REF a", 3, 3},
      {"##one\r\n##\r\n", "(none)", 0, 2},
      {bom, "(none)", 0, 0},
      {bom + "CHROM\tPOS\tREF\ta\n", "CHROM POS REF a", 1, 1},
      {bom + "##x\nCHROM\tPOS\tREF\ta\n", "CHROM POS REF a", 2, 2},
      {"##" + std::string(200'000, 'x') + "\n", "(none)", 0, 1},
      {"CHROM\tPOS\tREF\t" + std::string(300'000, 'n') + "\n", "CHROM POS REF " + std::string(300'000, 'n'), 1, 1},
  }));
  const auto row =
      GENERATE(as<std::string>{}, "1\t5\tA\tC", "1\t5\tA\tC\n", "1\t5\tA\tC\r\n", "1\t5\tA\tC\n1\t6\tA\tC\n");
  const std::string text = c.before + row;
  const Head head = head_of(text);
  std::string names;
  for (const std::string& name : names_of(head)) names += (names.empty() ? "" : " ") + name;
  CHECK((names == c.names));
  CHECK(head.names_line == c.names_line);
  CHECK(head.lines_before == c.lines);
  CHECK(head.body_begin == static_cast<std::int64_t>(c.before.size()));
  CHECK(head.first_row_columns == 4);
  CHECK((head.text.substr(0, text.size()) == text.substr(0, head.text.size())));  // from byte 0, as read
}

TEST_CASE("where the matrix is headerless its first line is a row whatever it holds", "[head]") {
  const Head head = head_of("##x\nCHROM\tPOS\tREF\ta\tb\n1\t1\tA\tC\tC\n", true);
  CHECK_FALSE(head.names);
  CHECK(head.lines_before == 1);
  CHECK(head.body_begin == 4);
  CHECK(head.first_row_columns == 5);
}

TEST_CASE("a second header line is a row, for the scan to refuse", "[head]") {
  const Head head = head_of("CHROM\tPOS\tREF\ta\nCHROM\tPOS\tREF\ta\n");
  CHECK(head.lines_before == 1);
  CHECK(head.first_row_columns == 4);
}

TEST_CASE("a comment below the header line is a row, for the scan to refuse", "[head]") {
  const Head head = head_of("CHROM\tPOS\tREF\ta\n##x\n1\t1\tA\tC\n");
  CHECK(head.lines_before == 1);
  CHECK(head.body_begin == 16);
}

TEST_CASE("a matrix without a row has no columns there", "[head]") {
  const auto text = GENERATE(as<std::string>{}, "CHROM\tPOS\tREF\ta\n", "CHROM\tPOS\tREF\ta", "CHROM\tPOS\tREF\ta\n\n",
                             "##x\n", "\n", "\xef\xbb\xbf");
  CHECK(head_of(text).first_row_columns == 0);
}

TEST_CASE("an empty input is a content error, plain or compressed", "[head]") {
  const Workspace workspace;
  const auto bytes = GENERATE(as<std::string>{}, "", gzip_member(""), std::string(bgzf_eof));
  const std::string path = workspace.file("matrix");
  write_file(path, bytes);
  const Error error = error_of([&] {
    Source source(path, {});
    return read_head(source, false);
  });
  CHECK(error.code() == Exit::content);
  CHECK(std::string(error.what()) == path + " is empty");
}

TEST_CASE("another format is refused, inside gzip and behind a byte order mark too", "[head]") {
  const Workspace workspace;
  const auto bytes = GENERATE(as<std::string>{}, "##fileformat=VCFv4.2\n", gzip_member("BAM\1..."),
                              bgzf_file("BCF\2\2", 100), "\xef\xbb\xbf##fileformat=VCFv4.2\n", "PK\3\4...",
                              "\xff\xfe"
                              "C\0H\0");
  write_file(workspace.file("matrix"), bytes);
  CHECK(error_of([&] {
          Source source(workspace.file("matrix"), {});
          return read_head(source, false);
        }).code() == Exit::content);
}

}  // namespace matrix2vcf::testing
