// SPDX-License-Identifier: MIT
// differential_test - random matrices through convert(), against the slow reference.
//
// For each seed: decoded output, account and index equal what the reference and other people's tools say, for block
// sizes from one line up; the same bytes come out whatever the threads, the CPU variant and the way the matrix comes
// in; a broken matrix gives the same first error and leaves nothing behind. A subset of the combinations is drawn per
// seed. MATRIX2VCF_SEEDS=N tries more seeds, MATRIX2VCF_SEED=N replays one.
#include <htslib/hts_log.h>
#include <htslib/tbx.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "random_matrix.hpp"
#include "reference.hpp"
#include "test_files.hpp"

namespace fs = std::filesystem;

namespace matrix2vcf::testing {
namespace {

// ---- One run -------------------------------------------------------------------------------------------------------

enum class Source { file, pipe, gzip, bgzf, indexed_bgzf };

/// What must not change the output; but for block_bytes, not even its bytes.
struct Way {
  Source source = Source::file;
  int threads = 0;
  std::size_t block_bytes = 0;
  bool scalar = false;
  std::size_t bgzf_block = 0;   // text bytes in a block of a BGZF input
  bool places_in_file = false;  // -R and -T instead of -r and -t
  bool bed = false;
  bool statistics = false;
  int skipped_percent = 100;      // of the lines before the rows, those that tabix is told to skip
  bool index_zero_based = false;  // tabix is told that POS counts from 0
};

/// What decides the bytes of the output, beside the matrix and block_bytes.
struct Target {
  IndexWish index = IndexWish::by_format;
  IndexKind index_kind = IndexKind::automatic;
  bool by_suffix = false;
};

struct Outcome {
  std::optional<Summary> summary;
  Exit code = Exit::done;
  std::string message;
  std::string input;               // the name under which the matrix was given
  std::string output;              // path
  std::vector<std::string> files;  // names in the output folder after the run
};

const char* suffix(Format format) {
  switch (format) {
    case Format::vcf: return ".vcf";
    case Format::vcf_gz: return ".vcf.gz";
    case Format::bcf:
    case Format::bcf_uncompressed: return ".bcf";
    case Format::table: return ".tsv";
    case Format::table_gz: return ".tsv.gz";
  }
  return "";
}

std::string join(const std::vector<std::string>& parts, char separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(1, separator)) + part;
  return text;
}

/// `{CONTIG}:BEGIN-END`: names here have commas and colons.
std::string list_of(const std::vector<reference::Place>& places) {
  std::vector<std::string> words;
  for (const reference::Place& place : places)
    words.push_back("{" + place.contig + "}:" + std::to_string(place.begin) + "-" + std::to_string(place.end));
  return join(words, ',');
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t begin = 0, end = 0; end < text.size(); begin = end + 1) {
    end = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, end - begin);
  }
  return longest;
}

/// The file of -R or -T: POS from 1, END included, or where it is a BED from 0 and excluded.
std::string lines_of(const std::vector<reference::Place>& places, bool is_bed) {
  std::string text;
  for (const reference::Place& place : places)
    text +=
        place.contig + "\t" + std::to_string(place.begin - (is_bed ? 1 : 0)) + "\t" + std::to_string(place.end) + "\n";
  return text;
}

/// Lines of 60 bases; an index of another genome must not stay behind.
std::string write_genome(const reference::Request& request, const Workspace& workspace) {
  std::string text;
  for (const auto& [name, bases] : request.genome) {
    text += ">" + name + "\n";
    for (std::size_t i = 0; i < bases.size(); i += 60) text += bases.substr(i, 60) + "\n";
  }
  const std::string path = workspace.file("genome.fa");
  fs::remove(path + ".fai");
  write_file(path, text);
  return path;
}

