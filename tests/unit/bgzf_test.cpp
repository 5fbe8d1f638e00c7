// SPDX-License-Identifier: MIT
// bgzf_test - htslib reads our blocks back, whatever is in them, and finds each frame right.
#include <htslib/bgzf.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compressed.hpp"
#include "helpers.hpp"
#include "random_matrix.hpp"
#include "test_files.hpp"
#include "write/htslib.hpp"

namespace matrix2vcf::testing {
namespace {

std::string repetitive(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes)
    text += "20\t" + std::to_string(text.size()) + "\t.\tA\tC\t.\t.\tAC=1;AN=4\tGT:PI\t0|1:20\t0|0:20\n";
  return text.substr(0, bytes);
}

std::string noise(std::size_t bytes) {
  Dice dice(bytes);
  std::string text(bytes, '\0');
  for (char& byte : text) byte = static_cast<char>(dice.below(256));
  return text;
}

std::string read_by_htslib(const Workspace& workspace, const std::string& file) {
  write_file(workspace.file("blocks.gz"), file);
  const HtsReader reader(bgzf_open(workspace.file("blocks.gz").c_str(), "r"));
  REQUIRE(reader != nullptr);
  CHECK(bgzf_check_EOF(reader.get()) == 1);
  std::string text, bytes(100'000, '\0');
  for (;;) {
    const ssize_t count = bgzf_read(reader.get(), bytes.data(), bytes.size());
    REQUIRE(count >= 0);
    if (count == 0) return text;
    text.append(bytes, 0, static_cast<std::size_t>(count));
  }
}

/// Sizes of the blocks by their BSIZE fields; they must cover `blocks`.
std::vector<std::size_t> block_sizes(const std::string& blocks) {
  std::vector<std::size_t> sizes;
  for (std::size_t at = 0; at < blocks.size(); at += sizes.back()) {
    REQUIRE(at + 18 <= blocks.size());
    sizes.push_back(1U + static_cast<unsigned char>(blocks[at + 16]) +
                    256U * static_cast<unsigned char>(blocks[at + 17]));
    REQUIRE(at + sizes.back() <= blocks.size());
  }
  return sizes;
}

}  // namespace

TEST_CASE("htslib reads back what was written, at every level and length", "[bgzf]") {
  const Workspace workspace;
  const int level = GENERATE(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  const auto bytes =
      GENERATE(as<std::size_t>{}, 1, 2, 100, bgzf_max_text - 1, bgzf_max_text, bgzf_max_text + 1, 3 * bgzf_max_text);
  const std::string text = repetitive(bytes);
  BgzfCompressor compressor(level);
  Buffer out;
  compressor.append_text(text, out);
  const std::string blocks(out.view());
  CHECK(block_sizes(blocks).size() == (bytes + bgzf_max_text - 1) / bgzf_max_text);
  CHECK((read_by_htslib(workspace, blocks + std::string(bgzf_eof)) == text));
}

TEST_CASE("noise is stored, and its block still fits", "[bgzf]") {
  const Workspace workspace;
  const int level = GENERATE(0, 1, 6, 9);
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{1000}, bgzf_max_text - 1, bgzf_max_text}) {
    const std::string text = noise(bytes);
    const std::string blocks = bgzf_blocks(text, bytes, level);
    CHECK(blocks.size() <= 0x10000);
    CHECK(blocks.size() <= bytes + 18 + 8 + 20);  // a stored block's own bytes, at most a few of them
    CHECK(block_sizes(blocks) == std::vector{blocks.size()});
    CHECK((read_by_htslib(workspace, blocks + std::string(bgzf_eof)) == text));
  }
}

TEST_CASE("level 0 stores and the others compress", "[bgzf]") {
  const std::string text = repetitive(60'000);
  CHECK(bgzf_blocks(text, text.size(), 0).size() == text.size() + 18 + 5 + 8);
  std::size_t before = text.size();
  for (const int level : {1, 6, 9}) {
    const std::size_t size = bgzf_blocks(text, text.size(), level).size();
    CHECK(size < text.size() / 3);
    CHECK(size <= before);
    before = size;
  }
  CHECK((bgzf_blocks(text, text.size(), -1) == bgzf_blocks(text, text.size(), bgzf_default_level)));
}

TEST_CASE("the bytes are a function of level and text alone", "[bgzf]") {
  BgzfCompressor used(6), fresh(6);
  Buffer waste, first, second;
  used.append_text(noise(100'000), waste);
  used.append_text(repetitive(50'000), first);
  fresh.append_text(repetitive(50'000), second);
  CHECK((first.view() == second.view()));
  BgzfCompressor moved(std::move(used));
  Buffer third;
  moved.append_text(repetitive(50'000), third);
  CHECK((third.view() == second.view()));
}

TEST_CASE("nothing gives no block", "[bgzf]") {
  Buffer out;
  BgzfCompressor(6).append_text("", out);
  CHECK(out.empty());
}

TEST_CASE("the EOF block is the one that htslib writes", "[bgzf]") {
  const Workspace workspace;
  BGZF* const writer = bgzf_open(workspace.file("empty").c_str(), "w");
  REQUIRE(bgzf_close(writer) == 0);
  CHECK((read_file(workspace.file("empty")) == bgzf_eof));
  CHECK(block_sizes(std::string(bgzf_eof)) == std::vector<std::size_t>{28});
}

}  // namespace matrix2vcf::testing
