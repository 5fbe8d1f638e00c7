// SPDX-License-Identifier: MIT
// Rows that are skipped must be those that the scan would find invariant, at every number of columns and on every CPU.
#include "sites/invariant_rows.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>

#include "limits.hpp"

namespace {

using matrix2vcf::Cpu;
using matrix2vcf::RowWalk;

std::string row_of(const std::string& chrom, std::int64_t position, char ref, const std::string& letters) {
  std::string row = chrom + "\t" + std::to_string(position) + "\t" + ref;
  for (const char letter : letters) (row += '\t') += letter;
  return row + "\n";
}

// Skips in a copy with the padding that readers promise; returns bytes skipped.
std::size_t skip(const std::string& text, RowWalk& walk, Cpu level) {
  const std::string padded = text + std::string(matrix2vcf::slice_padding, 'A');
  return static_cast<std::size_t>(
      matrix2vcf::skip_invariant_rows(padded.data(), padded.data() + text.size(), walk, level) - padded.data());
}

RowWalk walk_of(std::string_view chrom, std::size_t digits, std::size_t columns, std::int64_t position) {
  return {.chrom = chrom,
          .pos_digits = digits,
          .columns = columns,
          .position = position,
          .limit = matrix2vcf::max_position};
}

}  // namespace

TEST_CASE("rows of REF, N and dot are skipped up to the first that holds anything else", "[invariant_rows]") {
  const auto columns = GENERATE(range(1, 70));
  const auto level = GENERATE(Cpu::scalar, Cpu::avx2);
  if (level == Cpu::avx2 && matrix2vcf::cpu() != Cpu::avx2) return;
  const auto count = static_cast<std::size_t>(columns);
  std::mt19937_64 dice(count);
  for (std::size_t odd = 0; odd < count; ++odd)
    for (const char letter : {'C', 'a', '-', '*', '?', '\0', '\t', '\n', 'n', 'R'}) {
      std::string letters(count, 'A');
      for (char& cell : letters) cell = "AAN."[dice() % 4];
      const std::string plain =
          row_of("chr1", 100, 'A', letters) + row_of("chr1", 100, 'A', letters) + row_of("chr1", 999, 'A', letters);
      letters[odd] = letter;
      RowWalk walk = walk_of("chr1", 3, count, 99);
      REQUIRE(skip(plain + row_of("chr1", 999, 'A', letters) + plain, walk, level) == plain.size());
      REQUIRE(walk.rows == 3);
      REQUIRE(walk.repeated == 1);
      REQUIRE(walk.position == 999);
      REQUIRE(walk.next == 999);
    }
}

TEST_CASE("a row that is not the one foretold is left alone", "[invariant_rows]") {
  const auto level = GENERATE(Cpu::scalar, Cpu::avx2);
  if (level == Cpu::avx2 && matrix2vcf::cpu() != Cpu::avx2) return;
  const std::string letters(20, 'A');
  const std::string good = row_of("c", 5000, 'A', letters);
  const std::string rows[] = {
      row_of("d", 5000, 'A', letters),           // another contig
      row_of("cc", 500, 'A', letters),           // of the same length
      row_of("c", 500, 'A', letters),            // fewer digits
      row_of("c", 50000, 'A', letters),          // more digits
      row_of("c", 3999, 'A', letters),           // not sorted
      row_of("c", 7001, 'A', letters),           // past the limit
      row_of("c", 5000, 'a', letters),           // REF in lower case
      row_of("c", 5000, 'R', letters),           // REF no base
      row_of("c", 5000, 'A', letters + "A"),     // a column too many
      "c\t5x00\tA" + good.substr(8),             // no number
      "c\t5000 A" + good.substr(8),              // no tab
      good.substr(0, good.size() - 1) + "\r\n",  // CRLF
      good.substr(0, good.size() - 1),           // the last line without its newline
      "\n" + good,
  };
  for (const std::string& row : rows) {
    RowWalk walk = walk_of("c", 4, 20, 4000);
    walk.limit = 7000;
    CAPTURE(row);
    CHECK(skip(row, walk, level) == 0);
    CHECK(walk.rows == 0);
    CHECK(walk.next == -1);
  }
  RowWalk walk = walk_of("c", 4, 20, 4000);
  CHECK(skip(good, walk, level) == good.size());
}

