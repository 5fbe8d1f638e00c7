// SPDX-License-Identifier: MIT
// digits_test - parse_digits reads every length of digits, and refuses every other byte at every place.
#include "sites/digits.hpp"

#include <catch2/catch.hpp>
#include <string>

using matrix2vcf::parse_digits;
using matrix2vcf::word_digits;

TEST_CASE("parse_digits reads 1 to 8 digits, leading zeros too", "[digits]") {
  for (std::size_t digits = 1; digits <= word_digits; ++digits)
    for (const char* text : {"00000000", "00000001", "12345678", "98765432", "99999999", "10000000"}) {
      const std::string number(text, digits);
      for (const char* behind : {"\t\t\t\t\t\t\t\t", "99999999", "abcdefgh"})
        CHECK(parse_digits((number + behind).data(), digits) == std::stol(number));
    }
}

TEST_CASE("parse_digits refuses what is no digit", "[digits]") {
  for (std::size_t digits = 1; digits <= word_digits; ++digits)
    for (std::size_t at = 0; at < digits; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(2 * word_digits, '7');
        text[at] = static_cast<char>(byte);
        REQUIRE((parse_digits(text.data(), digits) >= 0) == (byte >= '0' && byte <= '9'));
      }
}
