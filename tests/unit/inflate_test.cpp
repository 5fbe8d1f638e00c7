// SPDX-License-Identifier: MIT
// inflate_test - gzip and BGZF give their text, and damaged ones an error, never another text.
#include "read/inflate.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compressed.hpp"
#include "helpers.hpp"
#include "random_matrix.hpp"
#include "read/source.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

constexpr std::size_t magic_bytes = 2;  // without them it is no gzip file, and plain text to Source

std::string read_all(const std::string& path, std::size_t piece = 4096) {
  Source source(path, {});
  std::string text;
  for (std::string bytes(piece, '\0');;) {
    const std::size_t got = source.read(bytes.data(), piece);
    if (got == 0) return text;
    text.append(bytes, 0, got);
  }
}

/// The text of a file with these bytes, or nothing where it is refused as an input error.
std::optional<std::string> text_of(const Workspace& workspace, const std::string& bytes) {
  const std::string path = workspace.file("input");
  std::filesystem::remove(path);  // a file system may sync what is written over
  write_file(path, bytes);
  try {
    return read_all(path);
  } catch (const Error& error) {
    CHECK(error.code() == Exit::input);
    CHECK_THAT(error.what(), Catch::StartsWith(path + ": "));
    CHECK_FALSE(error.hint().empty());
    return std::nullopt;
  }
}

std::string some_text(std::size_t bytes) {
  Dice dice(bytes);
  std::string text;
  while (text.size() < bytes) text += "1\t" + std::to_string(dice.below(100'000)) + "\tA\tC\n";
  return text.substr(0, bytes);
}

}  // namespace

TEST_CASE("is_gzip knows the two magic bytes and nothing else", "[inflate]") {
  CHECK(is_gzip("\x1f\x8b"));
  CHECK(is_gzip("\x1f\x8b\x08"));
  CHECK_FALSE(is_gzip("\x1f"));
  CHECK_FALSE(is_gzip(""));
  CHECK_FALSE(is_gzip("\x8b\x1f"));
  CHECK_FALSE(is_gzip("1\t2"));
}

TEST_CASE("gzip of one member, of several and of empty ones gives the text", "[inflate]") {
  const Workspace workspace;
  const std::string a = some_text(5000), b = some_text(70'000), empty = gzip_member("");
  CHECK((text_of(workspace, gzip_member(a)) == a));
  CHECK((text_of(workspace, gzip_member(a) + gzip_member(b)) == a + b));
  CHECK((text_of(workspace, empty + gzip_member(a) + empty + empty + gzip_member(b) + empty) == a + b));
  CHECK((text_of(workspace, empty) == ""));
  CHECK((text_of(workspace, gzip_member(a) + bgzf_blocks(b, 60'000)) ==
         a + b));  // the first member decides: no EOF block
}

TEST_CASE("BGZF gives the text, whatever its blocks", "[inflate]") {
  const Workspace workspace;
  const std::string text = some_text(150'000), eof(bgzf_eof);
  for (const std::size_t block : {std::size_t{333}, std::size_t{4096}, bgzf_max_text})
    for (const int level : {0, 1, 6}) CHECK((text_of(workspace, bgzf_file(text, block, level)) == text));
  CHECK((text_of(workspace, bgzf_file(text, 5000) + bgzf_file(text, 5000)) == text + text));  // cat a.gz b.gz
  CHECK((text_of(workspace, eof) == ""));
  CHECK((text_of(workspace, bgzf_file("a\n", 100) + eof) == "a\n"));
}

TEST_CASE("reading in small and large pieces gives the same text", "[inflate]") {
  const Workspace workspace;
  const std::string text = some_text(40'000);
  write_file(workspace.file("input"), bgzf_file(text, 1000));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1000}, std::size_t{1} << 20})
    CHECK((read_all(workspace.file("input"), piece) == text));
}

TEST_CASE("a gzip member cut anywhere is an input error", "[inflate]") {
  const Workspace workspace;
  const std::string whole = gzip_member(some_text(600));
  for (std::size_t length = magic_bytes; length < whole.size(); ++length) {
    INFO(length << " of " << whole.size() << " bytes");
    REQUIRE_FALSE(text_of(workspace, whole.substr(0, length)));
  }
}

TEST_CASE("a BGZF file cut anywhere is an input error, between blocks too", "[inflate]") {
  const Workspace workspace;
  const std::string whole = bgzf_file(some_text(900), 300);
  for (std::size_t length = 18; length < whole.size(); ++length) {  // 18: from here on it is known to be BGZF
    INFO(length << " of " << whole.size() << " bytes");
    REQUIRE_FALSE(text_of(workspace, whole.substr(0, length)));
  }
}

TEST_CASE("one wrong bit gives an error or the right text, never another", "[inflate]") {
  const Workspace workspace;
  const std::string text = some_text(400);
  const auto whole = GENERATE_COPY(as<std::string>{}, gzip_member(text),
                                   gzip_member(text.substr(0, 150)) + gzip_member(text.substr(150)),
                                   bgzf_file(text, 150), bgzf_file(text, 150, 0));
  int refused = 0;
  for (std::size_t bit = magic_bytes * 8; bit < whole.size() * 8; ++bit) {
    std::string damaged = whole;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    const auto found = text_of(workspace, damaged);
    refused += found ? 0 : 1;
    if (found) {
      INFO("bit " << bit << " of " << whole.size() * 8);
      REQUIRE((*found == text));
    }
  }
  CHECK(refused > static_cast<int>(whole.size()));  // some bits mean nothing: times and names in the gzip heads
}

TEST_CASE("zero bytes after the last member are padding, anything else is damage", "[inflate]") {
  const Workspace workspace;
  const std::string text = some_text(500), zeros(200'000, '\0');
  for (const std::string& whole : {gzip_member(text), bgzf_file(text, 200)}) {
    CHECK((text_of(workspace, whole + '\0') == text));
    CHECK((text_of(workspace, whole + zeros) == text));
    CHECK_FALSE(text_of(workspace, whole + "x"));
    CHECK_FALSE(text_of(workspace, whole + "\x1f"));
    CHECK_FALSE(text_of(workspace, whole + zeros + "x"));
    CHECK_FALSE(text_of(workspace, whole + '\0' + whole));
  }
}

TEST_CASE("a BGZF file without its EOF block is truncated", "[inflate]") {
  const Workspace workspace;
  const std::string text = some_text(500);
  CHECK_FALSE(text_of(workspace, bgzf_blocks(text, 200)));
  CHECK_FALSE(text_of(workspace, bgzf_blocks(text, 200) + std::string(100, '\0')));
  CHECK_FALSE(text_of(workspace, bgzf_file(text, 200) + bgzf_blocks(text, 200)));  // an EOF block in the middle is none
  write_file(workspace.file("input"), bgzf_blocks(text, 200));
  CHECK_THAT(error_of([&] { return read_all(workspace.file("input")); }).what(), Catch::Contains("end-of-file block"));
}

TEST_CASE("a stop request ends reading", "[inflate]") {
  const Workspace workspace;
  write_file(workspace.file("input"), gzip_member(some_text(1'000'000)));
  std::stop_source stop;
  Source source(workspace.file("input"), stop.get_token());
  stop.request_stop();
  std::string bytes(1 << 20, '\0');
  CHECK_THROWS_AS(
      [&] {
        while (source.read(bytes.data(), bytes.size()) != 0) continue;
      }(),
      Stopped);
}

}  // namespace matrix2vcf::testing