TEST_CASE("every number of 1 to 8 digits is read", "[invariant_rows]") {
  const auto level = GENERATE(Cpu::scalar, Cpu::avx2);
  if (level == Cpu::avx2 && matrix2vcf::cpu() != Cpu::avx2) return;
  std::int64_t position = 1;
  for (std::size_t digits = 1; digits <= 8; ++digits, position *= 10)
    for (const std::int64_t at : {position, position * 10 - 1, position * 5, position * 3 + position / 7}) {
      RowWalk walk = walk_of("c", digits, 3, 1);
      const std::string row = row_of("c", at, 'T', "TNT");
      CHECK(skip(row, walk, level) == row.size());
      CHECK(walk.position == at);
    }
  for (std::size_t bad = 0; bad < 8; ++bad)
    for (int byte = 0; byte < 256; ++byte) {
      std::string row = row_of("c", 11111111, 'T', "TTT");
      row[2 + bad] = static_cast<char>(byte);
      RowWalk walk = walk_of("c", 8, 3, 1);
      REQUIRE((skip(row, walk, level) != 0) == (byte >= '0' && byte <= '9'));
    }
}

TEST_CASE("rows that follow each other are counted across every ten", "[invariant_rows]") {
  const auto level = GENERATE(Cpu::scalar, Cpu::avx2);
  if (level == Cpu::avx2 && matrix2vcf::cpu() != Cpu::avx2) return;
  const std::string letters(16, 'A');
  const auto rows = [&](std::int64_t first, std::int64_t last) {
    std::string text;
    for (std::int64_t position = first; position <= last; ++position) text += row_of("chr1", position, 'A', letters);
    return text;
  };
  const std::string text = rows(1001, 1342);
  for (const std::string& next : {row_of("chr1", 1342, 'A', letters), row_of("chr1", 1350, 'A', letters)}) {
    RowWalk walk = walk_of("chr1", 4, 16, 1000);
    CHECK(skip(text + next, walk, level) == text.size() + next.size());
    CHECK(walk.rows == 343);
    CHECK(walk.repeated == (next == row_of("chr1", 1342, 'A', letters) ? 1 : 0));
    CHECK(walk.position == (next == row_of("chr1", 1342, 'A', letters) ? 1342 : 1350));
  }
  RowWalk limited = walk_of("chr1", 4, 16, 1000);
  limited.limit = 1236;
  CHECK(skip(text, limited, level) == 236 * row_of("chr1", 1001, 'A', letters).size());
  CHECK(limited.position == 1236);
}

TEST_CASE("what stands behind a row is verified in each of its bytes", "[invariant_rows]") {
  const auto level = GENERATE(Cpu::scalar, Cpu::avx2);
  if (level == Cpu::avx2 && matrix2vcf::cpu() != Cpu::avx2) return;
  const std::string letters(16, 'A');
  for (const std::int64_t before : {1233, 1239}) {
    const std::string text = row_of("chr1", before - 1, 'A', letters) + row_of("chr1", before, 'A', letters);
    const std::string next = row_of("chr1", before + 1, 'A', letters);
    for (std::size_t bad = 0; bad + 1 < next.size(); ++bad)
      for (const char byte : {'\0', ':', '/', '\t', ' ', '\xFF'}) {
        std::string row = next;
        if (row[bad] == byte) continue;
        row[bad] = byte;
        RowWalk walk = walk_of("chr1", 4, 16, 1000);
        CAPTURE(before, bad, int{byte});
        REQUIRE(skip(text + row, walk, level) == text.size());
        REQUIRE(walk.position == before);
      }
    RowWalk walk = walk_of("chr1", 4, 16, 1000);
    REQUIRE(skip(text + "chr1\t123:\tA" + next.substr(11), walk, level) == text.size());
  }
}

TEST_CASE("names of 15 bytes are compared, longer ones and 9 digits are left to the scan", "[invariant_rows]") {
  const std::string name15(15, 'x');
  RowWalk walk = walk_of(name15, 1, 2, 1);
  CHECK(skip(row_of(name15, 5, 'A', "AA"), walk, matrix2vcf::cpu()) != 0);
  const std::string name16(16, 'x');
  walk = walk_of(name16, 1, 2, 1);
  CHECK(skip(row_of(name16, 5, 'A', "AA"), walk, matrix2vcf::cpu()) == 0);
  walk = walk_of("c", 9, 2, 1);
  CHECK(skip(row_of("c", 123456789, 'A', "AA"), walk, matrix2vcf::cpu()) == 0);
}
