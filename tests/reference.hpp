// SPDX-License-Identifier: MIT
// reference - a second, slow converter written from the specification; the judge of the differential test.
//
// Whole texts in, the whole expected answer out: no files, no blocks, no threads, no tricks, and nothing shared with
// src/. Where the two disagree the specification decides which one is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace matrix2vcf::reference {

/// Rows of a contig from POS to POS, 1-based.
struct Place {
  std::string contig;
  std::int64_t begin = 1;
  std::int64_t end = 1;
};

/// What to convert: the texts of the files, uncompressed, and the options that decide the content of the output.
struct Request {
  std::string matrix;
  std::optional<std::string> header;  ///< text of the -H file
  bool headerless = false;
  Pairing pairing = Pairing::by_name;
  std::string pairs;  ///< text of the pairs file
  int ploidy = 2;
  std::optional<std::string> samples;       ///< the -s list, with its `^`
  std::optional<std::string> samples_file;  ///< text of the -S file
  bool samples_file_excludes = false;       ///< `^` stands in front of its path
  bool force_samples = false;
  bool haploid_to_diploid = false;
  std::optional<Gap> gap;  ///< unset: missing, in the haplotype table star
  bool missing_to_reference = false;
  bool half_call_missing = false;
  bool bad_allele_missing = false;
  bool trim_alt_alleles = false;
  bool all_sites = false;
  bool zero_based = false;
  bool phase_pi = true;
  bool phase_ps = false;
  bool table = false;  ///< the haplotype table instead of VCF
  TableDialect dialect = TableDialect::original;
  std::optional<std::string> contigs;  ///< text of the -C file
  std::vector<std::string> columns;    ///< the words of -c; empty: CHROM, POS, REF
  bool sort = false;
  std::vector<Place> regions;                               ///< -r; empty: everywhere
  std::vector<Place> targets;                               ///< -t; empty: everywhere
  bool targets_exclude = false;                             ///< `^` stands in front of them
  std::vector<std::pair<std::string, std::string>> genome;  ///< -f: contigs and their bases; empty: none
  CheckRef check_ref = CheckRef::error;
  Demands demands;  ///< of --for
};

/// The first error of a request.
struct Failure {
  Exit code = Exit::content;
  std::int64_t line = 0;   ///< 1-based line of the matrix; 0: the matrix is not to blame, or no single line is
  std::size_t column = 0;  ///< 1-based field of that line; 0: no single field is to blame
};

struct ContigAnswer {
  std::string name;
  std::int64_t rows = 0;
  std::int64_t records = 0;
  std::int64_t invariant = 0;
  std::int64_t outside = 0;
  std::int64_t excluded = 0;
};

/// The expected output, decoded, and its account; only `failure` counts where there is one.
struct Answer {
  std::optional<Failure> failure;
  std::string text;  ///< VCF without provenance lines and with empty Descriptions, or the haplotype table
  std::size_t samples = 0;
  std::int64_t rows = 0;
  std::int64_t records = 0;
  std::int64_t invariant = 0;
  std::int64_t missing_cells = 0;
  std::int64_t gap_cells = 0;
  std::int64_t bad_cells = 0;
  std::int64_t half_calls = 0;
  std::int64_t repeated_positions = 0;
  std::int64_t outside = 0;     ///< of the targets and regions
  std::int64_t mismatches = 0;  ///< rows whose REF is not the reference's
  std::int64_t excluded = 0;    ///< of these, left out
  std::int64_t unanchored = 0;
  std::int64_t multiallelic = 0;
  std::int64_t trimmed_alleles = 0;  ///< by -a, in the rows asked for
  std::int64_t transitions = 0;
  std::int64_t transversions = 0;
  std::vector<std::int64_t> missing_of_sample;
  std::int64_t last_base = 0;         ///< largest POS + length(REF) - 1 of a record: decides between TBI and CSI
  std::vector<ContigAnswer> contigs;  ///< in order of appearance
};

[[nodiscard]] Answer convert(const Request& request);

/// True where `failure` names a field of a row that stands at a POS of the regions: -r must not pass over it.
[[nodiscard]] bool blames_row_of_regions(const Request& request, const Failure& failure);

/// The names of the samples that the columns form, before -s and -S; of the matrix only the head is read.
/// Throws Failure.
[[nodiscard]] std::vector<std::string> sample_names(const Request& request);

}  // namespace matrix2vcf::reference
