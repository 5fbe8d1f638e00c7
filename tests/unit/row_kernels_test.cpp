// SPDX-License-Identifier: MIT
// row_kernels_test - the vectors of the row compressor find what its plain loops find.
#include "compress/row_kernels.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "cpu.hpp"

using namespace matrix2vcf;

namespace {

template <class Vector>
std::size_t longest(const std::vector<std::uint64_t>& carriers, const std::vector<std::uint64_t>& others,
                    std::size_t rows, std::size_t haplotype) {
  return longest_row<Vector>(&carriers.back(), &others.back(), rows, haplotype);
}

/// How many rows ago; the nearest of the longest; 0 below two haplotypes.
std::size_t longest_plainly(const std::vector<std::uint64_t>& carriers, const std::vector<std::uint64_t>& others,
                            std::size_t rows, std::size_t haplotype) {
  std::size_t best = 0, best_length = 1;
  for (std::size_t ago = 1; ago <= rows; ++ago) {
    const std::size_t row = carriers.size() - 1 - ago;
    std::size_t length = 0;
    const auto agrees = [&](std::size_t i) {
      return ((carriers[row] ^ carriers.back()) >> i & 1) == 0 && ((others[row] ^ others.back()) >> i & 1) == 0;
    };
    while (length < 63 - row_bits && haplotype + length < 64 && agrees(haplotype + length)) ++length;
    if (haplotype + length == 64) length = 63 - row_bits;  // behind the last haplotype all agree
    if (length > best_length) {
      best = ago;
      best_length = length;
    }
  }
  return best;
}

}  // namespace

TEST_CASE("the row that agrees longest is found, whatever the rows and the haplotype") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t count = 1 + random() % 60;
    std::vector<std::uint64_t> carriers(count), others(count);
    for (std::size_t i = 0; i < count; ++i) {
      // Few distinct rows, so that rows agree often; then single differences anywhere.
      carriers[i] = random() % 3 == 0 ? random() : 0x5aa5 * (random() % 2);
      if (random() % 2 == 0) carriers[i] ^= std::uint64_t{1} << random() % 64;
      others[i] = random() % 4 == 0 ? carriers[i] & random() : 0;
    }
    const std::size_t rows = std::min(count - 1, rows_in_sight), haplotype = random() % 64;
    const std::size_t plain = longest_plainly(carriers, others, rows, haplotype);
    REQUIRE(longest<Scalar>(carriers, others, rows, haplotype) == plain);
#if defined(__x86_64__)
    if (cpu() == Cpu::avx2) REQUIRE(longest<Avx2>(carriers, others, rows, haplotype) == plain);
#endif
  }
}

TEST_CASE("codes are packed into bits, at every length") {
  std::mt19937 random(5);
  std::vector<std::uint8_t> codes(200);
  for (std::uint8_t& code : codes) code = static_cast<std::uint8_t>(random() % 4);
  for (std::size_t n = 0; n <= codes.size(); ++n)
    for (std::uint8_t low = 0; low < 3; ++low) {
      const auto check = [&]<class Vector>(Vector) {
        std::array<std::uint64_t, 4> bits = {};
        std::size_t count = 0;
        CHECK(pack_codes<Vector>(codes, n, low, bits.data()) ==
              static_cast<std::size_t>(std::count_if(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(n),
                                                     [&](std::uint8_t code) { return code > low; })));
        for (std::size_t i = 0; i < 64 * (n / 64 + 1); ++i) {
          const bool is_set = (bits[i / 64] >> i % 64 & 1) != 0;
          count += is_set;
          if (is_set != (i < n && codes[i] > low)) FAIL("length " << n << ", bit " << i);
        }
      };
      check(Scalar{});
#if defined(__x86_64__)
      if (cpu() == Cpu::avx2) check(Avx2{});
#endif
    }
}

TEST_CASE("a common beginning is measured, at every length and offset") {
  std::string a(300, 'a');
  for (std::size_t differs = 0; differs < 100; ++differs)
    for (std::size_t from = 0; from < 40; ++from)
      for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{31}, std::size_t{32}, std::size_t{90}}) {
        std::string b = a;
        b[from + differs] = 'b';
        const std::size_t expected = std::min(differs, n), readable = a.size() - from;
        REQUIRE(common_prefix<Scalar>(&a[from], &b[from], n, readable) == expected);
#if defined(__x86_64__)
        if (cpu() == Cpu::avx2) REQUIRE(common_prefix<Avx2>(&a[from], &b[from], n, readable) == expected);
#endif
      }
}
