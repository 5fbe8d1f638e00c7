// SPDX-License-Identifier: MIT
// huffman - from a list of literals and matches to one DEFLATE stream (RFC 1951).
//
// The parser fills a SequenceList; write_deflate() picks the smallest of a stored, a fixed and a dynamic block and
// writes it. A sequence is at most one literal and at most one match, so that the writing loop has no branch: its bits
// (literal 12, length 12 + 5, distance 11 + 13) fit one 64-bit store. This is why codes are limited to 12 and 11 bits
// where the format allows 15; on genotype text the limit costs nothing that can be measured.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace matrix2vcf {

inline constexpr std::size_t min_match = 3, max_match = 258, max_distance = 32768;
inline constexpr std::size_t literal_symbols = 286, distance_symbols = 30;
inline constexpr std::size_t max_deflate_text = 65535;  ///< what one stored block holds

/// Lengths of a prefix code with no code longer than `limit`: the best one, or nearly so where the limit bites. Unused
/// symbols get 0; at least two symbols get a code, since some readers refuse less.
/// 2 <= counts.size() == lengths.size() <= 288; the sum of counts is below 2^22.
void make_code_lengths(std::span<const std::uint32_t> counts, unsigned limit, std::span<std::uint8_t> lengths) noexcept;

/// The canonical codes of RFC 1951, 3.2.2, with their bits reversed: ready to be written lowest bit first.
void make_codes(std::span<const std::uint8_t> lengths, std::span<std::uint16_t> codes) noexcept;

/// A match length 3..258 as its DEFLATE symbol (257..285), and a distance 1..32768 as its own (0..29).
[[nodiscard]] constexpr unsigned length_symbol(std::size_t length) noexcept {
  if (length == max_match) return 285;
  const unsigned above = static_cast<unsigned>(length - min_match);
  if (above < 8) return 257 + above;
  const unsigned extra = static_cast<unsigned>(std::bit_width(above)) - 3;
  return 257 + 4 * extra + (above >> extra);
}
[[nodiscard]] constexpr unsigned distance_symbol(std::size_t distance) noexcept {
  const unsigned above = static_cast<unsigned>(distance - 1);
  if (above < 4) return above;
  const unsigned extra = static_cast<unsigned>(std::bit_width(above)) - 2;
  return 2 * extra + (above >> extra);
}

/// length_symbol() of every length.
inline constexpr auto length_symbols = [] {
  std::array<std::uint16_t, max_match + 1> table{};
  for (std::size_t length = min_match; length <= max_match; ++length)
    table[length] = static_cast<std::uint16_t>(length_symbol(length));
  return table;
}();

/// At most one literal, then at most one match.
struct Sequence {
  std::uint16_t literal;   ///< no_literal, or the byte
  std::uint16_t length;    ///< 0: no match
  std::uint16_t distance;  ///< less one
  std::uint16_t symbol;    ///< distance_symbol, or no_distance
};
inline constexpr std::uint16_t no_literal = 256, no_distance = distance_symbols;

/// What the parser found, in order, and how often each symbol occurs.
class SequenceList {
 public:
  SequenceList() : sequences_(std::make_unique_for_overwrite<Sequence[]>(max_deflate_text)) {}

  void clear() noexcept {
    used_ = 0;
    pending_ = no_literal;
    literals_.fill(0);
    distances_.fill(0);
  }

  void add_literal(char byte) noexcept {
    sequences_[used_] = {pending_, 0, 0, no_distance};  // without a branch, which would be mispredicted
    used_ += pending_ != no_literal ? 1 : 0;
    pending_ = static_cast<unsigned char>(byte);
    ++literals_[pending_];
  }

  void add_match(std::size_t length, std::size_t distance) noexcept {
    const unsigned symbol = distance_symbol(distance);
    sequences_[used_++] = {pending_, static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(distance - 1),
                           static_cast<std::uint16_t>(symbol)};
    pending_ = no_literal;
    ++literals_[length_symbols[length]];
    ++distances_[symbol];
  }

  /// Ends the list. Nothing may be added after it.
  void finish() noexcept {
    if (pending_ != no_literal) sequences_[used_++] = {pending_, 0, 0, no_distance};
    pending_ = no_literal;
  }

  [[nodiscard]] std::span<const Sequence> sequences() const noexcept { return {sequences_.get(), used_}; }
  /// Literals and lengths, by symbol.
  [[nodiscard]] std::span<const std::uint32_t> literals() const noexcept { return literals_; }
  [[nodiscard]] std::span<const std::uint32_t> distances() const noexcept { return distances_; }

 private:
  std::unique_ptr<Sequence[]> sequences_;  // each stands for a byte of text at least
  std::size_t used_ = 0;
  std::uint16_t pending_ = no_literal;  // a literal that waits for its match
  std::array<std::uint32_t, literal_symbols> literals_{};
  std::array<std::uint32_t, distance_symbols> distances_{};
};

/// A dynamic code that serves several blocks in turn: blocks of one matrix are alike, and at the fastest setting making
/// codes takes 8 % of a conversion. A block that has a symbol without a code gets a new one, and so does every 16th. It
/// costs 3 % of size.
class KeptCode {
 public:
  KeptCode();  ///< Throws std::bad_alloc.
  ~KeptCode();
  KeptCode(KeptCode&&) noexcept;
  KeptCode& operator=(KeptCode&&) noexcept;

  /// The next block is written as if it were the first.
  void forget() noexcept;

 private:
  friend std::size_t write_deflate(std::string_view, const SequenceList&, std::span<std::byte>, KeptCode*) noexcept;
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes `text`, whose parse is `list`, as one DEFLATE block that ends the stream: stored, fixed or dynamic, whichever
/// is smallest. Returns its size, or 0 where it does not fit in `out`. text.size() <= max_deflate_text. Where `kept` is
/// given, the dynamic code is the one that it keeps.
[[nodiscard]] std::size_t write_deflate(std::string_view text, const SequenceList& list, std::span<std::byte> out,
                                        KeptCode* kept = nullptr) noexcept;

}  // namespace matrix2vcf