Options make_options(const RandomMatrix& matrix, const Target& target, const Way& way, const Workspace& workspace) {
  const reference::Request& request = matrix.request;
  Options options;
  options.output = (workspace.output_folder() / ("out" + std::string(suffix(matrix.format)))).string();
  const auto side_file = [&](const std::string& name, const std::string& text) {
    write_file(workspace.file(name), text);
    return workspace.file(name);
  };
  if (request.header) options.header = side_file("header.txt", *request.header);
  if (request.pairing == Pairing::from_file) options.pairs = side_file("pairs.txt", request.pairs);
  if (request.contigs) options.contigs = side_file("contigs.txt", *request.contigs);
  options.headerless = request.headerless;
  options.pairing = request.pairing;
  options.ploidy = request.ploidy;
  if (request.samples) options.samples = *request.samples;
  if (request.samples_file)
    options.samples_file = (request.samples_file_excludes ? "^" : "") + side_file("samples.txt", *request.samples_file);
  options.force_samples = request.force_samples;
  options.haploid_to_diploid = request.haploid_to_diploid;
  options.half_call_missing = request.half_call_missing;
  options.bad_allele_missing = request.bad_allele_missing;
  options.trim_alt_alleles = request.trim_alt_alleles;
  options.all_sites = request.all_sites;
  options.zero_based = request.zero_based;
  options.columns = join(request.columns, ',');
  options.sort = request.sort;
  if (request.sort) options.max_memory = 2 * longest_line(request.matrix) + (std::size_t{16} << 10);
  const std::string regions_file = way.bed ? "regions.bed" : "regions.txt",
                    targets_file = way.bed ? "targets.bed" : "targets.txt";
  const std::string negation = request.targets_exclude ? "^" : "";
  if (!request.regions.empty() && way.places_in_file)
    options.regions_file = side_file(regions_file, lines_of(request.regions, way.bed));
  else
    options.regions = list_of(request.regions);
  if (!request.targets.empty() && way.places_in_file)
    options.targets_file = negation + side_file(targets_file, lines_of(request.targets, way.bed));
  else
    options.targets = negation + list_of(request.targets);
  options.demands = request.demands;
  options.statistics = way.statistics;
  options.check_ref = request.check_ref;
  if (!request.genome.empty()) options.fasta = write_genome(request, workspace);
  options.gap = request.gap;
  if (request.table) options.table = request.dialect;
  options.missing_to_reference = request.missing_to_reference;
  options.phase_pi = request.phase_pi;
  options.phase_ps = request.phase_ps;
  if (!target.by_suffix) options.format = matrix.format;
  options.level = matrix.level;
  options.index = target.index;
  options.index_kind = target.index_kind;
  options.threads = way.threads;
  options.block_bytes = way.block_bytes;
  return options;
}

std::string write_input(const std::string& text, const Way& way, const Workspace& workspace) {
  // The name tells nothing: what a file is, its first bytes say (spec 2).
  const std::string path = workspace.file("matrix.txt");
  fs::remove(path);
  fs::remove(path + ".csi");
  switch (way.source) {
    case Source::gzip: write_gzip(path, text); break;
    case Source::bgzf:
    case Source::indexed_bgzf: write_bgzf(path, text, way.bgzf_block); break;
    default: write_file(path, text); break;
  }
  return path;
}

/// What tabix makes of the file; a CSI, as POS may be past a TBI's end. It makes none where blank lines end the file or
/// a POS has a leading zero: then all rows are read. How many lines in front it is told to skip, and whether it is told
/// of --zero-based, does not matter: a line whose POS is no number it passes over.
void index_input(const std::string& path, const reference::Request& request, const Way& way) {
  const auto column = [&](const std::string& name, std::size_t otherwise) {
    const auto found = std::find(request.columns.begin(), request.columns.end(), name);
    return request.columns.empty() ? otherwise : static_cast<std::size_t>(found - request.columns.begin()) + 1;
  };
  const auto chrom = static_cast<std::int32_t>(column("CHROM", 1)), pos = static_cast<std::int32_t>(column("POS", 2));
  // Lines before the first one whose POS begins with a digit; a comment's field has none.
  std::istringstream lines(request.matrix);
  std::int32_t skipped = 0;
  for (std::string line; std::getline(lines, line); ++skipped) {
    std::istringstream fields(line);
    std::string field;
    for (std::int32_t i = 0; i < pos; ++i) std::getline(fields, field, '\t');
    if (fields && !line.starts_with("##") && field[0] >= '0' && field[0] <= '9') break;
  }
  const std::int32_t told = skipped * way.skipped_percent / 100;
  const tbx_conf_t conf{TBX_GENERIC | (way.index_zero_based ? TBX_UCSC : 0), chrom, pos, pos, '#', told};
  const htsLogLevel level = hts_get_log_level();
  hts_set_log_level(HTS_LOG_OFF);
  static_cast<void>(tbx_index_build3(path.c_str(), (path + ".csi").c_str(), 14, 0, &conf));
  hts_set_log_level(level);
}

