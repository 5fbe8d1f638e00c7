// SPDX-License-Identifier: MIT
// scan - walk the rows of a block: check every one, skip the invariant ones, hand out the others as Sites.
//
// Pure: no I/O, no threads, no exceptions of its own (only the allocator's). A Scanner belongs to one worker. It sees
// text that consists of whole lines and knows nothing of files; its faults carry row numbers local to the block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limits.hpp"
#include "sites/chosen_places.hpp"
#include "sites/genotypes.hpp"
#include "sites/site.hpp"
#include "sites/table_row.hpp"

namespace matrix2vcf {

/// What can be wrong with a row. `report_fault` makes the sentence.
enum class FaultKind {
  none,
  column_count,  ///< `number` columns found
  comment_line,  ///< a line that begins with `#`
  long_line,     ///< over 1 GiB
  blank_line,    ///< a blank line with rows after it
  bad_chrom,     ///< outside the VCF 4.3 pattern, or with `=`
  bad_pos,       ///< not a whole number from 1 to 2^31-2
  ref_past_end,  ///< POS + length(REF) - 1 is larger than that
  past_contig,   ///< it is larger than the contig's length, `number`
  bad_cell,      ///< `column` is its 0-based allele column
  // `column` of these is the row's, from 0:
  bad_ref,
  bad_id,              ///< with a space or control character, or not UTF-8
  reference_mismatch,  ///< `bases` are the reference's
  bad_listed_allele,
  bad_genotype,     ///< PG_al is not two alleles; it and the next two only a table has
  bad_phase_block,  ///< PI is no text that VCF can hold
  no_phase_set,     ///< PI is no whole number, and PS is asked for
  unsorted          ///< `number` is the POS of the row before
};

struct Fault {
  FaultKind kind = FaultKind::none;
  std::int64_t line = 0;  ///< lines of this block before it
  std::size_t column = 0;
  std::int64_t number = 0;
  std::string text;  ///< the field, cut to what a message can show
  std::string bases{};
};

enum class Step {
  site,    ///< site() is a row with an ALT allele, or any row where the plan asks for all sites
  contig,  ///< the rows that follow name another contig: contig()
  slice,   ///< every line of the slice has been seen
  fault    ///< fault() tells; there is no way on
};

/// True where `name` may be a contig: VCF 4.3's pattern, not beginning with `#` (tabix loses such rows), without `=`
/// (htsjdk refuses the file).
[[nodiscard]] bool is_contig_name(std::string_view name) noexcept;

class Scanner {
 public:
  /// `reference` may be null: then REF is taken as it is; so may `places`: then every row is asked for, or else the
  /// others may differ from the reference. Both must have been told of contig() after each Step::contig.
  explicit Scanner(const GenotypePlan& plan, ReferenceBases* reference = nullptr, ChosenPlaces* places = nullptr,
                   Cpu level = cpu());

  /// Begins a block: counts are zero, no contig is known.
  void begin_block();

  /// Whole lines; the last may lack its newline at the end of the input. At least `slice_padding` readable bytes
  /// follow.
  void begin_slice(std::string_view text) noexcept;

  /// Rows of contig() may not reach past base `length`; 0: it is not known. To be told again after each Step::contig.
  void set_contig_length(std::int64_t length) noexcept { limit_ = length > 0 ? length : max_position; }

  /// Goes on to the next thing worth knowing.
  [[nodiscard]] Step next();

  [[nodiscard]] const Site& site() const noexcept { return genotypes_.site(); }
  [[nodiscard]] std::string_view contig() const noexcept { return contig_; }
  [[nodiscard]] const Fault& fault() const noexcept { return fault_; }

  [[nodiscard]] std::int64_t lines() const noexcept { return lines_; }  ///< seen in this block, blank ones too
  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }    ///< seen in this block
  [[nodiscard]] std::int64_t position() const noexcept { return last_position_; }  ///< POS of the row seen last
  [[nodiscard]] std::int64_t run_begin() const noexcept {
    return run_begin_;
  }  ///< POS of contig()'s first row in this block
  [[nodiscard]] std::int64_t first_blank() const noexcept {
    return first_blank_;
  }                                                                           ///< line of a blank run at the end, or -1
  [[nodiscard]] std::int64_t repeated() const noexcept { return repeated_; }  ///< rows with the POS of the row before
  [[nodiscard]] std::int64_t gap_cells() const noexcept { return genotypes_.gap_cells(); }
  [[nodiscard]] std::int64_t bad_cells() const noexcept {
    return genotypes_.bad_cells() + bad_refs_ + (table_ ? table_->bad_genotypes() : 0);
  }
  [[nodiscard]] std::int64_t mismatches() const noexcept {
    return mismatches_;
  }  ///< rows asked for whose REF is not the reference's
  [[nodiscard]] std::int64_t excluded() const noexcept { return excluded_; }                ///< of these, left out
  [[nodiscard]] std::int64_t trimmed_alleles() const noexcept { return trimmed_alleles_; }  ///< of rows asked for

 private:
  enum class Row { invariant, site, contig, fault, uncommon };

  /// A row of any shape; `listed`: as Genotypes::any_row takes it.
  struct Fields {
    std::string_view ref = "N", listed = ".", id = ".", cells;
  };

  void skip_invariant() noexcept;
  Row common_row();
  [[nodiscard]] std::int64_t common_position(std::size_t row_bytes) const noexcept;
  Row any_row();
  Row row_of(std::string_view line, const char* next_line);
  bool read_fields(std::string_view line, Fields& fields);
  [[nodiscard]] std::size_t ref_column() const noexcept;
  bool fail_table(TableFault fault);
  Row fail_allele();
  Row begin_contig(std::string_view chrom);
  Row fail(FaultKind kind, std::string_view text, std::size_t column = 0, std::int64_t number = 0);
  [[nodiscard]] bool is_held_to_reference(std::int64_t position) const noexcept;
  [[nodiscard]] bool settle_reference(std::int64_t position, std::string_view& ref);
  [[nodiscard]] bool is_asked_for(std::int64_t position) const noexcept;
  void count_trimmed(std::int64_t position) noexcept;
  void end_row(std::int64_t position, const char* next_line) noexcept;

  const GenotypePlan& plan_;
  const Cpu level_;
  ReferenceBases* reference_;
  ChosenPlaces* places_;
  std::string settled_ref_;  // REF after the reference had its word
  Genotypes genotypes_;
  std::optional<TableRow> table_;
  bool is_plain_;  // CHROM, POS, REF, then the cells
  Fault fault_;
  std::string contig_;
  bool contig_known_ = false;
  bool last_invariant_ = false;
  bool skipped_ = false;        // the last look for invariant rows found some
  std::int64_t foretold_ = 0;   // POS of the row at hand, where that look has verified all of it but the cells; else 0
  const char* at_ = nullptr;    // the row not yet seen
  const char* end_ = nullptr;   // of the slice
  std::size_t pos_digits_ = 1;  // of the row before: what the next row is expected to have
  std::int64_t position_ = 0;   // POS of the row before, 0 where there is none in this block and contig
  std::int64_t last_position_ = 0;
  std::int64_t run_begin_ = 0;
  std::int64_t limit_ = max_position;  // last base that a row may reach
  std::int64_t lines_ = 0;
  std::int64_t rows_ = 0;
  std::int64_t repeated_ = 0;
  std::int64_t bad_refs_ = 0;
  std::int64_t mismatches_ = 0;
  std::int64_t excluded_ = 0;
  std::int64_t trimmed_alleles_ = 0;
  std::int64_t first_blank_ = -1;
};

}  // namespace matrix2vcf
