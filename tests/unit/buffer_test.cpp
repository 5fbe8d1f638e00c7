// SPDX-License-Identifier: MIT
// buffer_test - bytes stay what they were while a buffer grows and shrinks; a pool hands its memory on.
#include "buffer.hpp"

#include <cstring>
#include <string>
#include <utility>

#include "buffer_pool.hpp"
#include "helpers.hpp"
#include "random_matrix.hpp"

namespace matrix2vcf::testing {

TEST_CASE("a buffer holds what was appended, reserved and not removed", "[buffer]") {
  Dice dice(1);
  Buffer buffer;
  std::string expected;
  CHECK(buffer.empty());
  for (int round = 0; round < 3000; ++round) {
    switch (dice.below(8)) {
      case 0:
        if (dice.percent(20)) {
          buffer.clear();
          expected.clear();
        }
        break;
      case 1: {
        const std::size_t count = dice.below(expected.size() + 1);
        buffer.remove_prefix(count);
        expected.erase(0, count);
        break;
      }
      case 2: {
        const std::size_t count = dice.below(300);
        char* const at = buffer.reserve(count);
        std::memset(at, 'r', count);
        const std::size_t used = dice.below(count + 1);
        buffer.commit(at + used);
        expected.append(used, 'r');
        break;
      }
      default: {
        const std::string text(dice.below(100), static_cast<char>('a' + dice.below(26)));
        buffer.append(text);
        expected += text;
      }
    }
    REQUIRE(buffer.size() == expected.size());
    REQUIRE((buffer.view() == expected));
    REQUIRE(buffer.capacity() >= buffer.size());
  }
}

TEST_CASE("a moved buffer's bytes stay where they are", "[buffer]") {
  Buffer buffer;
  buffer.append("abc");
  const char* const at = buffer.data();
  const Buffer moved = std::move(buffer);
  CHECK(moved.data() == at);
  CHECK(moved.view() == "abc");
}

TEST_CASE("a buffer that was moved from is empty, and claims no memory that it has not", "[buffer]") {
  Buffer buffer;
  buffer.append("abc");
  const Buffer moved = std::move(buffer);
  CHECK(buffer.empty());
  CHECK(buffer.capacity() == 0);
}

TEST_CASE("a pool gives back the memory of an earlier buffer, and an empty buffer otherwise", "[buffer]") {
  BufferPool pool;
  Buffer buffer = pool.take();
  CHECK(buffer.capacity() == 0);
  buffer.append(std::string(1000, 'x'));
  const char* const at = buffer.data();
  pool.give_back(std::move(buffer));
  const Buffer again = pool.take();
  CHECK(again.empty());
  CHECK(again.data() == at);
  CHECK(pool.take().data() == nullptr);
}

}  // namespace matrix2vcf::testing