Outcome run(const RandomMatrix& matrix, const Target& target, const Way& way, const Workspace& workspace) {
  const NoBrokenPipeSignal guard;
  Options options = make_options(matrix, target, way, workspace);
  std::optional<Pipe> pipe;
  if (way.source == Source::pipe) {
    options.input = pipe.emplace(matrix.request.matrix).path();
  } else {
    options.input = write_input(matrix.request.matrix, way, workspace);
  }
  if (way.source == Source::indexed_bgzf) index_input(options.input, matrix.request, way);
  if (way.scalar) {
    setenv("MATRIX2VCF_CPU", "scalar", 1);
  } else {
    unsetenv("MATRIX2VCF_CPU");
  }
  Outcome outcome;
  outcome.input = options.input;
  outcome.output = options.output;
  try {
    outcome.summary = convert(options);
  } catch (const Error& error) {
    outcome.code = error.code();
    outcome.message = error.what();
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(options.output).parent_path())) {
    outcome.files.push_back(entry.path().filename().string());
  }
  std::sort(outcome.files.begin(), outcome.files.end());
  return outcome;
}

// ---- Judging: each function says what is wrong, or nothing ---------------------------------------------------------

std::string first_difference(const std::string& expected, const std::string& found) {
  if (expected == found) return "";
  std::istringstream expected_lines(expected), found_lines(found);
  std::string expected_line, found_line;
  for (int number = 1;; ++number) {
    const bool more_expected = static_cast<bool>(std::getline(expected_lines, expected_line));
    const bool more_found = static_cast<bool>(std::getline(found_lines, found_line));
    if (!more_expected) expected_line = "(end)";
    if (!more_found) found_line = "(end)";
    if (!more_expected && !more_found) return "the texts differ in a last newline";
    if (expected_line == found_line && more_expected == more_found) continue;
    return "output line " + std::to_string(number) + "\n expected: " + expected_line + "\n found:    " + found_line;
  }
}

std::string account(const std::string& name, std::int64_t expected, std::int64_t found) {
  if (expected == found) return "";
  return "account: " + name + " is " + std::to_string(found) + ", expected " + std::to_string(expected) + "\n";
}

std::string judge_account(const reference::Answer& expected, const Summary& found) {
  std::string wrong =
      account("rows", expected.rows, found.rows) + account("records", expected.records, found.records) +
      account("invariant", expected.invariant, found.invariant) +
      account("missing cells", expected.missing_cells, found.missing_cells) +
      account("gap cells", expected.gap_cells, found.gap_cells) +
      account("bad cells", expected.bad_cells, found.bad_cells) +
      account("half calls", expected.half_calls, found.half_calls) +
      account("outside", expected.outside, found.skipped.targets) +
      account("mismatches", expected.mismatches, found.reference_mismatches) +
      account("excluded", expected.excluded, found.skipped.reference_mismatch) +
      account("repeated positions", expected.repeated_positions, found.repeated_positions) +
      account("unanchored", expected.unanchored, found.unanchored) +
      account("multiallelic", expected.multiallelic, found.multiallelic) +
      account("trimmed alleles", expected.trimmed_alleles, found.trimmed_alleles) +
      account("samples", static_cast<std::int64_t>(expected.samples), static_cast<std::int64_t>(found.samples)) +
      account("contigs", std::ssize(expected.contigs), std::ssize(found.contigs));
  for (std::size_t i = 0; wrong.empty() && i < expected.contigs.size(); ++i) {
    const reference::ContigAnswer& contig = expected.contigs[i];
    const std::string& name = found.contigs[i].name;
    if (contig.name != name) return "account: contig " + contig.name + " is " + name;
    wrong += account("rows of " + contig.name, contig.rows, found.contigs[i].rows);
    wrong += account("records of " + contig.name, contig.records, found.contigs[i].records);
    wrong += account("invariant of " + contig.name, contig.invariant, found.contigs[i].invariant);
    wrong += account("outside of " + contig.name, contig.outside, found.contigs[i].skipped.targets);
    wrong += account("excluded of " + contig.name, contig.excluded, found.contigs[i].skipped.reference_mismatch);
  }
  return wrong;
}

/// What --json adds. Of the records alone, so that it holds with -r, too.
std::string judge_statistics(const reference::Answer& expected, const Summary& found) {
  std::string wrong =
      account("transitions", expected.transitions, found.transitions) +
      account("transversions", expected.transversions, found.transversions) +
      account("accounts of samples", std::ssize(expected.missing_of_sample), std::ssize(found.sample_accounts));
  for (std::size_t i = 0; wrong.empty() && i < expected.missing_of_sample.size(); ++i)
    wrong += account("missing cells of sample " + std::to_string(i), expected.missing_of_sample[i],
                     found.sample_accounts[i].missing_cells);
  return wrong;
}

