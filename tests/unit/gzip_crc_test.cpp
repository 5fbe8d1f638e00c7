// SPDX-License-Identifier: MIT
#include "compress/gzip_crc.hpp"

#include <libdeflate.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>

using namespace matrix2vcf;

namespace {

std::uint32_t judged(std::string_view text) { return libdeflate_crc32(0, text.data(), text.size()); }

std::string random_text(std::size_t size) {
  std::mt19937 random(7);
  std::string text(size, '\0');
  for (char& byte : text) byte = static_cast<char>(random());
  return text;
}

}  // namespace

TEST_CASE("the CRC of RFC 1952 is known for some texts") {
  CHECK(gzip_crc("") == 0);
  CHECK(gzip_crc("123456789") == 0xCBF43926);
  CHECK(gzip_crc(std::string(1000, '\0')) == judged(std::string(1000, '\0')));
}

TEST_CASE("every length and place has the CRC that libdeflate finds") {
  const std::string text = random_text(1200);
  for (std::size_t begin = 0; begin < 40; ++begin)
    for (std::size_t size = 0; begin + size <= text.size(); ++size) {
      const std::string_view piece(text.data() + begin, size);
      if (gzip_crc(piece) != judged(piece)) FAIL("from " << begin << ", " << size << " bytes");
    }
}

TEST_CASE("every single bit bears on the CRC") {
  std::string text = random_text(700);
  for (std::size_t bit = 0; bit < 8 * text.size(); ++bit) {
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ 1 << bit % 8);
    if (gzip_crc(text) != judged(text)) FAIL("bit " << bit);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ 1 << bit % 8);
  }
}

TEST_CASE("no byte behind the text is read") {  // for the address sanitizer
  const std::string text = random_text(66000);
  for (const std::size_t size : {127u, 128u, 129u, 255u, 256u, 383u, 65280u, 66000u}) {
    const std::unique_ptr<char[]> exact(new char[size]);
    std::memcpy(exact.get(), text.data(), size);
    CHECK(gzip_crc({exact.get(), size}) == judged({exact.get(), size}));
  }
}
