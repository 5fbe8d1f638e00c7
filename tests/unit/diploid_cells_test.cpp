// SPDX-License-Identifier: MIT
// The cells of diploid samples are what a plain loop writes, at every number of samples and width, on every CPU.
#include "encode/diploid_cells.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "sites/site.hpp"

namespace {

using matrix2vcf::Cpu;
using matrix2vcf::DiploidCells;

constexpr std::uint8_t missing = matrix2vcf::missing_code<std::uint8_t>;

std::string plain(const std::vector<std::uint8_t>& codes, const std::string& called, const std::string& blank) {
  const auto letter = [](std::uint8_t code) { return code == missing ? std::string(".") : std::to_string(code); };
  std::string text;
  for (std::size_t i = 0; i < codes.size(); i += 2)
    text += letter(codes[i]) + "|" + letter(codes[i + 1]) +
            (codes[i] == missing && codes[i + 1] == missing ? blank : called);
  return text;
}

}  // namespace

TEST_CASE("diploid cells are those of a plain loop", "[diploid_cells]") {
  const auto level = GENERATE(Cpu::scalar, Cpu::avx2);
  if (level == Cpu::avx2 && matrix2vcf::cpu() != Cpu::avx2) return;
  std::mt19937_64 dice(7);
  for (const std::size_t name_bytes : {0U, 1U, 2U, 3U, 4U, 5U, 8U, 9U, 11U})
    for (std::size_t samples = 0; samples < 70; ++samples)
      for (const bool all_called : {true, false}) {
        const std::string called = name_bytes == 0 ? "\t" : ":" + std::string(name_bytes, 'x') + "\t";
        const std::string blank = name_bytes == 0 ? "\t" : ":.\t";
        std::vector<std::uint8_t> codes(2 * samples);
        for (std::uint8_t& code : codes)
          code = all_called || dice() % 2 == 0 ? static_cast<std::uint8_t>(dice() % 10) : missing;
        DiploidCells cells(level);
        REQUIRE(cells.set_tails(called, blank));
        std::string out(samples * (3 + called.size()) + DiploidCells::overhang + 4, '#');
        const char* const end = cells.write(out.data(), codes.data(), samples, all_called);
        REQUIRE(out.substr(0, static_cast<std::size_t>(end - out.data())) == plain(codes, called, blank));
        REQUIRE(out.ends_with("####"));
      }
}

TEST_CASE("a cell of more than 16 bytes is refused", "[diploid_cells]") {
  DiploidCells cells;
  CHECK(cells.set_tails(":" + std::string(11, 'x') + "\t", ":.\t"));
  CHECK_FALSE(cells.set_tails(":" + std::string(12, 'x') + "\t", ":.\t"));
}