/// Rows read are those written, invariant and left out, in total and in each contig; the contigs add up.
std::string judge_sums(const Summary& found) {
  ContigSummary sum;
  for (const ContigSummary& contig : found.contigs) {
    if (contig.rows != contig.records + contig.invariant + contig.skipped.total())
      return "account: " + contig.name + " does not close";
    sum.rows += contig.rows;
    sum.records += contig.records;
    sum.invariant += contig.invariant;
    sum.skipped.targets += contig.skipped.targets;
    sum.skipped.reference_mismatch += contig.skipped.reference_mismatch;
  }
  return account("rows of all contigs", found.rows, sum.rows) +
         account("records of all contigs", found.records, sum.records) +
         account("invariant rows of all contigs", found.invariant, sum.invariant) +
         account("rows outside of all contigs", found.skipped.targets, sum.skipped.targets) +
         account("excluded rows of all contigs", found.skipped.reference_mismatch, sum.skipped.reference_mismatch);
}

/// The suffix of the index that must stand beside the output; empty for none.
std::string expected_index(const RandomMatrix& matrix, const Target& target, const reference::Answer& expected) {
  const bool compressed = matrix.format == Format::vcf_gz || matrix.format == Format::bcf;
  if (!compressed || target.index == IndexWish::no) return "";
  const bool far = expected.last_base > (std::int64_t{1} << 29);  // beyond what a TBI can hold
  return matrix.format == Format::bcf || far || target.index_kind == IndexKind::csi ? ".csi" : ".tbi";
}

int run_tool(const std::string& command, const std::string& path) {
  return std::system((command + " '" + path + "' >/dev/null 2>&1").c_str());
}

/// A list of contigs of which some have a length and some have none. bcftools takes the longest of those for the
/// longest contig, so that `bcftools index` fails on a BCF file where another contig reaches further.
bool some_lengths_unknown(const reference::Answer& expected) {
  std::istringstream lines(expected.text);
  bool any_known = false, any_unknown = false;
  for (std::string line; std::getline(lines, line) && line.starts_with("##");) {
    if (!line.starts_with("##contig=")) continue;
    const bool known = line.find(",length=") != std::string::npos;
    any_known |= known;
    any_unknown |= !known;
  }
  return any_known && any_unknown;
}

/// The index must be the one that Debian's tools write for the same file.
std::string judge_index(const reference::Answer& expected, const std::string& output, const std::string& kind,
                        const Workspace& workspace) {
  const std::string link = workspace.file("other" + fs::path(output).extension().string());
  fs::remove(link);
  fs::create_symlink(output, link);
  if (kind == ".csi" && output.ends_with(".bcf") && some_lengths_unknown(expected)) {
    return run_tool("bcftools index --stats", output) == 0 ? "" : "bcftools cannot read the index";
  }
  const std::string tool = kind == ".tbi" ? "tabix -f -p vcf" : "bcftools index -f -c";
  if (run_tool(tool, link) != 0) return tool + " fails on the output";
  const bool equal = inflate_file(output + kind) == inflate_file(link + kind);
  return equal ? "" : "the " + kind + " differs from the one that other tools write";
}

std::string judge_files(const reference::Answer& answer, const Outcome& outcome, const std::string& index,
                        const Workspace& workspace) {
  const std::string name = fs::path(outcome.output).filename().string();
  std::vector<std::string> expected{name};
  if (!index.empty()) expected.push_back(name + index);
  if (outcome.files != expected) {
    std::string text = "files in the output folder:";
    for (const std::string& file : outcome.files) text += " " + file;
    return text + "; expected " + name + (index.empty() ? "" : " and its " + index);
  }
  if (outcome.summary->index_path != (index.empty() ? "" : outcome.output + index)) return "index_path is wrong";
  return index.empty() ? "" : judge_index(answer, outcome.output, index, workspace);
}

/// Without ##reference, which names a scratch file.
std::string without_reference(std::string text) {
  const std::size_t begin = text.find("##reference=");
  if (begin != std::string::npos) text.erase(begin, text.find('\n', begin) + 1 - begin);
  return text;
}

std::string judge_content(const RandomMatrix& matrix, const Target& target, const reference::Answer& expected,
                          const Outcome& outcome, const Workspace& workspace) {
  if (!outcome.summary) return "refused: " + outcome.message;
  std::string wrong = first_difference(expected.text, without_reference(decode(outcome.output, matrix.format)));
  // With -r a plain file is read in part: which rows are counted is up to where its blocks end.
  if (wrong.empty() && matrix.request.regions.empty()) wrong = judge_account(expected, *outcome.summary);
  if (wrong.empty() && !outcome.summary->sample_accounts.empty()) wrong = judge_statistics(expected, *outcome.summary);
  if (wrong.empty()) wrong = judge_sums(*outcome.summary);
  if (wrong.empty()) wrong = judge_files(expected, outcome, expected_index(matrix, target, expected), workspace);
  return wrong;
}

