// SPDX-License-Identifier: MIT
// genotypes - the cells of one row become alleles, codes and counts (spec section 4).
//
// Pure: no I/O, no threads, no exceptions of its own. A Genotypes belongs to one worker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cpu.hpp"
#include "row_shape.hpp"
#include "sites/reference_bases.hpp"
#include "sites/site.hpp"

namespace matrix2vcf {

struct TablePlan;

/// What the rows of a matrix share. Constant during a run; all workers read the same one.
struct GenotypePlan {
  std::size_t columns = 0;                ///< allele columns of the matrix
  std::vector<std::uint32_t> haplotypes;  ///< allele column of each haplotype, in sample order
  std::vector<std::uint8_t> in_sample;    ///< one a column: 1 where a sample owns it
  std::vector<std::uint8_t> gives_alt;    ///< one a column: 1 where its allele may become an ALT
  bool every_column_gives_alt = false;
  bool haplotypes_in_column_order = false;  ///< haplotypes[i] == i for every column
  Gap gap = Gap::missing;
  bool missing_to_reference = false;
  std::vector<std::uint32_t> sample_begins;  ///< as in EncodePlan; where empty, half calls are not looked for
  bool half_call_missing = false;            ///< a sample with a missing allele loses the others
  bool trim_alt_alleles = false;             ///< ALT alleles that no haplotype carries go
  bool all_sites = false;                    ///< a row without ALT is a site too, of one allele
  bool bad_allele_missing = false;           ///< what is no allele is missing, and counted
  ReferenceRule reference_rule = ReferenceRule::error;  ///< where the scanner is given a reference
  const TablePlan* table = nullptr;  ///< the rows are those of a haplotype table; columns: two for each sample of it
  RowShape shape;                    ///< of a matrix: what stands in front of the cells
  std::int64_t first_position = 1;   ///< number of a contig's first base in the matrix: 0 or 1

  /// ALT alleles come from these columns: those of all samples, also of samples that are not written.
  void set_alt_columns(const std::vector<std::uint32_t>& alt_columns);

  /// `haplotypes` name columns below `columns`, each at most once. `alt_from_all_columns`: the haplotype table's rule.
  [[nodiscard]] static GenotypePlan make(std::size_t columns, std::vector<std::uint32_t> haplotypes, Gap gap,
                                         bool missing_to_reference, bool alt_from_all_columns);
};

class Genotypes {
 public:
  enum class Outcome {
    invariant,  ///< no ALT allele, and all_sites is not asked for
    site,       ///< site() holds alleles, codes and counts; CHROM and POS are the caller's
    uncommon,   ///< only from common_row: not of the common shape, ask any_row
    bad_cell    ///< only from any_row: bad_column() and bad_text() tell
  };

  explicit Genotypes(const GenotypePlan& plan, Cpu level = cpu());

  /// A row in the common shape: `cells` points to 2 x columns bytes, a tab and one letter a column; `reference` is one
  /// of A C G T N. `uncommon` where a byte is not what it must be: a lower-case letter, say, or a longer allele.
  [[nodiscard]] Outcome common_row(char reference, const char* cells);

  /// Any row. `reference` matches [ACGTN]+ in either case, `cells` holds exactly `columns` tabs, each before its cell.
  /// `listed`: alleles with commas between, or `.`; those that are not REF are the first ALT alleles, carried or not.
  [[nodiscard]] Outcome any_row(std::string_view reference, std::string_view cells, std::string_view listed = ".");

  [[nodiscard]] Site& site() noexcept { return site_; }
  [[nodiscard]] const Site& site() const noexcept { return site_; }
  /// The allele column of a bad cell; `columns` where a listed allele is bad.
  [[nodiscard]] std::size_t bad_column() const noexcept { return bad_column_; }
  [[nodiscard]] std::string_view bad_text() const noexcept { return bad_text_; }

  /// Gap cells of the samples seen since the last call of reset_counts, in all rows.
  [[nodiscard]] std::int64_t gap_cells() const noexcept { return gap_cells_; }

  /// Cells that are no allele and were taken as missing, in all rows.
  [[nodiscard]] std::int64_t bad_cells() const noexcept { return bad_cells_; }
  void reset_counts() noexcept { gap_cells_ = bad_cells_ = 0; }

  /// ALT alleles of the last row that were dropped.
  [[nodiscard]] std::int64_t trimmed_alleles() const noexcept { return trimmed_alleles_; }

 private:
  void order_letters(const char* cells, unsigned alt_letters);
  void count_gaps(const char* cells) noexcept;
  bool add_listed(std::string_view listed);
  bool classify_cell(std::string_view cell, std::size_t column);
  bool classify(std::string_view cell, bool gives_alt, std::uint32_t& code);
  std::uint32_t allele_code(std::string_view upper, bool may_add);
  template <class Code>
  [[nodiscard]] bool finish(std::span<Code> codes, bool may_miss);
  template <class Code>
  void count(std::span<Code> codes, bool may_miss);
  template <class Code>
  [[nodiscard]] std::int64_t settle_half_calls(std::span<Code> codes) const;
  template <class Code>
  void trim(std::span<Code> codes);

  const GenotypePlan& plan_;
  const Cpu level_;
  bool all_diploid_ = true;
  Site site_;
  std::vector<std::string_view> alleles_;
  std::vector<std::int64_t> counts_;
  std::vector<std::uint8_t> column_letters_;  // codes by column, one byte each: common rows
  std::vector<std::uint8_t> permutation_;     // the haplotypes' columns, where all are below permuted_columns
  std::vector<std::uint32_t> column_codes_;   // codes by column: any row
  std::vector<std::uint8_t> codes_;           // codes by haplotype, and what count_code() may read
  std::vector<std::uint32_t> wide_codes_;
  std::string upper_;  // upper-case alleles of the row; never grows while views into it live
  std::unordered_map<std::string_view, std::uint32_t> many_;  // the alleles of a row that has many
  std::size_t bad_column_ = 0;
  std::string_view bad_text_;
  std::int64_t gap_cells_ = 0;
  std::int64_t bad_cells_ = 0;
  std::int64_t trimmed_alleles_ = 0;
};

}  // namespace matrix2vcf
