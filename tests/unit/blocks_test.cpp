// SPDX-License-Identifier: MIT
// blocks_test - a file and a stream are cut at the same places, and these are where ten plain lines would cut.
#include "read/blocks.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

using Blocks = std::map<std::int64_t, std::string>;  // those that are not empty, by number

/// Block k: the lines whose first byte lies in [k, k + 1) x block_bytes.
Blocks cut_plainly(const std::string& text, std::size_t body_begin, std::size_t block_bytes) {
  Blocks blocks;
  for (std::size_t at = body_begin; at < text.size();) {
    const std::size_t newline = text.find('\n', at);
    const std::size_t next = newline == std::string::npos ? text.size() : newline + 1;
    blocks[static_cast<std::int64_t>(at / block_bytes)] += text.substr(at, next - at);
    at = next;
  }
  return blocks;
}

/// The blocks in the order `numbers`; every slice must consist of whole lines.
Blocks cut_by_slices(const Source& source, std::int64_t body_begin, std::size_t block_bytes,
                     const std::vector<std::int64_t>& numbers) {
  FileSlices slices(source, body_begin, block_bytes);
  Blocks blocks;
  bool whole_lines = true;
  for (const std::int64_t number : numbers) {
    std::string block;
    slices.begin(number);
    for (std::string_view slice = slices.next(); !slice.empty(); slice = slices.next()) {
      whole_lines = whole_lines && (block.empty() || block.ends_with('\n'));
      block += slice;
    }
    if (!slices.next().empty()) whole_lines = false;  // the end is the end
    if (!block.empty()) blocks[number] = block;
  }
  CHECK(whole_lines);
  return blocks;
}

Blocks cut_stream(const std::string& path, std::size_t block_bytes) {
  Source source(path, {});
  Head head = read_head(source, true);
  StreamBlocks stream(source, head, block_bytes);
  Blocks blocks;
  Buffer block;
  for (std::int64_t number = 0; stream.next(block); ++number)
    if (!block.empty()) blocks[number] = block.view();
  return blocks;
}

std::vector<std::int64_t> shuffled_numbers(Dice& dice, std::size_t text_bytes, std::size_t block_bytes) {
  std::vector<std::int64_t> numbers;
  for (std::size_t number = 0; number <= text_bytes / block_bytes + 1; ++number)
    numbers.push_back(static_cast<std::int64_t>(number));
  dice.shuffle(numbers);
  return numbers;
}

/// Lines up to `longest` bytes, some blank, with one kind of line end; `##` lines in front; the last newline may lack.
std::string random_text(Dice& dice, std::size_t bytes, std::size_t longest) {
  const std::string line_end = dice.percent(30) ? "\r\n" : "\n";
  std::string text = dice.percent(20) ? "\xef\xbb\xbf" : "";
  while (dice.percent(30)) text += "##" + std::string(dice.below(longest + 1), '#') + line_end;
  text += 'x';  // the first row, which is no comment
  while (text.size() < bytes) {
    if (!dice.percent(15)) text += std::string(dice.below(longest + 1), static_cast<char>('a' + dice.below(26)));
    text += line_end;
  }
  if (dice.percent(40)) text += "last";
  return text;
}

void check_all_ways(Dice& dice, const Workspace& workspace, const std::string& text, std::size_t block_bytes) {
  INFO("text of " << text.size() << " bytes, blocks of " << block_bytes);
  const std::string path = workspace.file("text");
  write_file(path, text);
  Source source(path, {});
  REQUIRE(source.is_seekable());
  const std::int64_t body_begin = read_head(source, true).body_begin;
  const Blocks expected = cut_plainly(text, static_cast<std::size_t>(body_begin), block_bytes);
  const std::vector<std::int64_t> numbers = shuffled_numbers(dice, text.size(), block_bytes);
  // Compared as a whole: Catch2 would print megabytes otherwise.
  CHECK((cut_by_slices(source, body_begin, block_bytes, numbers) == expected));
  CHECK((cut_stream(path, block_bytes) == expected));
}

}  // namespace