/// Exit code, `FILE:LINE:` and, where one field is to blame, its column; nothing may be left.
std::string judge_failure(const reference::Failure& expected, const Outcome& outcome) {
  if (outcome.summary) return "accepted";
  const std::string told = "exit " + std::to_string(static_cast<int>(outcome.code)) + ": " + outcome.message;
  if (outcome.code != expected.code) return told + "\nexpected exit " + std::to_string(static_cast<int>(expected.code));
  if (!outcome.files.empty()) return told + "\nleft behind: " + outcome.files.front();
  if (expected.line == 0) return "";
  const std::string place = outcome.input + ":" + std::to_string(expected.line) + ": ";
  if (!outcome.message.starts_with(place)) return told + "\nexpected " + place;
  const std::string column = "column " + std::to_string(expected.column) + " (";
  if (expected.column > 0 && !outcome.message.substr(place.size()).starts_with(column))
    return told + "\nexpected " + column;
  return "";
}

// ---- Draws ---------------------------------------------------------------------------------------------------------

Way draw_way(Dice& dice, std::size_t block_bytes) {
  Way way;
  way.source = dice.pick(std::vector<Source>{Source::file, Source::file, Source::pipe, Source::gzip, Source::bgzf});
  way.threads = dice.pick(std::vector<int>{0, 1, 2, 7});
  way.block_bytes = block_bytes;
  way.scalar = dice.percent(40);
  way.bgzf_block = dice.pick(std::vector<std::size_t>{100, 4097, 60000});
  way.places_in_file = dice.percent(50);
  way.bed = dice.percent(50);
  way.statistics = dice.percent(50);
  return way;
}

void index_way(Dice& dice, const reference::Request& request, Way& way) {
  way.source = Source::indexed_bgzf;
  way.skipped_percent = dice.pick(std::vector<int>{0, 50, 100});
  way.index_zero_based = dice.percent(request.zero_based ? 70 : 20);
}

/// From one line up; tiny blocks only for small texts, to keep the test quick.
std::size_t draw_block_bytes(Dice& dice, std::size_t text) {
  static const std::vector<std::size_t> sizes{1, 16, 64, 257, 4096, std::size_t{4} << 20};
  const std::size_t first = text < 20000 ? 0 : text < 200000 ? 3 : 4;
  return sizes[first + dice.below(sizes.size() - first)];
}

Target draw_target(Dice& dice, Format format) {
  Target target;
  target.by_suffix = (format == Format::vcf || format == Format::vcf_gz || format == Format::bcf) && dice.percent(40);
  if (format != Format::vcf_gz && format != Format::bcf) return target;
  const std::vector<IndexWish> wishes{IndexWish::by_format, IndexWish::by_format, IndexWish::yes, IndexWish::no};
  target.index = dice.pick(wishes);
  if (target.index != IndexWish::no && dice.percent(30)) target.index_kind = IndexKind::csi;
  return target;
}

std::string describe(const Way& way) {
  static const std::vector<std::string> sources{"file", "pipe", "gzip", "BGZF", "BGZF with an index"};
  return "from " + sources[static_cast<std::size_t>(way.source)] + ", threads " + std::to_string(way.threads) +
         ", block_bytes " + std::to_string(way.block_bytes) + (way.scalar ? ", scalar" : "") +
         (way.places_in_file ? way.bed ? ", places in a BED" : ", places in a file" : "") + ", tabix -S " +
         std::to_string(way.skipped_percent) + " %" + (way.index_zero_based ? " -0" : "");
}

