// SPDX-License-Identifier: MIT
// matrix2vcf - turn a genome matrix (positions x haplotypes) into phased, indexed VCF/BCF.
//
// The whole public interface: fill in Options, call convert(). The library neither prints nor exits, sets no signal
// handler and starts no thread that outlives the call; conversions in several threads at once are independent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <matrix2vcf/error.hpp>
#include <matrix2vcf/version.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace matrix2vcf {

enum class Format { vcf, vcf_gz, bcf, bcf_uncompressed, table, table_gz };  ///< -O v z b u t tz
enum class TableDialect { original, extender, panel };                      ///< who reads the haplotype table
enum class Gap { missing, star, reference };                                ///< what `-` and `*` cells are (spec 4)
enum class CheckRef { error, warn, exclude, swap };  ///< where REF is not the FASTA's base (spec 5)
enum class IndexKind { automatic, tbi, csi };
enum class IndexWish { by_format, yes, no };  ///< by_format: a compressed file gets one, nothing else does

enum class InputFormat { matrix, table };  ///< table: haplotypes, of any dialect

/// How the allele columns become samples (spec 3).
enum class Pairing {
  by_name,      ///< columns that share a stem, `10a` and `10b`
  from_file,    ///< Options::pairs
  by_ploidy,    ///< each Options::ploidy neighbouring columns
  every_column  ///< each column is a haploid sample
};

/// Where a run stands; given to Options::on_progress after each block that was written.
struct Progress {
  std::int64_t bytes_read = 0;   ///< of uncompressed text
  std::int64_t bytes_total = 0;  ///< 0 where it is not known (pipe, gzip)
  std::string_view contig;
  std::int64_t position = 0;  ///< POS of the last row written or skipped
  std::int64_t records = 0;
};

enum class Severity { note, warning };

/// What the next tool demands and no option can bring about: a run that cannot meet it ends in Error(Exit::content).
struct Demands {
  std::string who{};                 ///< for messages: the tools, with commas
  bool contig_lengths = false;       ///< a contig without a length is a warning
  bool contig_order = false;         ///< the data's contigs stand in the order of the list
  bool no_missing = false;           ///< no missing allele in a record
  bool no_unphased = false;          ///< no genotype with `/`, as a haplotype table may have
  bool no_repeated_alleles = false;  ///< no two records of the same POS, REF and ALT
  bool one_ploidy = false;
  int least_ploidy = 1;
  int most_ploidy = 8;
};

/// What to convert and how. The defaults are those of the command line; a path of "-" is standard input or output.
struct Options {
  std::string input;
  InputFormat input_format = InputFormat::matrix;  ///< table: its header line names the samples
  std::string output = "-";

  std::string header;       ///< -H: file with the column names; empty: they are in the matrix
  bool headerless = false;  ///< columns are named h1, h2, ...
  std::string columns;  ///< -c: what the columns before the alleles are, CHROM,POS,-,REF,ALT,ID; empty: CHROM,POS,REF
  Pairing pairing = Pairing::by_name;
  std::string pairs;  ///< for Pairing::from_file
  int ploidy = 2;     ///< for Pairing::by_ploidy, 1 to 8

  std::string samples;              ///< -s: names in the order to write them, with commas; `^` in front: all but these
  std::string samples_file;         ///< -S: the same, a name a line; `^` in front of the path
  bool force_samples = false;       ///< an unknown name in these is a warning
  bool haploid_to_diploid = false;  ///< a haploid sample becomes 1|1

  std::optional<Gap> gap;  ///< unset: missing, in a haplotype table star
  bool missing_to_reference = false;
  bool half_call_missing = false;   ///< a sample with a missing allele loses the others
  bool bad_allele_missing = false;  ///< a cell that is no allele is missing, a bad REF is N; both counted
  bool trim_alt_alleles = false;    ///< ALT alleles that no written sample carries go
  bool all_sites = false;           ///< rows without ALT are written too
  bool zero_based = false;          ///< POS of the matrix counts from 0
  bool phase_pi = true;
  bool phase_ps = false;

