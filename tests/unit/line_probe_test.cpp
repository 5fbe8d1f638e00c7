// SPDX-License-Identifier: MIT
// line_probe_test - a line found from any offset, and a row found by its POS, are what a walk over all lines finds.
#include "read/line_probe.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

struct Row {
  std::int64_t offset;
  std::int64_t position;
};

struct SortedRows {
  std::string text;
  std::vector<Row> rows;
};

/// Rows of one contig behind `head`; POS repeats, rows differ in length.
SortedRows random_rows(Dice& dice, std::string head, std::size_t count, std::size_t longest) {
  SortedRows sorted{std::move(head), {}};
  std::int64_t position = 1;
  for (std::size_t i = 0; i < count; ++i) {
    position += dice.percent(30) ? 0 : dice.between(1, 20);
    sorted.rows.push_back({static_cast<std::int64_t>(sorted.text.size()), position});
    sorted.text += "chr1\t" + std::to_string(position) + "\t" + std::string(1 + dice.below(longest), 'A') + "\n";
  }
  return sorted;
}

std::int64_t walk(const SortedRows& sorted, std::int64_t high, std::int64_t position) {
  const auto row = std::ranges::find_if(sorted.rows, [&](const Row& each) { return each.position >= position; });
  return row == sorted.rows.end() ? high : row->offset;
}

}  // namespace

TEST_CASE("first_line finds the first line that begins at or after an offset", "[line_probe]") {
  const Workspace workspace;
  const std::string text = "head\na\t1\tA\nbb\t22\tC\n\nccc\t333333333333333333333333333333333333333\nd\ne\t5";
  write_file(workspace.file("text"), text);
  const Source source(workspace.file("text"), {});
  const std::vector<LineStart> lines{{5, "a", "1"},   {11, "bb", "22"}, {19, "", ""},
                                     {20, "ccc", ""}, {64, "d", ""},    {66, "e", "5"}};
  for (std::int64_t offset = 5; offset <= static_cast<std::int64_t>(text.size()); ++offset) {
    INFO("offset " << offset);
    const auto expected = std::ranges::find_if(lines, [&](const LineStart& line) { return line.offset >= offset; });
    const std::optional<LineStart> found = first_line(source, 5, offset);
    REQUIRE(found.has_value() == (expected != lines.end()));
    if (!found) continue;
    CHECK(first_line(source, 5, offset, {}, expected->offset + 1)->offset == expected->offset);
    CHECK(found->offset == expected->offset);
    CHECK(found->chrom == expected->chrom);
    if (expected->chrom == "ccc")
      CHECK(found->position == std::string(32, '3'));
    else
      CHECK(found->position == expected->position);
  }
}

TEST_CASE("first_line finds fields that lie across the pieces that it reads", "[line_probe]") {
  const Workspace workspace;
  for (std::size_t before = 4080; before <= 4100; ++before) {
    INFO("bytes before: " << before);
    write_file(workspace.file("text"), std::string(before - 1, 'x') + "\nchrom_1\t1234567\tA\n");
    const Source source(workspace.file("text"), {});
    const std::optional<LineStart> line = first_line(source, 0, 1);
    REQUIRE(line);
    CHECK(line->offset == static_cast<std::int64_t>(before));
    CHECK(line->chrom == "chrom_1");
    CHECK(line->position == "1234567");
  }
}

TEST_CASE("find_row finds what a walk over all rows finds", "[line_probe]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::string head = dice.percent(50) ? "chr0\t1\tA\nchr0\t1000000\tA\n" : "";
    SortedRows sorted = random_rows(dice, head, dice.below(60), dice.pick(std::vector<std::size_t>{1, 40, 9000}));
    const auto low = static_cast<std::int64_t>(head.size()), high = static_cast<std::int64_t>(sorted.text.size());
    if (dice.percent(50)) sorted.text += "chr2\t1\tA\nchr2\t2\tA\n";
    write_file(workspace.file("rows"), sorted.text);
    const Source source(workspace.file("rows"), {});
    const std::int64_t last = sorted.rows.empty() ? 1 : sorted.rows.back().position;
    for (std::int64_t position = 1; position <= last + 2; ++position)
      REQUIRE(find_row(source, low, high, position).offset == walk(sorted, high, position));
  }
}

TEST_CASE("find_row stops at blank lines and at what is no POS, for the reader to judge", "[line_probe]") {
  const Workspace workspace;
  struct Case {
    std::string text;
    std::int64_t position;
    std::int64_t expected;
  };
  for (const Case& c : {Case{"1\t5\tA\n\n\n", 6, 6},
                        {"1\t5\tA\n1\tx\tA\n", 6, 6},
                        {"1\t5\tA\n1\t\tA\n", 2'147'483'647, 6},
                        {"1\t5\tA\r\n1\t6\tA\r\n", 6, 7},
                        {"1\t5\tA\n1\t6", 6, 6},
                        {"1\t5\tA\n1\t6", 7, 9},
                        {"", 1, 0}}) {
    INFO(c.text);
    write_file(workspace.file("rows"), c.text);
    const Source source(workspace.file("rows"), {});
    CHECK(find_row(source, 0, static_cast<std::int64_t>(c.text.size()), c.position).offset == c.expected);
  }
}

}  // namespace matrix2vcf::testing