std::string describe(const RandomMatrix& matrix) {
  const reference::Request& request = matrix.request;
  static const std::vector<std::string> formats{"v", "z", "b", "u", "t", "tz"};
  static const std::vector<std::string> pairings{"by name", "from file", "by ploidy", "every column"};
  static const std::vector<std::string> gaps{"missing", "star", "ref"};
  std::ostringstream text;
  text << "-O " << formats[static_cast<std::size_t>(matrix.format)] << " level " << matrix.level << ", samples "
       << pairings[static_cast<std::size_t>(request.pairing)] << ", ploidy " << request.ploidy << ", gap "
       << (request.gap ? gaps[static_cast<std::size_t>(*request.gap)] : "-")
       << (request.missing_to_reference ? ", -0" : "") << (request.phase_pi ? ", PI" : "")
       << (request.phase_ps ? ", PS" : "") << (request.headerless ? ", headerless" : "")
       << (request.trim_alt_alleles ? ", -a" : "") << (request.all_sites ? ", --all-sites" : "")
       << (request.bad_allele_missing ? ", --bad-allele missing" : "")
       << (request.half_call_missing ? ", --half-call missing" : "")
       << (request.haploid_to_diploid ? ", --haploid2diploid" : "") << (request.zero_based ? ", --zero-based" : "")
       << (request.sort ? ", --sort" : "") << (request.columns.empty() ? "" : ", -c " + join(request.columns, ','))
       << (request.regions.empty() ? "" : ", -r " + list_of(request.regions))
       << (request.targets.empty()
               ? ""
               : ", -t " + std::string(request.targets_exclude ? "^" : "") + list_of(request.targets))
       << (request.genome.empty() ? ""
                                  : ", -f, --check-ref " + std::string(1, "ewxs"[static_cast<int>(request.check_ref)]))
       << (request.force_samples ? ", --force-samples" : "") << "\n-s: " << request.samples.value_or("(none)")
       << "\n-S file" << (request.samples_file_excludes ? " (^)" : "") << ": "
       << request.samples_file.value_or("(none)") << "\nplanted: " << matrix.planted
       << "\nheader file: " << request.header.value_or("(none)") << "\npairs: " << request.pairs
       << "\ncontig list: " << request.contigs.value_or("(none)") << "\nmatrix:\n"
       << request.matrix.substr(0, 6000) << (request.matrix.size() > 6000 ? "..." : "");
  return text.str();
}

// ---- One seed ------------------------------------------------------------------------------------------------------

/// Bytes of the output do not depend on threads, CPU and source.
std::string judge_same_bytes(const RandomMatrix& matrix, const Target& target, const Way& first,
                             const std::string& expected, Dice& dice, const Workspace& workspace) {
  for (int i = 0; i < 2; ++i) {
    const Way way = draw_way(dice, first.block_bytes);
    const Outcome outcome = run(matrix, target, way, workspace);
    if (!outcome.summary) return describe(way) + "\nrefused: " + outcome.message;
    if (read_file(outcome.output) != expected) return "bytes differ:\n" + describe(first) + "\n" + describe(way);
  }
  return "";
}

/// -r through the index of a BGZF matrix, which is read in part; where its blocks are cut is another matter then.
std::string judge_indexed(const RandomMatrix& matrix, const reference::Answer& expected, Dice& dice,
                          const Workspace& workspace) {
  const Target target = draw_target(dice, matrix.format);
  Way way = draw_way(dice, draw_block_bytes(dice, matrix.request.matrix.size()));
  index_way(dice, matrix.request, way);
  const Outcome outcome = run(matrix, target, way, workspace);
  const std::string wrong = judge_content(matrix, target, expected, outcome, workspace);
  return wrong.empty() ? "" : describe(way) + "\n" + wrong;
}

std::string judge_valid(const RandomMatrix& matrix, std::uint64_t seed, const Workspace& workspace) {
  const reference::Answer expected = reference::convert(matrix.request);
  if (expected.failure) return "the reference refuses this matrix";
  Dice dice(seed * 2 + 1);
  for (int i = 0; i < 2; ++i) {
    const Target target = draw_target(dice, matrix.format);
    const Way way = draw_way(dice, draw_block_bytes(dice, matrix.request.matrix.size()));
    const Outcome outcome = run(matrix, target, way, workspace);
    const std::string wrong = judge_content(matrix, target, expected, outcome, workspace);
    if (!wrong.empty()) return describe(way) + "\n" + wrong;
    const std::string bytes = read_file(outcome.output);
    const std::string unequal = judge_same_bytes(matrix, target, way, bytes, dice, workspace);
    if (!unequal.empty()) return unequal;
  }
  return matrix.request.regions.empty() || matrix.request.sort ? "" : judge_indexed(matrix, expected, dice, workspace);
}

/// With -r, rows outside may be passed over with what is wrong in them, where the text can be read in part.
bool may_go_unseen(const reference::Request& request, const reference::Failure& failure, const Way& way) {
  const bool seeks = way.source == Source::file || way.source == Source::indexed_bgzf || request.sort;
  return seeks && !request.regions.empty() && failure.line > 0 && !reference::blames_row_of_regions(request, failure);
}

std::string judge_broken(const RandomMatrix& matrix, std::uint64_t seed, const Workspace& workspace) {
  const reference::Answer expected = reference::convert(matrix.request);
  if (!expected.failure) return "the reference accepts this matrix";
  Dice dice(seed * 2 + 1);
  for (int i = 0; i < 3; ++i) {
    const Target target = draw_target(dice, matrix.format);
    Way way = draw_way(dice, draw_block_bytes(dice, matrix.request.matrix.size()));
    if (!matrix.request.regions.empty() && dice.percent(30)) index_way(dice, matrix.request, way);
    const Outcome outcome = run(matrix, target, way, workspace);
    if (outcome.summary && may_go_unseen(matrix.request, *expected.failure, way)) continue;
    const std::string wrong = judge_failure(*expected.failure, outcome);
    if (!wrong.empty()) return describe(way) + "\n" + wrong;
  }
  return "";
}

