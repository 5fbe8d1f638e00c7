// SPDX-License-Identifier: MIT
// layout - the names of the columns, and the samples that they form (spec sections 2 and 3).
#pragma once

#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "read/head.hpp"

namespace matrix2vcf {

struct Sample {
  std::string name;
  std::vector<std::uint32_t> columns;  ///< allele columns of its haplotypes, in order, counted from 0
};

struct Layout {
  std::vector<std::string> columns;  ///< names of the allele columns
  std::vector<Sample> samples;
  std::vector<std::uint32_t> sample_columns;  ///< of all samples that were formed, whether they are written or not
  std::string names_from;                     ///< file that names the columns, for messages; empty: nobody does
};

/// Throws Error(Exit::content) where the table is cut by commas, semicolons or spaces, as its first line shows.
void refuse_other_cut(const Options& options, const Head& head);

/// Names the columns and forms the samples as `options` say. `path`: the matrix, for messages.
/// Throws Error(Exit::content) for names that cannot be used or paired, Error(Exit::usage) where the options do not fit
/// the matrix.
[[nodiscard]] Layout make_layout(const Options& options, const Head& head, const std::stop_token& stop);

/// The samples by name alone: columns that share a stem (spec section 3). Throws Error(Exit::content): use --pairs.
[[nodiscard]] std::vector<Sample> pair_by_name(const std::vector<std::string>& columns);

/// "15 diploid samples (10 = 10a + 10b, ...)": what was formed, in one line.
[[nodiscard]] std::string describe(const Layout& layout);

/// A pairs file that forms the same samples.
[[nodiscard]] std::string to_pairs(const Layout& layout);

/// What is wrong with the name of a column or sample, or empty.
[[nodiscard]] std::string name_fault(std::string_view name);

/// The name in `names` with the fewest edits from `name`, or empty where none is near.
[[nodiscard]] std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

}  // namespace matrix2vcf