  std::optional<Format> format;       ///< unset: from the suffix of `output`, else vcf
  std::optional<TableDialect> table;  ///< unset: original; for the haplotype table alone
  int level = -1;                     ///< 0 to 9, -1: the default of the format
  IndexWish index = IndexWish::by_format;
  IndexKind index_kind = IndexKind::automatic;
  std::string contigs;  ///< -C: .fai or `name[<TAB>length]`; empty: from the data
  std::string fasta;    ///< -f: the contigs are its own, and REF is held against it
  CheckRef check_ref = CheckRef::error;
  std::string regions;       ///< -r: places in the input, with commas; a plain file is read there only
  std::string regions_file;  ///< -R
  std::string targets;       ///< -t: the same, but all rows are read; `^` in front: all rows but these
  std::string targets_file;  ///< -T
  bool sort = false;         ///< --sort: rows may stand in any order
  std::size_t max_memory = std::size_t{768} << 20;  ///< -m: bytes that sorting may take
  std::string temp_dir;      ///< for sorting and the body of a piped input; empty: beside the output, $TMPDIR, /tmp
  std::string command_line;  ///< for ##matrix2vcf_Command; empty: no provenance lines

  bool statistics = false;  ///< count Ts, Tv and missing cells of each sample, which takes a little time

  Demands demands;  ///< --for

  int threads = -1;  ///< worker threads; -1: one for each core this process may use; 0: the calling thread
  std::size_t block_bytes = std::size_t{4} << 20;  ///< text per block, which decides the bytes of the output

  std::function<void(const Progress&)> on_progress;
  std::function<void(Severity, std::string_view)> on_message;  ///< one sentence, no final newline
};

/// Rows that were left out although they may be variant, by reason.
struct SkippedRows {
  std::int64_t targets = 0;             ///< variant, but outside -t, -T, -r, -R
  std::int64_t reference_mismatch = 0;  ///< --check-ref x
  [[nodiscard]] std::int64_t total() const noexcept { return targets + reference_mismatch; }
};

struct ContigSummary {
  std::string name;
  std::int64_t rows = 0;
  std::int64_t records = 0;
  std::int64_t invariant = 0;
  SkippedRows skipped;
  double seconds = 0;  ///< wall time from its first to its last block
};

struct SampleSummary {
  std::string name;
  std::size_t ploidy = 0;
  std::int64_t missing_cells = 0;  ///< haplotypes without an allele, in the records written
};

/// The account of a finished run. rows == records + invariant + skipped.total(), always.
struct Summary {
  std::int64_t rows = 0;
  std::int64_t records = 0;
  std::int64_t invariant = 0;  ///< rows without an ALT allele: not written
  SkippedRows skipped;
  std::int64_t missing_cells = 0;         ///< haplotypes without an allele, in the records written
  std::int64_t gap_cells = 0;             ///< `-` and `*` cells of the samples written, in all rows
  std::int64_t bad_cells = 0;             ///< cells that are no allele, taken as missing, in all rows
  std::int64_t trimmed_alleles = 0;       ///< ALT alleles that -a dropped, of the rows that -r and -t ask for
  std::int64_t multiallelic = 0;          ///< records with two ALT alleles or more
  std::int64_t half_calls = 0;            ///< samples with some of their alleles missing, in the records written
  std::int64_t repeated_positions = 0;    ///< rows with the POS of the row before
  std::int64_t reference_mismatches = 0;  ///< rows whose REF is not the FASTA's
  std::int64_t unanchored = 0;            ///< records whose alleles differ in length without a shared first base
  std::size_t samples = 0;
  std::int64_t transitions = 0;                ///< ALT alleles A<->G and C<->T, with Options::statistics
  std::int64_t transversions = 0;              ///< the other ALT alleles of one base instead of one
  std::vector<SampleSummary> sample_accounts;  ///< with Options::statistics
  /// What was found by guessing: input, header, samples, format, ...
  std::vector<std::pair<std::string, std::string>> settings;
  std::vector<ContigSummary> contigs;  ///< in order of appearance
  double seconds = 0;
  std::string index_path;  ///< empty: none was written
};

/// Checks what can be checked without opening a file and settles the format; convert() calls it.
/// Throws Error(Exit::usage) for contradictions.
[[nodiscard]] Format resolve_format(const Options& options);

/// Converts; returns only when every byte of the output, and its index, is in place (spec 5 and 6).
/// Throws Error; Stopped where the token was triggered. On any throw nothing new stands under the final name.
/// Relative paths are looked up until the end: the working folder must stay. on_progress and on_message are called from
/// one thread at a time, but not always from the same.
Summary convert(const Options& options, std::stop_token stop = {});

/// The samples that `options` form and their columns, in the form of a pairs file (--print-samples). Throws as convert.
[[nodiscard]] std::string describe_samples(const Options& options, std::stop_token stop = {});

}  // namespace matrix2vcf