/// The seeds to try: MATRIX2VCF_SEED alone, or 0 up to MATRIX2VCF_SEEDS.
std::vector<std::uint64_t> seeds(std::uint64_t count) {
  if (const char* one = std::getenv("MATRIX2VCF_SEED")) return {std::stoull(one)};
  if (const char* many = std::getenv("MATRIX2VCF_SEEDS")) count = std::stoull(many);
  std::vector<std::uint64_t> all;
  for (std::uint64_t seed = 0; seed < count; ++seed) all.push_back(seed);
  return all;
}

using Judge = std::string (*)(const RandomMatrix&, std::uint64_t, const Workspace&);

void try_seeds(std::uint64_t count, RandomMatrix (*draw)(std::uint64_t), Judge judge) {
  const Workspace workspace;
  int wrong_seeds = 0;
  for (const std::uint64_t seed : seeds(count)) {
    const RandomMatrix matrix = draw(seed);
    std::string wrong;
    try {
      wrong = judge(matrix, seed, workspace);
    } catch (const std::exception& error) {
      wrong = error.what();
    }
    INFO("replay with MATRIX2VCF_SEED=" << seed << "\n" << (wrong.empty() ? "" : describe(matrix)));
    CHECK(wrong == "");
    wrong_seeds += wrong.empty() ? 0 : 1;
    REQUIRE(wrong_seeds < 10);
  }
  unsetenv("MATRIX2VCF_CPU");
}

/// The rows of the reference's answer, without the header.
std::string rows_of(const reference::Answer& answer) {
  if (answer.failure) return "exit " + std::to_string(static_cast<int>(answer.failure->code));
  const std::size_t header = answer.text.find("#CHROM");
  return answer.text.substr(answer.text.find('\n', header) + 1);
}

/// The samples of the reference's answer to a matrix of one row with these columns, separated by blanks.
std::string samples_of(const std::string& columns) {
  reference::Request request;
  std::istringstream names(columns);
  std::string header = "CHROM\tPOS\tREF", row = "1\t5\tA";
  for (std::string name; names >> name; row += "\tA") header += "\t" + name;
  request.matrix = header + "\n" + row + "\n";
  const reference::Answer answer = reference::convert(request);
  if (answer.failure) return "exit " + std::to_string(static_cast<int>(answer.failure->code));
  std::string text = answer.text.substr(answer.text.find("FORMAT\t") + 7);
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

}  // namespace

TEST_CASE("the reference forms the samples of the specification's examples", "[reference]") {
  CHECK(samples_of("10a 10b") == "10\n");
  CHECK(samples_of("x_hap2 y.mat x_hap1 y.pat z") == "x y z\n");
  CHECK(samples_of("S1 S2") == "S1 S2\n");
  CHECK(samples_of("Kas-1 Kas-2") == "Kas-1 Kas-2\n");
  CHECK(samples_of("ind_1 ind_2 ind_3 ind_4") == "ind_1 ind_2 ind_3 ind_4\n");
  CHECK(samples_of("HG1#1 HG2#2 HG1#2 HG2#1") == "HG1 HG2\n");
  CHECK(samples_of("ind_1 ind_2 other") == "ind_1 ind_2 other\n");
  CHECK(samples_of("10a 10b ref2 3a") == "10 ref2 3a\n");
  CHECK(samples_of("Sa Sb S_a") == "exit 3");  // more than two members
  CHECK(samples_of("Sa SB") == "exit 3");      // two conventions on one stem
  CHECK(samples_of("Sa Sb S") == "exit 3");    // two samples of one name
}

