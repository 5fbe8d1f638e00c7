// SPDX-License-Identifier: MIT
// random_draft - a random matrix before it is text, and what draws its parts. Of random_matrix alone.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "random_matrix.hpp"

namespace matrix2vcf::testing {

using Strings = std::vector<std::string>;

inline constexpr std::int64_t max_position = 2147483646;

inline std::string join(const Strings& parts, char separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : std::string(1, separator)) + parts[i];
  return text;
}

/// One of `values`, the first `weights[0]` times in a hundred, and so on; the last takes what is left.
template <class T>
T weighted(Dice& dice, const std::vector<std::pair<std::size_t, T>>& values) {
  std::size_t roll = dice.below(100);
  for (const auto& [weight, value] : values) {
    if (roll < weight) return value;
    roll -= weight;
  }
  return values.back().second;
}

/// The POS of a row as the matrix counts; 0 where an error was planted in it.
inline std::int64_t position_of(const Strings& row) {
  const bool digits = row.size() > 2 && !row[1].empty() && row[1].find_first_not_of("0123456789") == std::string::npos;
  return digits && row[1].size() <= 11 ? std::stoll(row[1]) : 0;
}

/// A matrix before it is text.
struct Draft {
  RandomMatrix result;
  Strings comments;  // `##` lines
  Strings column_names;
  bool header_line = false;
  std::vector<Strings> rows;  // fields; a row of one field is written as it is

  /// The POS of a contig's first base.
  [[nodiscard]] std::int64_t first_position() const { return result.request.zero_based ? 0 : 1; }
};

/// The ploidies that samples may have: in the haplotype table 2 alone, or 1 where it is doubled.
struct Ploidies {
  std::size_t least = 1, most = 8;
  explicit Ploidies(const reference::Request& request) {
    if (!request.table) return;
    most = 2;
    if (!request.haploid_to_diploid) least = 2;
  }
  [[nodiscard]] bool diploid() const { return least == 2; }
  [[nodiscard]] std::size_t draw(Dice& dice) const { return least + dice.below(most - least + 1); }
};

// random_names.cpp

Strings unpaired_names(Dice& dice, std::size_t columns);
Strings draw_column_names(Dice& dice, std::size_t columns, bool all_paired);
void draw_naming(Dice& dice, Draft& draft);
/// A table's readers cut names at its separator, so none may hold it.
void fit_table(const reference::Request& request, Strings& names);
/// --ploidy: with a -H file of one name a sample, or with names that then go unused.
void draw_ploidy(Dice& dice, Draft& draft);
void draw_pairing(Dice& dice, Draft& draft);
/// What the samples of the draft are called, before -s.
Strings sample_names(const Draft& draft);
/// -s or -S: at least one sample stays; with --force-samples some of the names are nobody's.
void draw_sample_choice(Dice& dice, Draft& draft);

// random_rows.cpp

/// Mostly few columns; now and then more than 63, 127 or 200, so that a row can have as many alleles.
std::size_t draw_columns(Dice& dice);
std::size_t draw_rows(Dice& dice, std::size_t columns);
Strings draw_contig_names(Dice& dice, std::size_t count);
const Strings& bad_references();
const Strings& bad_cells();
void draw_body(Dice& dice, Draft& draft, const Strings& contigs, std::size_t rows);
std::string draw_contig_list(Dice& dice, const Draft& draft, Strings contigs);

// random_matrix.cpp

Draft draw_draft(Dice& dice);
/// Some hold no row, or none of their contig.
std::vector<reference::Place> draw_places(Dice& dice, const Draft& draft);
/// A reference that agrees with most rows. False where it would be too long for a test.
bool draw_genome(Dice& dice, Draft& draft);
/// Words for -c. Only for a matrix without -H, whose file would have to name the columns, too.
void draw_columns_of(Dice& dice, Draft& draft);
/// Of --for; what its tools set by options is drawn as options.
Demands draw_demands(Dice& dice);
void draw_shape(Dice& dice, Draft& draft);
/// Line ends are LF, CRLF or both; the mark, blank lines and the last newline come and go.
std::string matrix_text(Dice& dice, const Draft& draft);

}  // namespace matrix2vcf::testing
