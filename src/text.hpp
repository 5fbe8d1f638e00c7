// SPDX-License-Identifier: MIT
// text - the few words about strings that every room needs: showing input in a message, splitting, integers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace matrix2vcf {

/// What some editors begin a file of UTF-8 with. Readers take one off.
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// `text` in double quotes with control characters and broken UTF-8 escaped, cut after 60 bytes: safe to show on a
/// terminal whatever the input holds.
[[nodiscard]] std::string quoted(std::string_view text);

/// The same without quotes, for names in an account.
[[nodiscard]] std::string shown_name(std::string_view text);

/// The same without a cut, for paths.
[[nodiscard]] std::string printable(std::string_view text);

/// "FILE:LINE: " as every message about a place in a file begins; "standard input" stands for "-".
[[nodiscard]] std::string file_and_line(std::string_view path, std::int64_t line);

/// "standard input" for "-", else the printable path.
[[nodiscard]] std::string shown_path(std::string_view path);

/// The fields between `separator`s; one empty field for an empty text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// `text` without one carriage return at its end.
[[nodiscard]] constexpr std::string_view without_cr(std::string_view text) noexcept {
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// The whole of `text` as a decimal integer of digits alone, or nothing (sign, blank, overflow, empty).
[[nodiscard]] std::optional<std::int64_t> parse_whole_number(std::string_view text) noexcept;

/// True where `text` is well-formed UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

[[nodiscard]] std::string upper_case(std::string_view text);

/// "1 row", "2 rows".
[[nodiscard]] std::string counted(std::int64_t count, std::string_view noun);

}  // namespace matrix2vcf
