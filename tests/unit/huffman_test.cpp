// SPDX-License-Identifier: MIT
// huffman_test - code lengths are valid and good, and a list of sequences comes back as the text it stands for.
#include "compress/huffman.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <queue>
#include <random>
#include <string>
#include <vector>

using namespace matrix2vcf;

namespace {

/// std::mt19937 gives its 32 bits as unsigned long.
struct Random {
  std::mt19937 engine;
  explicit Random(unsigned seed) : engine(seed) {}
  unsigned operator()() { return static_cast<unsigned>(engine()); }
};

std::vector<std::uint8_t> lengths_of(const std::vector<std::uint32_t>& counts, unsigned limit) {
  std::vector<std::uint8_t> lengths(counts.size());
  make_code_lengths(counts, limit, lengths);
  return lengths;
}

double kraft(const std::vector<std::uint8_t>& lengths) {
  double sum = 0;
  for (const auto length : lengths) sum += length > 0 ? std::ldexp(1.0, -length) : 0;
  return sum;
}

std::size_t cost(const std::vector<std::uint32_t>& counts, const std::vector<std::uint8_t>& lengths) {
  std::size_t bits = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) bits += std::size_t{counts[i]} * lengths[i];
  return bits;
}

/// Total bits of an optimal code without limit: the sum of the inner nodes of Huffman's tree.
std::size_t optimal_cost(const std::vector<std::uint32_t>& counts) {
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> heap;
  for (const auto count : counts)
    if (count > 0) heap.push(count);
  std::size_t bits = 0;
  while (heap.size() > 1) {
    const std::size_t first = heap.top();
    heap.pop();
    const std::size_t both = first + heap.top();
    heap.pop();
    heap.push(both);
    bits += both;
  }
  return bits;
}

std::string inflate(const std::vector<std::byte>& stream, std::size_t written, std::size_t size) {
  auto* reader = libdeflate_alloc_decompressor();
  std::string text(size + 1, '\0');
  std::size_t got = 0;
  const auto result = libdeflate_deflate_decompress(reader, stream.data(), written, text.data(), text.size(), &got);
  libdeflate_free_decompressor(reader);
  text.resize(result == LIBDEFLATE_SUCCESS ? got : 0);
  return text;
}

}  // namespace

TEST_CASE("code lengths are a complete code within the limit", "[huffman]") {
  Random random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::size_t symbols = 2 + random() % 287;
    const unsigned limit = symbols > 128 ? 9 + random() % 4 : 7 + random() % 6;
    std::vector<std::uint32_t> counts(symbols);
    for (auto& count : counts) count = random() % 3 == 0 ? 0 : 1 + (random() & 0xffff) % (1u << random() % 16);
    const auto lengths = lengths_of(counts, limit);
    REQUIRE(kraft(lengths) == 1.0);
    REQUIRE(*std::max_element(lengths.begin(), lengths.end()) <= limit);
    for (std::size_t i = 0; i < symbols; ++i) REQUIRE((counts[i] == 0 || lengths[i] > 0));
  }
}

TEST_CASE("code lengths are optimal where the limit does not bite, near it where it does", "[huffman]") {
  Random random(2);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::uint32_t> counts(3 + random() % 60);
    for (auto& count : counts) count = 50 + random() % 1000;
    REQUIRE(cost(counts, lengths_of(counts, 12)) == optimal_cost(counts));
  }
  std::vector<std::uint32_t> fibonacci = {1, 1};
  while (fibonacci.size() < 24) fibonacci.push_back(fibonacci.end()[-1] + fibonacci.end()[-2]);
  CHECK(static_cast<double>(cost(fibonacci, lengths_of(fibonacci, 12))) <
        1.02 * static_cast<double>(optimal_cost(fibonacci)));
}

TEST_CASE("fewer than two symbols still give two codes", "[huffman]") {
  CHECK(lengths_of({0, 0, 0}, 7) == std::vector<std::uint8_t>{1, 1, 0});
  CHECK(lengths_of({0, 0, 9}, 7) == std::vector<std::uint8_t>{1, 0, 1});
  CHECK(lengths_of({9, 0, 0}, 7) == std::vector<std::uint8_t>{1, 1, 0});
}

TEST_CASE("codes are canonical and written lowest bit first", "[huffman]") {
  // RFC 1951, 3.2.2: lengths (3,3,3,3,3,2,4,4) give 010 011 100 101 110 00 1110 1111.
  const std::vector<std::uint8_t> lengths = {3, 3, 3, 3, 3, 2, 4, 4};
  std::vector<std::uint16_t> codes(lengths.size());
  make_codes(lengths, codes);
  CHECK(codes == std::vector<std::uint16_t>{0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111});
}

TEST_CASE("lengths and distances have the symbols of RFC 1951", "[huffman]") {
  const unsigned length_base[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                  31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
  const unsigned distance_base[] = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                    33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                    1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
  for (std::size_t length = min_match; length <= max_match; ++length)
    REQUIRE(length_symbol(length) ==
            256 + (std::upper_bound(std::begin(length_base), std::end(length_base), length) - length_base));
  for (std::size_t distance = 1; distance <= max_distance; ++distance)
    REQUIRE(distance_symbol(distance) ==
            (std::upper_bound(std::begin(distance_base), std::end(distance_base), distance) - distance_base) - 1);
}

TEST_CASE("every length at every kind of distance comes back", "[huffman]") {
  Random random(3);
  std::vector<std::byte> out(max_deflate_text + 5);
  for (int round = 0; round < 300; ++round) {
    SequenceList list;
    list.clear();
    std::string text;
    const unsigned spread = 1 + random() % 16;
    while (text.size() < 60000 && random() % 2000 != 0) {
      const std::size_t length = random() % 40 == 0 ? max_match : min_match + random() % (max_match - min_match + 1);
      if (text.empty() || random() % 3 == 0) {
        text += static_cast<char>(random() % (1u << (1 + random() % 8)));
        list.add_literal(text.back());
      } else {
        const std::size_t distance = 1 + (random() % std::min(text.size(), max_distance)) % (std::size_t{1} << spread);
        for (std::size_t i = 0; i < length; ++i) text += text[text.size() - distance];
        list.add_match(length, distance);
      }
    }
    list.finish();
    const std::size_t size = write_deflate(text, list, out);
    REQUIRE(size > 0);
    REQUIRE(size <= text.size() + 5);
    REQUIRE(inflate(out, size, text.size()) == text);
  }
}

TEST_CASE("nothing, one byte and noise come back", "[huffman]") {
  Random random(4);
  std::vector<std::byte> out(max_deflate_text + 5);
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{65280}, max_deflate_text}) {
    std::string text(length, ' ');
    SequenceList list;
    list.clear();
    for (char& byte : text) list.add_literal(byte = static_cast<char>(random() >> 24));
    list.finish();
    const std::size_t size = write_deflate(text, list, out);
    CHECK(size <= length + 5);
    CHECK(inflate(out, size, length) == text);
    CHECK(write_deflate(text, list, std::span(out).first(size - 1)) == 0);
  }
}
