// SPDX-License-Identifier: MIT
// text_test - what a message shows is safe, and numbers and names are taken apart as promised.
#include "text.hpp"

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"

namespace matrix2vcf::testing {
namespace {

struct Shown {
  std::string text, shown;
};

}  // namespace

TEST_CASE("printable escapes what a terminal could obey and keeps UTF-8", "[text]") {
  const auto c = GENERATE(values<Shown>({
      {"", ""},
      {"chr1 ~!", "chr1 ~!"},
      {"a\tb\nc\rd", "a\\tb\\nc\\rd"},
      {std::string("\0", 1), "\\x00"},
      {"\x1b[31m", "\\x1b[31m"},
      {"\x7f", "\\x7f"},
      {"\xc3\xa4\xe2\x82\xac\xf0\x9f\xa7\xac", "\xc3\xa4\xe2\x82\xac\xf0\x9f\xa7\xac"},
      {"\xc2\x9b"
       "31m",
       "\\xc2\\x9b31m"},         // C1 control sequence introducer
      {"\xc2\xa0", "\xc2\xa0"},  // the first that is no control
      {"\xff", "\\xff"},
      {"\xc3", "\\xc3"},
      {"\xc3(", "\\xc3("},
      {"\xe2\x82", "\\xe2\\x82"},
      {"\xc0\xaf", "\\xc0\\xaf"},                    // overlong
      {"\xe0\x80\xaf", "\\xe0\\x80\\xaf"},           // overlong
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},           // surrogate
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},  // past U+10FFFF
  }));
  CHECK(printable(c.text) == c.shown);
  CHECK(quoted(c.text) == "\"" + c.shown + "\"");
}

TEST_CASE("printable leaves no control byte and no broken UTF-8, whatever it is given", "[text]") {
  Dice dice(1);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t i = dice.below(12); i > 0; --i)
      text += static_cast<char>(dice.percent(50) ? dice.below(256) : 0x80 + dice.below(128));
    const std::string shown = printable(text);
    REQUIRE(is_utf8(shown));
    for (const char byte : shown) REQUIRE((static_cast<unsigned char>(byte) >= 0x20 && byte != '\x7f'));
  }
}

TEST_CASE("a name in an account is cut as a quoted text is", "[text]") {
  CHECK(shown_name("a\tb") == "a\\tb");
  CHECK(shown_name(std::string(60, 'a')) == std::string(60, 'a'));
  CHECK(shown_name(std::string(1'000'000, 'a')) == std::string(60, 'a') + "...");
}

TEST_CASE("quoted cuts after 60 bytes, not within a character", "[text]") {
  CHECK(quoted(std::string(60, 'a')) == "\"" + std::string(60, 'a') + "\"");
  CHECK(quoted(std::string(61, 'a')) == "\"" + std::string(60, 'a') + "...\"");
  CHECK(quoted(std::string(1'000'000, 'a')).size() == 65);
  const std::string euro = "\xe2\x82\xac";
  CHECK(quoted(std::string(58, 'a') + euro + "b") == "\"" + std::string(58, 'a') + "...\"");
  CHECK(quoted(std::string(57, 'a') + euro + "b") == "\"" + std::string(57, 'a') + euro + "...\"");
  CHECK(quoted(std::string(100, '\x80')) == "\"" + [] {
    std::string escaped;
    for (int i = 0; i < 56; ++i) escaped += "\\x80";  // broken UTF-8: up to four bytes fewer
    return escaped;
  }() + "...\"");
}

TEST_CASE("a place names file and line, and - is standard input", "[text]") {
  CHECK(file_and_line("a/b.tsv", 7) == "a/b.tsv:7: ");
  CHECK(file_and_line("-", 1) == "standard input:1: ");
  CHECK(shown_path("-") == "standard input");
  CHECK(shown_path("a\nb") == "a\\nb");
}

TEST_CASE("split gives one field more than there are separators", "[text]") {
  using Fields = std::vector<std::string_view>;
  CHECK(split("", '\t') == Fields{""});
  CHECK(split("a", '\t') == Fields{"a"});
  CHECK(split("a\tb", '\t') == Fields{"a", "b"});
  CHECK(split("\t", '\t') == Fields{"", ""});
  CHECK(split("\ta\t\t", '\t') == Fields{"", "a", "", ""});
}

TEST_CASE("without_cr takes one carriage return from the end", "[text]") {
  CHECK(without_cr("a\r") == "a");
  CHECK(without_cr("a\r\r") == "a\r");
  CHECK(without_cr("\ra") == "\ra");
  CHECK(without_cr("") == "");
}

TEST_CASE("a whole number is digits alone and fits in 64 bits", "[text]") {
  struct Case {
    std::string text;
    std::optional<std::int64_t> value;
  };
  const auto c = GENERATE(values<Case>({
      {"0", 0},
      {"7", 7},
      {"0042", 42},
      {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
      {"9223372036854775808", {}},
      {"99999999999999999999", {}},
      {"", {}},
      {"-1", {}},
      {"-0", {}},
      {"+1", {}},
      {" 1", {}},
      {"1 ", {}},
      {"1x", {}},
      {"0x1", {}},
      {"1e3", {}},
      {"1.0", {}},
  }));
  CHECK(parse_whole_number(c.text) == c.value);
}

TEST_CASE("UTF-8 is told from other bytes", "[text]") {
  for (const std::string good : {"", "a", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                                 "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
    CHECK(is_utf8(good));
  for (const std::string bad : {"\x80", "\xc1\xbf", "\xc2", "\xc2\x7f", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe1\x80",
                                "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe9z"})
    CHECK_FALSE(is_utf8(bad));
}

TEST_CASE("upper_case changes a to z alone", "[text]") { CHECK(upper_case("aZz{`@[1\xe4") == "AZZ{`@[1\xe4"); }

TEST_CASE("a count has its noun in the right number", "[text]") {
  CHECK(counted(0, "row") == "0 rows");
  CHECK(counted(1, "row") == "1 row");
  CHECK(counted(2, "row") == "2 rows");
}

}  // namespace matrix2vcf::testing
