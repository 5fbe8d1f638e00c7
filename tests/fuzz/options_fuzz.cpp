// SPDX-License-Identifier: MIT
// options_fuzz - a command line is understood or refused with a usage error, and its record is one line of text.
#include <algorithm>
#include <cstdlib>
#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "fuzz.hpp"
#include "row_shape.hpp"
#include "text.hpp"

namespace matrix2vcf::fuzz {
namespace {

// clang-format off
constexpr std::string_view known[] = {
    "-H", "--header=x", "--headerless", "-c", "CHROM,POS,-,REF", "--sort", "-m", "2G", "--max-mem=1M", "--zero-based",
    "-C", "--contigs", "-f", "--check-ref", "e", "x", "-r", "1:5-9", "-R", "-t", "^2", "-T", "--regions-overlap=0",
    "--targets-overlap", "pos", "-s", "a,b", "-S", "--force-samples", "-p", "--ploidy", "2", "--haploid",
    "--haploid2diploid", "--print-samples", "-a", "--all-sites", "--bad-allele=missing", "--half-call", "missing",
    "--gap", "star", "-0", "--phase-tag", "PI,PS", "none", "--for", "gatk,beagle", "-o", "out.vcf.gz", "-O", "z9",
    "-Ob", "-Ot", "tz", "--table", "panel", "-W", "-W=tbi", "--write-index", "csi", "--no-index", "--no-version",
    "--threads", "0", "--progress=3", "--no-progress", "--json", "-", "-q", "-v", "9", "-h", "-V", "--", "--format",
    "table", "--no-header", "--thr", "--he", "matrix.txt", "-qWo", "1025", ""};
// clang-format on

/// Words: of the list, or spelled out.
std::vector<std::string> make_words(Input& in) {
  std::vector<std::string> words{"matrix2vcf"};
  while (!in.empty() && words.size() < 40) {
    const std::uint32_t kind = in.byte();
    if (kind < std::size(known)) {
      words.emplace_back(known[kind]);
    } else {
      std::string word(in.text(kind % 24));
      word = word.substr(0, word.find('\0'));
      if (kind % 3 == 0 && words.size() > 1)
        words.back() += word;
      else
        words.push_back(word);
    }
  }
  return words;
}

void check(const CommandLine& line) {
  const Options& options = line.options;
  require(options.ploidy >= 1 && options.ploidy <= 8);
  require(options.level >= -1 && options.level <= 9);
  require(options.threads >= -1 && options.threads <= 1024);
  require(options.max_memory >= std::size_t{1} << 20U);
  require(line.verbosity >= 0 && line.verbosity <= 9);
  require(line.progress_seconds >= -1 && line.progress_seconds <= 86400);
  require(options.headerless || options.pairing != Pairing::from_file || !options.pairs.empty());
  for (const char letter : options.command_line) require(static_cast<unsigned char>(letter) >= ' ' && letter != '\x7f');
  require(is_utf8(options.command_line));
  try {
    static_cast<void>(RowShape::parse(options.columns));
    static_cast<void>(resolve_format(options));
  } catch (const Error& error) {
    require(error.code() == Exit::usage);
  }
}

}  // namespace
}  // namespace matrix2vcf::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace matrix2vcf;
  using namespace matrix2vcf::fuzz;
  static const int fixed_date = setenv("SOURCE_DATE_EPOCH", "0", 1);
  require(fixed_date == 0);
  Input in(data, size);
  std::vector<std::string> words = make_words(in);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  try {
    check(parse_command_line(static_cast<int>(words.size()), argv.data()));
  } catch (const Error& error) {
    require(error.code() == Exit::usage);
    require(is_utf8(error.what()) && is_utf8(error.hint()));
  }
  return 0;
}
