// SPDX-License-Identifier: MIT
// options - the command line: one table that is parsed by getopt_long, printed as help and searched for "did you mean".
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <vector>

namespace matrix2vcf {

enum class Action { convert, help, show_version, print_samples };

/// What a command line asks for: the library's options, and what only the command line knows.
struct CommandLine {
  Action action = Action::convert;
  Options options;
  int verbosity = 3;          ///< 0: errors alone, 1: warnings too, 2 and more: everything; above 3 for htslib
  std::string consumers;      ///< --for: tools, with commas
  std::string json;           ///< --json: where the account goes, empty: nowhere
  int progress_seconds = -1;  ///< --progress=INT; -1: as suits the terminal, 0: none
};

/// Parses `argv` as getopt does, so that prefixes of long options and -W[=FMT] work as in bcftools. argv[0] is not
/// looked at. Throws Error(Exit::usage) in two lines rather than a page of help.
[[nodiscard]] CommandLine parse_command_line(int argc, char** argv);

/// The help text, from the same table.
[[nodiscard]] std::string help_text();

/// ##matrix2vcf_Command: the command without what does not change the output, then the date, or SOURCE_DATE_EPOCH's.
[[nodiscard]] std::string provenance(int argc, char** argv);

}  // namespace matrix2vcf
