// SPDX-License-Identifier: MIT
// json - the account of a finished run for programs: --json FILE (issue text and spec section 6: the numbers on stderr).
#pragma once

#include <string>

#include <matrix2vcf/matrix2vcf.hpp>

namespace matrix2vcf {

/// Changes when a name or a meaning in the account changes; new names alone do not change it.
inline constexpr int json_schema_version = 1;

/// The account as one JSON object (RFC 8259), ended by a newline. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string to_json(const Summary& summary, const Options& options);

/// Writes `text` to `path`, "-" for standard output. Throws Error(Exit::output), Error(Exit::usage) where that is the
/// run's input or output.
void write_json(const std::string& path, const std::string& text, const Options& options);

}  // namespace matrix2vcf
