// SPDX-License-Identifier: MIT
#include "options_check.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "format.hpp"
#include "row_shape.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

struct Suffix {
  std::string_view end;
  Format format;
};

// The longer end first: out.vcf.gz ends in .gz as well.
constexpr std::array<Suffix, 4> suffixes = {
    {{".vcf.gz", Format::vcf_gz}, {".vcf.bgz", Format::vcf_gz}, {".vcf", Format::vcf}, {".bcf", Format::bcf}}};

std::optional<Suffix> suffix_of(std::string_view path) {
  for (const Suffix& suffix : suffixes)
    if (path.ends_with(suffix.end)) return suffix;
  return std::nullopt;
}

bool is_gzip_name(std::string_view path) { return path.ends_with(".gz") || path.ends_with(".bgz"); }

[[noreturn]] void fail(const std::string& message, const std::string& hint) { throw Error(Exit::usage, message, hint); }

void check_index(const Options& options, Format format) {
  if (options.index != IndexWish::yes) return;
  const std::string no_index = "an index was asked for, but ";
  if (is_table(format)) fail(no_index + "a haplotype table has none", "leave out -W");
  if (!is_bgzf(format)) fail(no_index + "the output is not compressed", "leave out -W, or compress: -Oz or -Ob");
  if (options.output == "-" || options.output.empty())
    fail(no_index + "standard output has no name to go with", "write to a file: -o FILE");
  if (is_bcf(format) && options.index_kind == IndexKind::tbi) fail(no_index + "BCF has no TBI", "use -W or -W=csi");
}

// What is told by the header line of a table, or would invent data beside its phase blocks.
void check_table_input(const Options& options) {
  if (options.input_format != InputFormat::table) return;
  const std::array<std::pair<bool, const char*>, 8> refused = {{
      {!options.header.empty(), "-H"},
      {!options.columns.empty(), "--columns"},
      {options.headerless, "--headerless"},
      {options.pairing == Pairing::from_file, "--pairs"},
      {options.pairing == Pairing::by_ploidy, "--ploidy"},
      {options.pairing == Pairing::every_column, "--haploid"},
      {options.haploid_to_diploid, "--haploid2diploid"},
      {options.missing_to_reference, "--missing-to-ref"},
  }};
  for (const auto& [given, name] : refused)
    if (given) fail(std::string(name) + " is for a matrix, and --format table reads a haplotype table", "leave it out");
}

}  // namespace

Format resolve_format(const Options& options) {
  const std::optional<Suffix> suffix = suffix_of(options.output);
  if (!options.format) {
    if (suffix) return suffix->format;
    if (is_gzip_name(options.output))
      fail("what is " + printable(options.output) + " to be? Its name ends in .gz, but not in .vcf.gz",
           "say -Oz for VCF or -Otz for a haplotype table");
    return Format::vcf;
  }
  const Format asked = *options.format;
  if (suffix && suffix->format != asked && !(asked == Format::bcf_uncompressed && suffix->format == Format::bcf))
    fail("-O contradicts the name " + printable(options.output) + ", which ends in " + std::string(suffix->end),
         "leave out -O, or name the output otherwise");
  if (!suffix && is_gzip_name(options.output) && asked == Format::table) return Format::table_gz;
  return asked;
}

std::vector<std::string> input_files(const Options& options) {
  std::vector<std::string> files = {options.input,          options.header,        options.pairs,
                                    options.contigs,        options.fasta,         options.regions_file,
                                    options.input + ".tbi", options.input + ".csi"};
  for (const std::string& path : {options.samples_file, options.targets_file})
    files.push_back(path.substr(path.starts_with('^') ? 1 : 0));
  if (!options.fasta.empty())
    for (const char* suffix : {".fai", ".gzi"}) files.push_back(options.fasta + suffix);
  return files;
}

void check_options(const Options& options) {
  if (options.input.empty()) fail("no matrix was named", "- stands for standard input");
  if (options.level < -1 || options.level > 9) fail("a compression level is a number from 0 to 9", "");
  if (options.ploidy < 1 || options.ploidy > 8) fail("a ploidy is a number from 1 to 8", "");
  if (options.block_bytes == 0) fail("a block has at least one byte", "");
  if (std::ranges::count(input_files(options), "-") > 1)
    fail("standard input can be read once only", "name a file instead of one of the -");
  if (!options.regions.empty() && !options.regions_file.empty())
    fail("-r and -R contradict each other", "use one of them");
  if (!options.targets.empty() && !options.targets_file.empty())
    fail("-t and -T contradict each other", "use one of them");
  if (options.check_ref != CheckRef::error && options.fasta.empty())
    fail("--check-ref needs a reference", "name it with -f");
  if (!options.samples.empty() && !options.samples_file.empty())
    fail("-s and -S contradict each other", "use one of them");
  if (options.headerless && !options.header.empty())
    fail("--headerless and -H contradict each other", "use -H alone: the matrix may still have no header line");
  check_table_input(options);
  if (RowShape::parse(options.columns).ref == RowShape::none && options.fasta.empty())
    fail("a matrix without a REF column needs a reference genome", "name it with -f, or REF in --columns");
  const Format format = resolve_format(options);
  if (options.table && !is_table(format))
    fail("--table is for a haplotype table, and this is none", "write one: -Ot or -Otz");
  if (options.level > 0 && !is_bgzf(format))
    fail("a compression level cannot be set on uncompressed output", "use -Oz or -Ob");
  check_index(options, format);
}

}  // namespace matrix2vcf