TEST_CASE("a file and a stream are cut where ten plain lines cut", "[blocks]") {
  const Workspace workspace;
  Dice dice(1);
  for (int round = 0; round < 150; ++round) {
    const std::string text = random_text(dice, dice.below(300), 1 + dice.below(60));
    for (const std::size_t block_bytes :
         {std::size_t{1}, 2 + dice.below(9), 11 + dice.below(100), text.size(), text.size() + 1})
      check_all_ways(dice, workspace, text, block_bytes);
  }
}

TEST_CASE("the cuts are right where blocks end near a page", "[blocks]") {
  const Workspace workspace;
  Dice dice(2);
  for (int round = 0; round < 20; ++round) {
    const std::string text = random_text(dice, 20'000 + dice.below(9000), 1 + dice.below(5000));
    for (const std::size_t block_bytes :
         std::vector<std::size_t>{4095, 4096, 4097, 8192, 12'288, 8191 + dice.below(5000)})
      check_all_ways(dice, workspace, text, block_bytes);
  }
}

TEST_CASE("lines longer than blocks and slices are cut as any other", "[blocks]") {
  constexpr std::size_t slice = std::size_t{256} << 10;
  const Workspace workspace;
  Dice dice(3);
  for (const std::size_t longest : {slice - 1, slice, slice + 1, 5 * slice}) {
    const std::string text = random_text(dice, 10 * slice, longest);
    for (const std::size_t block_bytes : {std::size_t{4099}, slice / 2, slice, slice + 4097, 20 * slice})
      check_all_ways(dice, workspace, text, block_bytes);
  }
}

TEST_CASE("a text whose last line ends on a block's border gives no line to the block after it", "[blocks]") {
  const Workspace workspace;
  Dice dice(4);
  for (const std::size_t rows : std::vector<std::size_t>{1, 2, 1024, 65'536}) {
    std::string text;
    for (std::size_t row = 0; row < rows; ++row) text += "abc\n";
    for (const std::size_t block_bytes : {std::size_t{4} * rows, std::size_t{4096}, 2 * rows})
      check_all_ways(dice, workspace, text, block_bytes);
  }
}

TEST_CASE("a text without a row has empty blocks only", "[blocks]") {
  const Workspace workspace;
  Dice dice(5);
  const auto text = GENERATE(as<std::string>{}, "##a\n", "##a\n##b", "\n", "\n\n\n", "\r\n");
  for (const std::size_t block_bytes : std::vector<std::size_t>{1, 2, 100})
    check_all_ways(dice, workspace, text, block_bytes);
}

TEST_CASE("a pipe and a gzip file give the blocks of the text", "[blocks]") {
  const Workspace workspace;
  Dice dice(6);
  const std::string text = random_text(dice, 300'000, 900);
  write_gzip(workspace.file("text.gz"), text);
  write_bgzf(workspace.file("text.bgz"), text, 777);
  write_file(workspace.file("text"), text);
  Source plain(workspace.file("text"), {});
  const auto body_begin = static_cast<std::size_t>(read_head(plain, true).body_begin);
  for (const std::size_t block_bytes : std::vector<std::size_t>{1000, 65'536, 131'072, 400'000}) {
    const Blocks expected = cut_plainly(text, body_begin, block_bytes);
    CHECK((cut_stream(workspace.file("text.gz"), block_bytes) == expected));
    CHECK((cut_stream(workspace.file("text.bgz"), block_bytes) == expected));
    const Pipe pipe(text);
    CHECK((cut_stream(pipe.path(), block_bytes) == expected));
  }
}

TEST_CASE("a file that becomes shorter while it is read is an input error", "[blocks]") {
  const Workspace workspace;
  const std::string path = workspace.file("text");
  write_file(path, std::string(10'000, 'a') + "\n" + std::string(10'000, 'b') + "\n");
  const Source source(path, {});
  write_file(path, "a\n");
  FileSlices slices(source, 0, 100'000);
  const Error error = error_of([&] {
    slices.begin(0);
    return slices.next();
  });
  CHECK(error.code() == Exit::input);
  CHECK_THAT(error.what(), Catch::Contains("became shorter"));
}

}  // namespace matrix2vcf::testing
