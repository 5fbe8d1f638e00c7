// SPDX-License-Identifier: MIT
// sorted_text - an external merge sort of the rows of a matrix, in bounded memory (--sort).
//
// The text is read once, from first to last, in runs that fit into the memory; each run is sorted there and goes to an
// unnamed temporary file, then the runs are merged. Runs that follow each other in order are one run, so that sorted
// input is written once and merged never. Single-threaded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>

#include "read/contigs.hpp"
#include "read/head.hpp"
#include "read/source.hpp"
#include "row_shape.hpp"
#include "sites/scan.hpp"
#include "write/output.hpp"

namespace matrix2vcf {

struct SortPlan {
  const ContigNumbers* contigs = nullptr;           ///< their order; none: the order of first appearance
  std::size_t max_memory = std::size_t{768} << 20;  ///< bytes of text, keys and buffers; at least 4 KiB are taken
  std::string folder;                               ///< of the temporary files: twice the text, and 32 bytes a row
  std::int64_t first_position = 1;                  ///< the POS of a contig's first base in the text
  RowShape shape;                                   ///< which columns are CHROM and POS
};

/// Thrown for the first line that has no place in the order. It is a type of its own, as only the caller can make the
/// sentence: RowMessages::row, or unforeseen_contig for FaultKind::none.
struct UnsortableRow {
  Fault fault;            ///< none: the contig `fault.text` is not in the list
  std::int64_t line = 0;  ///< of the input, from 1
};

/// The rows in order: contigs as planned, POS rising, equal ones as they stood in the input.
struct SortedText {
  Descriptor text;   ///< unnamed file of the lines, each with LF at its end; stands at its first byte
  Descriptor lines;  ///< unnamed file of the line numbers in the input, 8 bytes a row
  std::int64_t rows = 0;
  ContigNumbers contigs;  ///< in order of first appearance, which is that of the rows; empty where a list was given

  /// The line of the input, from 1, that is line `sorted_line` of the text, from 1 to `rows`. Safe from any thread.
  /// Throws Error(Exit::output) where the temporary file cannot be read.
  [[nodiscard]] std::int64_t original_line(std::int64_t sorted_line) const;
};

/// Sorts the body of `source`, whose beginning is in `head` and is taken out of it. Blank lines at the end go.
/// Throws UnsortableRow for what a Scanner would find in CHROM and POS, and where a line ends before them;
/// Error(Exit::resources) for a line that does not fit into the memory, or memory that cannot be had;
/// Error(Exit::output) for the temporary files; what Source::read throws; Stopped.
[[nodiscard]] SortedText sort_text(Source& source, Head& head, const SortPlan& plan, const std::stop_token& stop);

}  // namespace matrix2vcf