TEST_CASE("the reference writes the rows of a matrix worked out by hand", "[reference]") {
  reference::Request request;
  request.matrix =
      "##note\nCHROM\tPOS\tREF\txb\txa\tlone\n"
      "c:1\t7\ta\tC\tT\tN\n"  // ALT order is that of the columns, GT order a before b
      "c:1\t7\tA\tA\tn\tA\n"  // invariant
      "c:1\t8\tAC\tN\t-\tG\r\n";
  CHECK(rows_of(reference::convert(request)) ==
        "c:1\t7\t.\tA\tC,T\t.\t.\tAC=1,1;AN=2\tGT:PI\t2|1:c%3A1\t.:.\n"
        "c:1\t8\t.\tAC\tG\t.\t.\tAC=1;AN=1\tGT:PI\t.|.:.\t1:c%3A1\n");
  request.phase_pi = false;
  request.phase_ps = true;
  request.gap = Gap::star;
  CHECK(rows_of(reference::convert(request)) ==
        "c:1\t7\t.\tA\tC,T\t.\t.\tAC=1,1;AN=2\tGT:PS\t2|1:1\t.:.\n"
        "c:1\t8\t.\tAC\t*,G\t.\t.\tAC=1,1;AN=2\tGT:PS\t1|.:1\t2:1\n");
  request.missing_to_reference = true;
  const reference::Answer answer = reference::convert(request);
  CHECK(rows_of(answer) ==
        "c:1\t7\t.\tA\tC,T\t.\t.\tAC=1,1;AN=3\tGT:PS\t2|1:1\t0:1\n"
        "c:1\t8\t.\tAC\t*,G\t.\t.\tAC=0,1;AN=3\tGT:PS\t0|0:1\t2:1\n");
  CHECK(answer.rows == 3);
  CHECK(answer.invariant == 1);
  CHECK(answer.repeated_positions == 1);
  CHECK(answer.gap_cells == 1);
  CHECK(answer.missing_cells == 0);
}

TEST_CASE("the reference chooses samples, trims ALT and writes all sites as worked out by hand", "[reference]") {
  reference::Request request;
  request.matrix =
      "CHROM\tPOS\tREF\txa\txb\tya\tyb\tlone\n"
      "1\t0\tA\tA\tC\tG\tA\tT\n"
      "1\t1\tA\tA\tN\tG\tA\tA\n"  // only y has the G
      "1\t2\tA\tA\tA\tA\tA\tA\n"
      "1\t3\tM\tA\tR\tN\t-\tT\n";  // REF becomes N, A and T are ALT
  request.zero_based = request.bad_allele_missing = request.haploid_to_diploid = true;
  request.phase_pi = false;
  request.samples = "lone,x";
  reference::Answer answer = reference::convert(request);
  CHECK(rows_of(answer) ==
        "1\t1\t.\tA\tC,G,T\t.\t.\tAC=1,0,2;AN=4\tGT\t3|3\t0|1\n"
        "1\t2\t.\tA\tG\t.\t.\tAC=0;AN=3\tGT\t0|0\t0|.\n"
        "1\t4\t.\tN\tA,T\t.\t.\tAC=1,2;AN=3\tGT\t2|2\t1|.\n");
  CHECK(answer.bad_cells == 2);
  CHECK(answer.gap_cells == 0);  // the one gap is y's
  CHECK(answer.half_calls == 2);
  CHECK(answer.missing_cells == 2);
  CHECK(answer.samples == 2);

  request.samples = "^y";  // the others, in their own order
  request.trim_alt_alleles = request.half_call_missing = true;
  answer = reference::convert(request);
  CHECK(rows_of(answer) ==
        "1\t1\t.\tA\tC,T\t.\t.\tAC=1,2;AN=4\tGT\t0|1\t2|2\n"
        "1\t4\t.\tN\tT\t.\t.\tAC=2;AN=2\tGT\t.|.\t1|1\n");
  CHECK(answer.invariant == 2);
  CHECK(answer.half_calls == 1);
  CHECK(answer.missing_cells == 2);

  request.all_sites = true;
  answer = reference::convert(request);
  CHECK(rows_of(answer) ==
        "1\t1\t.\tA\tC,T\t.\t.\tAC=1,2;AN=4\tGT\t0|1\t2|2\n"
        "1\t2\t.\tA\t.\t.\t.\tAN=2\tGT\t.|.\t0|0\n"
        "1\t3\t.\tA\t.\t.\t.\tAN=4\tGT\t0|0\t0|0\n"
        "1\t4\t.\tN\tT\t.\t.\tAC=2;AN=2\tGT\t.|.\t1|1\n");
  CHECK(answer.invariant == 0);
  CHECK(answer.half_calls == 2);

  request.samples = "x,nobody";
  CHECK(rows_of(reference::convert(request)) == "exit 1");
  request.force_samples = true;
  CHECK_FALSE(reference::convert(request).failure);
  request.samples = "x,x";
  CHECK(rows_of(reference::convert(request)) == "exit 1");
}

TEST_CASE("convert writes what the reference writes, in the same bytes on every way", "[differential]") {
  try_seeds(250, random_matrix, judge_valid);
}

TEST_CASE("convert finds the same first error as the reference and leaves nothing behind", "[differential]") {
  try_seeds(250, random_broken_matrix, judge_broken);
}

}  // namespace matrix2vcf::testing
