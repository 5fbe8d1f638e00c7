// SPDX-License-Identifier: MIT
// drawn_rows - rows drawn from the fuzzer's bytes: each like the one before but for a few cells, as real ones are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz.hpp"
#include "limits.hpp"

namespace matrix2vcf::fuzz {

inline constexpr std::size_t most_text = 256;

/// A text of bounded length; what does not fit is left out.
struct Text {
  std::array<char, most_text> bytes{};
  std::size_t size = 0;

  void add(char letter) {
    if (size < most_text) bytes[size++] = letter;
  }
  void add(std::string_view text) {
    for (const char letter : text) add(letter);
  }
  [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

inline constexpr std::string_view letters = "ACGTACGTN.-*?acgtnRX";

inline void draw_cell(Input& in, Text& text) {
  const std::uint32_t kind = in.byte();
  if (kind < 240) return text.add(letters[kind % letters.size()]);
  for (std::uint32_t i = kind % 8; i > 0; --i) text.add("ACGTNa,*"[in.below(8)]);
}

/// A row as the one before, a few of its cells changed: two bytes of input for rows that look like real ones.
inline void draw_row(Input& in, std::size_t columns, std::int64_t& position, std::string& before, Text& text) {
  const std::uint32_t kind = in.byte();
  position += kind % 16 == 15 ? in.number() - 1000 : kind % 4;
  text.add(kind < 250 ? "1" : "chr10");
  text.add('\t');
  text.add(std::to_string(position));
  text.add('\t');
  const char ref = "ACGTNacg"[kind / 16 % 8];
  if (kind % 8 == 7) before.assign(columns, in.below(4) == 0 ? ref : letters[in.below(letters.size())]);
  if (before.size() != columns) before.assign(columns, ref);
  text.add(kind % 8 == 6 ? before[0] : ref);
  const std::size_t changes = in.below(8) / 3, first = in.below(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    text.add('\t');
    if (i >= first && i < first + changes)
      draw_cell(in, text);
    else
      text.add(before[i]);
  }
  text.add(kind == 255 ? "\r\n" : "\n");
}

inline void draw_rows(Input& in, std::size_t columns, Text& text) {
  std::int64_t position = in.number();
  if (position > 65000) position = max_position - 65535 + position;
  std::string before;
  while (!in.empty() && text.size < most_text) draw_row(in, columns, position, before, text);
}

}  // namespace matrix2vcf::fuzz
