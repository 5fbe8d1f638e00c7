// SPDX-License-Identifier: MIT
// json - the account of a finished run for programs: --json FILE (the numbers on stderr).
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <stop_token>
#include <string>

#include "write/output.hpp"

namespace matrix2vcf {

/// Changes when a name or a meaning in the account changes; new names alone do not change it.
inline constexpr int json_schema_version = 1;

/// The account as one JSON object (RFC 8259), ended by a newline. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string to_json(const Summary& summary, const Options& options);

/// Where the account goes: opened before the run, so that what cannot be written is told before hours of work.
class JsonFile {
 public:
  /// `path` "-" is standard output. Throws Error(Exit::output), Error(Exit::usage) where it is a file of the run.
  JsonFile(const std::string& path, const Options& options);

  /// After the run, whose output stands already. Throws Error(Exit::output), for a pipe also where `stop` is triggered.
  void write(const Summary& summary, const Options& options, const std::stop_token& stop);

 private:
  Output output_;
};

}  // namespace matrix2vcf
