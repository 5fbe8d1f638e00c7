// SPDX-License-Identifier: MIT
// letters_test - the kernels of the common shape, at every length and every byte.
#include "sites/letters.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"

namespace matrix2vcf::testing {
namespace {

constexpr std::string_view common = "ACGTN.?-*";

std::string cells_of(const std::string& letters) {
  std::string cells;
  for (const char letter : letters) (cells += '\t') += letter;
  return cells;
}

std::string random_letters(Dice& dice, std::size_t columns) {
  std::string letters;
  for (std::size_t i = 0; i < columns; ++i) letters += common[dice.below(common.size())];
  return letters;
}

}  // namespace

TEST_CASE("letter_of knows the nine letters of the common shape and no other byte", "[letters]") {
  for (int byte = 0; byte < 256; ++byte) {
    const auto letter = static_cast<char>(byte);
    unsigned expected = letter_uncommon;
    switch (letter) {
      case 'A': expected = letter_a; break;
      case 'C': expected = letter_c; break;
      case 'G': expected = letter_g; break;
      case 'T': expected = letter_t; break;
      case 'N':
      case '.':
      case '?': expected = letter_missing; break;
      case '-':
      case '*': expected = letter_gap; break;
      default: break;
    }
    CHECK(letter_of(letter) == expected);
  }
}

TEST_CASE("letters_present is the OR over all cells, for every number of columns", "[letters]") {
  Dice dice(1);
  CHECK(letters_present(nullptr, 0) == 0);
  for (std::size_t columns = 1; columns <= 140; ++columns) {
    const std::string letters = random_letters(dice, columns);
    unsigned expected = 0;
    for (const char letter : letters) expected |= letter_of(letter);
    REQUIRE(letters_present(cells_of(letters).data(), columns) == expected);
    // One letter among others is seen wherever it stands, and what stands behind the row is not.
    for (std::size_t at = 0; at < columns; ++at) {
      std::string one(columns, 'A');
      one[at] = 'T';
      REQUIRE(letters_present((cells_of(one) + "\tC").data(), columns) ==
              (columns == 1 ? letter_t : letter_a | letter_t));
    }
  }
}

TEST_CASE("a byte that is no tab where one must be is seen, wherever it stands", "[letters]") {
  for (std::size_t columns = 1; columns <= 70; ++columns)
    for (std::size_t at = 0; at < columns; ++at)
      for (const char byte : {'A', ' ', '\n', '\0', '\x89'}) {
        std::string cells = cells_of(std::string(columns, 'C'));
        cells[2 * at] = byte;
        REQUIRE((letters_present(cells.data(), columns) & letter_uncommon) != 0);
      }
}

TEST_CASE("letters with different meaning differ in their low four bits", "[letters]") {
  for (const char a : common)
    for (const char b : common)
      if ((a & 15) == (b & 15)) CHECK(letter_of(a) == letter_of(b));
}

TEST_CASE("letters_to_codes takes each code from the table and writes no byte more", "[letters]") {
  Dice dice(2);
  LetterCodes table{};
  std::iota(table.begin(), table.end(), std::uint8_t{100});
  for (std::size_t columns = 0; columns <= 140; ++columns) {
    const std::string letters = random_letters(dice, columns);
    const std::string cells = cells_of(letters);
    std::vector<std::uint8_t> codes(columns + 1, 7);
    letters_to_codes(cells.data(), columns, table, codes.data());
    for (std::size_t i = 0; i < columns; ++i) REQUIRE(codes[i] == 100 + (letters[i] & 15));
    REQUIRE(codes[columns] == 7);
  }
}

TEST_CASE("first_column finds the first chosen column of some letters, for every number of columns", "[letters]") {
  Dice dice(4);
  for (std::size_t columns = 1; columns <= 140; ++columns) {
    for (int round = 0; round < 20; ++round) {
      const std::string letters = random_letters(dice, columns);
      std::vector<std::uint8_t> chosen(columns);
      for (std::uint8_t& mark : chosen) mark = dice.percent(30) ? 1 : 0;
      const auto wanted = static_cast<unsigned>(dice.below(64));
      std::size_t expected = 0;
      while (expected < columns && ((letter_of(letters[expected]) & wanted) == 0 || chosen[expected] == 0)) ++expected;
      REQUIRE(first_column(cells_of(letters).data(), columns, wanted, chosen.data()) == expected);
    }
    const std::string last(columns - 1, 'A');
    REQUIRE(first_column(cells_of(last + "T").data(), columns, letter_t,
                         std::vector<std::uint8_t>(columns, 1).data()) == columns - 1);
  }
}

TEST_CASE("permute_codes takes each code from its place, in every length", "[letters]") {
  Dice dice(5);
  for (std::size_t length = 0; length <= 100; ++length) {
    std::vector<std::uint8_t> codes(permuted_columns), from(length), out(length + 1, 7);
    for (std::uint8_t& code : codes) code = static_cast<std::uint8_t>(dice.below(256));
    for (std::uint8_t& place : from) place = static_cast<std::uint8_t>(dice.below(permuted_columns));
    permute_codes(codes.data(), from, out.data());
    for (std::size_t i = 0; i < length; ++i) REQUIRE(out[i] == codes[from[i]]);
    REQUIRE(out[length] == 7);
  }
}

TEST_CASE("count_code counts in every length, and nothing behind", "[letters]") {
  Dice dice(3);
  for (std::size_t length = 0; length <= 600; ++length) {
    std::vector<std::uint8_t> storage(std::max(length, counted_codes));
    for (std::uint8_t& code : storage) code = static_cast<std::uint8_t>(dice.below(4));
    const auto codes = std::span<const std::uint8_t>(storage).first(length);
    for (std::uint8_t code = 0; code < 4; ++code)
      REQUIRE(count_code(codes, code) == static_cast<std::size_t>(std::ranges::count(codes, code)));
    REQUIRE(count_code(codes, 254) == 0);
  }
  CHECK(count_code(std::vector<std::uint8_t>(100'000, 254), 254) == 100'000);
}

}  // namespace matrix2vcf::testing
