// SPDX-License-Identifier: MIT
// table_row - a row of a haplotype table as a row of a matrix: REF, one cell a haplotype, and each sample's phase.
//
// Pure: no I/O, no threads, no exceptions of its own. A TableRow belongs to one worker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sites/site.hpp"

namespace matrix2vcf {

/// The cell of a genotype that is REF where REF's own letters would not read as an allele: it has an N, or is none.
inline constexpr std::string_view number_of_ref = "0";

/// What the columns of a haplotype table are, counted from 0; CHROM and POS are the first two. Sample s has the
/// haplotypes 2s and 2s + 1.
struct TablePlan {
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  struct Sample {
    std::size_t block = none;    ///< PI
    std::size_t alleles = none;  ///< PG_al
  };
  std::size_t columns = 0;             ///< of a row
  std::size_t reference = none;        ///< REF
  std::size_t listed = none;           ///< ALT, or all alleles
  bool lists_reference = false;        ///< `listed` begins with REF
  std::vector<Sample> samples;         ///< all of the table
  std::vector<std::uint32_t> written;  ///< those whose phase is wanted, in the order of the output
  bool phase_sets = false;             ///< PI must be a whole number, since it becomes PS
  bool gap_is_missing = false;         ///< not an allele, nor REF
  bool bad_genotype_missing = false;   ///< a cell that is no genotype is missing, and counted
};

enum class TableFault { none, genotype, phase_block, phase_set };

class TableRow {
 public:
  explicit TableRow(const TablePlan& plan)
      : plan_(plan), fields_(plan.columns), uncalled_(plan.samples.size()), phases_(plan.written.size()) {}

  /// Takes a line of plan.columns columns, which must live as long as the row is used. At a fault, fault_column() and
  /// fault_text() tell where.
  [[nodiscard]] TableFault read(std::string_view line);

  /// REF; where that is `.` or no column, the first of all alleles; where that is not known either, N.
  [[nodiscard]] std::string_view reference() const noexcept { return reference_; }
  /// Where that stands.
  [[nodiscard]] std::size_t reference_column() const noexcept { return reference_column_; }

  /// The alleles that the row lists, with commas between, `.` for none; not REF, where the list begins with it.
  [[nodiscard]] std::string_view listed() const noexcept { return listed_; }

  /// A tab and an allele for each haplotype of the table: what Genotypes takes.
  [[nodiscard]] std::string_view cells() const noexcept { return cells_; }

  /// One for each of plan.written.
  [[nodiscard]] std::span<const SamplePhase> phases() const noexcept { return phases_; }

  [[nodiscard]] std::size_t fault_column() const noexcept { return fault_column_; }
  [[nodiscard]] std::string_view fault_text() const noexcept { return fields_[fault_column_]; }

  /// Genotypes taken as missing since the last call of reset_count.
  [[nodiscard]] std::int64_t bad_genotypes() const noexcept { return bad_genotypes_; }
  void reset_count() noexcept { bad_genotypes_ = 0; }

 private:
  void split(std::string_view line) noexcept;
  void read_alleles();
  [[nodiscard]] bool is_uncalled(std::string_view cells) const noexcept;
  bool add_genotype(std::string_view cell);
  bool add_allele(std::string_view allele);
  TableFault read_phase(std::size_t sample, SamplePhase& phase) const noexcept;
  TableFault fail(TableFault fault, std::size_t column) noexcept;

  const TablePlan& plan_;
  std::vector<std::string_view> fields_;
  std::vector<char> uncalled_;  // one a sample: 1 where neither of its alleles is called
  std::vector<SamplePhase> phases_;
  std::vector<std::string_view> numbered_;  // the alleles that a number in a cell stands for
  std::string_view reference_;
  std::size_t reference_column_ = 0;
  std::string_view listed_;
  std::string cells_;
  std::size_t fault_column_ = 0;
  std::int64_t bad_genotypes_ = 0;
};

/// The whole number from 0 to 2^31 - 1 that a phase block is, or -1; `1.0`, as pandas writes a 1, is one.
[[nodiscard]] std::int32_t phase_set(std::string_view block) noexcept;

}  // namespace matrix2vcf
