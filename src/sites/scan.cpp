// SPDX-License-Identifier: MIT
#include "sites/scan.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "sites/digits.hpp"
#include "sites/invariant_rows.hpp"
#include "sites/letters.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

// VCF 4.3, section 1.4.7: [0-9A-Za-z!#$%&+./:;?@^_|~-][0-9A-Za-z!#$%&*+./:;=?@^_|~-]*
constexpr std::string_view contig_punctuation = "!#$%&*+./:;?@^_|~-";

bool is_contig_letter(char letter) noexcept {
  return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
         contig_punctuation.find(letter) != std::string_view::npos;
}

// The 1-based position that a POS is, or -1, where a contig's first base has the number `first`. Leading zeros are
// digits; what does not fit is as wrong as a letter.
std::int64_t parse_position(std::string_view text, std::int64_t first) noexcept {
  std::int64_t value = 0;
  if (text.empty()) return -1;
  if (text.size() <= word_digits) {  // there are slice_padding bytes behind it
    value = parse_digits(text.data(), text.size());
    if (value < 0) return -1;
  } else {
    for (const char letter : text) {
      if (letter < '0' || letter > '9') return -1;
      value = value * 10 + (letter - '0');
      if (value > max_position) return -1;
    }
  }
  value += 1 - first;
  return value < 1 || value > max_position ? -1 : value;
}

bool is_reference(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, [](char letter) {
    return std::string_view("ACGTNacgtn").find(letter) != std::string_view::npos;
  });
}

// One word of VCF: its ID column.
bool is_id(std::string_view text) noexcept {
  const auto is_blank = [](char letter) { return static_cast<unsigned char>(letter) <= ' ' || letter == '\x7F'; };
  return std::ranges::none_of(text, is_blank) && is_utf8(text);
}

}  // namespace

bool is_contig_name(std::string_view name) noexcept {
  return !name.empty() && name[0] != '#' && name[0] != '*' && std::ranges::all_of(name, is_contig_letter);
}

Scanner::Scanner(const GenotypePlan& plan, ReferenceBases* reference, ChosenPlaces* places, Cpu level)
    : plan_(plan),
      level_(level),
      reference_(reference),
      places_(places),
      genotypes_(plan, level),
      is_plain_(plan.table == nullptr && plan.shape.is_common()) {
  if (plan.table != nullptr) table_.emplace(*plan.table);
}

void Scanner::begin_block() {
  genotypes_.reset_counts();
  if (table_) table_->reset_count();
  contig_known_ = false;
  position_ = 0;
  lines_ = rows_ = repeated_ = bad_refs_ = mismatches_ = excluded_ = trimmed_alleles_ = 0;
  first_blank_ = -1;
}

void Scanner::begin_slice(std::string_view text) noexcept {
  at_ = text.data();
  end_ = at_ + text.size();
}

Step Scanner::next() {
  while (at_ != end_) {
    foretold_ = 0;
    if (last_invariant_ || skipped_) skip_invariant();
    if (at_ == end_) break;
    Row row = common_row();
    if (row == Row::uncommon) row = any_row();
    last_invariant_ = row == Row::invariant;
    switch (row) {
      case Row::invariant: break;
      case Row::site: return Step::site;
      case Row::contig: return Step::contig;
      default: return Step::fault;
    }
  }
  return Step::slice;
}

// Asked for behind an invariant row, and again behind the variant row that ended such a stretch: where most rows are
// variant, looking twice costs 2 % of the conversion.
// Nothing is skipped before the first row of a contig, since there is no row before it, nor behind a blank line.
void Scanner::skip_invariant() noexcept {
  const bool is_told = plan_.all_sites || reference_ != nullptr || !is_plain_;
  skipped_ = false;
  if (!contig_known_ || position_ == 0 || first_blank_ >= 0 || is_told) return;
  const std::int64_t shift = 1 - plan_.first_position;  // the walk counts as the matrix does
  RowWalk walk{.chrom = contig_,
               .pos_digits = pos_digits_,
               .columns = plan_.columns,
               .position = position_ - shift,
               .limit = limit_ - shift};
  at_ = skip_invariant_rows(at_, end_, walk, level_);
  position_ = last_position_ = walk.position + shift;
  lines_ += walk.rows;
  rows_ += walk.rows;
  repeated_ += walk.repeated;
  skipped_ = walk.rows > 0;
  foretold_ = walk.next < 0 ? 0 : walk.next + shift;
}

// The row before foretells this one: the same CHROM, as many digits of POS, one letter of REF, one letter a cell. What
// was foretold is verified; where it does not hold, any_row() looks at the row anew.
Scanner::Row Scanner::common_row() {
  const std::size_t prefix =
      contig_.size() + 1 + pos_digits_ + 3;  // CHROM, tab, POS, tab, REF up to the first cell's tab
  const std::size_t row_bytes = prefix - 1 + 2 * plan_.columns + 1;
  const std::int64_t position = foretold_ != 0 ? foretold_ : common_position(row_bytes);
  if (position == 0) return Row::uncommon;
  const char* const row = at_;
  const char* const ref = row + prefix - 2;
  char letter = *ref;
  if (is_held_to_reference(position)) {
    // Anything but agreement, or an N to be filled, is for any_row.
    const char base = reference_->bases(position - 1, 1)[0];
    if (letter == 'N' && is_common_reference(base)) letter = base;
    if (letter != base && is_common_reference(base)) return Row::uncommon;
  }
  const Genotypes::Outcome outcome = genotypes_.common_row(letter, ref + 1);
  if (outcome == Genotypes::Outcome::uncommon) return Row::uncommon;
  count_trimmed(position);
  end_row(position, row + row_bytes);
  if (outcome == Genotypes::Outcome::invariant) return Row::invariant;
  genotypes_.site().chrom = contig_;
  genotypes_.site().pos = position;
  return Row::site;
}

// POS of the row at hand, where it is as foretold but for its cells; else 0.
std::int64_t Scanner::common_position(std::size_t row_bytes) const noexcept {
  if (!contig_known_ || !is_plain_ || static_cast<std::size_t>(end_ - at_) < row_bytes) return 0;
  const char* const pos = at_ + contig_.size() + 1;
  const char* const ref = pos + pos_digits_ + 1;
  if (at_[row_bytes - 1] != '\n' || ref[-1] != '\t' || pos[-1] != '\t' || !is_common_reference(*ref) ||
      std::memcmp(at_, contig_.data(), contig_.size()) != 0)
    return 0;
  const std::int64_t position = parse_position({pos, pos_digits_}, plan_.first_position);
  return position < position_ || position > limit_ || first_blank_ >= 0 ? 0 : position;
}

Scanner::Row Scanner::any_row() {
  const auto rest = static_cast<std::size_t>(end_ - at_);
  const auto* newline = static_cast<const char*>(std::memchr(at_, '\n', rest));
  const char* const line_end = newline != nullptr ? newline : end_;
  const char* const next_line = newline != nullptr ? newline + 1 : end_;
  const std::string_view line = without_cr({at_, static_cast<std::size_t>(line_end - at_)});
  if (line.empty()) {
    if (first_blank_ < 0) first_blank_ = lines_;
    ++lines_;
    at_ = next_line;
    return Row::invariant;
  }
  if (first_blank_ >= 0) {
    lines_ = first_blank_;
    return fail(FaultKind::blank_line, {});
  }
  return row_of(line, next_line);
}

// The row of a line that is not empty.
Scanner::Row Scanner::row_of(std::string_view line, const char* next_line) {
  if (line.size() > max_line) return fail(FaultKind::long_line, {});
  if (line[0] == '#') return fail(FaultKind::comment_line, line);

  const auto tabs = static_cast<std::size_t>(std::ranges::count(line, '\t'));
  if (tabs + 1 != (table_ ? plan_.table->columns : plan_.columns + plan_.shape.lead))
    return fail(FaultKind::column_count, line, 0, static_cast<std::int64_t>(tabs) + 1);
  const std::string_view chrom = field_at(line, plan_.shape.chrom);
  const std::string_view pos = field_at(line, plan_.shape.pos);
  if (!contig_known_ || chrom != contig_) return begin_contig(chrom);
  const std::int64_t position = parse_position(pos, plan_.first_position);
  if (position < 0) return fail(FaultKind::bad_pos, pos);
  if (position < position_) return fail(FaultKind::unsorted, pos, 0, position_);
  Fields fields;
  if (!read_fields(line, fields)) return Row::fault;
  std::string_view ref = fields.ref;
  if (!is_reference(ref)) {
    if (!plan_.bad_allele_missing) return fail(FaultKind::bad_ref, ref, ref_column());
    ref = "N";
    ++bad_refs_;
  }
  const std::int64_t last_base = position + static_cast<std::int64_t>(ref.size()) - 1;
  if (last_base > max_position) return fail(FaultKind::ref_past_end, pos);
  if (last_base > limit_) return fail(FaultKind::past_contig, pos, 0, limit_);

  if (is_held_to_reference(position) && !settle_reference(position, ref)) {
    ++mismatches_;
    if (plan_.reference_rule == ReferenceRule::error) {
      fail(FaultKind::reference_mismatch, fields.ref, ref_column());
      fault_.bases = reference_->bases(position - 1, std::min<std::size_t>(ref.size(), 64));
      return Row::fault;
    }
    if (plan_.reference_rule == ReferenceRule::exclude) {
      ++excluded_;
      pos_digits_ = pos.size();
      end_row(position, next_line);
      return Row::invariant;
    }
  }
  const Genotypes::Outcome outcome = genotypes_.any_row(ref, fields.cells, fields.listed);
  if (outcome == Genotypes::Outcome::bad_cell) return fail_allele();
  count_trimmed(position);
  pos_digits_ = pos.size();
  end_row(position, next_line);
  if (outcome == Genotypes::Outcome::invariant) return Row::invariant;
  genotypes_.site().chrom = contig_;
  genotypes_.site().pos = position;
  genotypes_.site().id = fields.id;
  if (table_) genotypes_.site().phases = table_->phases();
  return Row::site;
}

// What the columns of `line` are, but for CHROM and POS. False at a fault.
bool Scanner::read_fields(std::string_view line, Fields& fields) {
  if (table_) {
    if (const TableFault fault = table_->read(line); fault != TableFault::none) return fail_table(fault);
    fields = {.ref = table_->reference(), .listed = table_->listed(), .cells = table_->cells()};
    return true;
  }
  const RowShape& shape = plan_.shape;
  if (shape.ref != RowShape::none) fields.ref = field_at(line, shape.ref);
  if (shape.alt != RowShape::none) fields.listed = field_at(line, shape.alt);
  if (shape.id != RowShape::none) fields.id = field_at(line, shape.id);
  fields.cells = {field_at(line, shape.lead).data() - 1, line.data() + line.size()};
  if (fields.id.empty()) fields.id = ".";
  if (is_id(fields.id)) return true;
  fail(FaultKind::bad_id, fields.id, shape.id);
  return false;
}

bool Scanner::is_asked_for(std::int64_t position) const noexcept {
  return places_ == nullptr || places_->contains(position);
}

// Not where no place asks for the row: the reference need not have its contig.
bool Scanner::is_held_to_reference(std::int64_t position) const noexcept {
  return reference_ != nullptr && is_asked_for(position);
}

void Scanner::count_trimmed(std::int64_t position) noexcept {
  if (genotypes_.trimmed_alleles() != 0 && is_asked_for(position)) trimmed_alleles_ += genotypes_.trimmed_alleles();
}

// Holds REF against the reference: an N takes the reference's base, and a code for several bases agrees with any. False
// where they differ; under ReferenceRule::swap REF is the reference's then.
bool Scanner::settle_reference(std::int64_t position, std::string_view& ref) {
  const std::string_view bases = reference_->bases(position - 1, ref.size());
  settled_ref_.assign(ref);
  bool same = true;
  for (std::size_t i = 0; i < ref.size(); ++i) {
    const char letter = ref[i] >= 'a' ? static_cast<char>(ref[i] - 'a' + 'A') : ref[i];
    const bool known = is_common_reference(bases[i]);
    if (known && letter != 'N' && letter != bases[i]) same = false;
    if (known && (letter == 'N' || plan_.reference_rule == ReferenceRule::swap)) settled_ref_[i] = bases[i];
  }
  ref = settled_ref_;
  return same;
}

std::size_t Scanner::ref_column() const noexcept { return table_ ? table_->reference_column() : plan_.shape.ref; }

bool Scanner::fail_table(TableFault fault) {
  const FaultKind kind = fault == TableFault::genotype      ? FaultKind::bad_genotype
                         : fault == TableFault::phase_block ? FaultKind::bad_phase_block
                                                            : FaultKind::no_phase_set;
  fail(kind, table_->fault_text(), table_->fault_column());
  return false;
}

Scanner::Row Scanner::fail_allele() {
  const std::size_t column = genotypes_.bad_column();
  const bool is_listed = column == plan_.columns;
  if (!table_ && !is_listed) return fail(FaultKind::bad_cell, genotypes_.bad_text(), column);
  const std::size_t place = !table_     ? plan_.shape.alt
                            : is_listed ? plan_.table->listed
                                        : plan_.table->samples[column / 2].alleles;
  return fail(FaultKind::bad_listed_allele, genotypes_.bad_text(), place);
}

// The row stays where it is: it is read again when the caller has seen that its contig is another.
Scanner::Row Scanner::begin_contig(std::string_view chrom) {
  if (!is_contig_name(chrom)) return fail(FaultKind::bad_chrom, chrom);
  contig_ = chrom;
  contig_known_ = true;
  position_ = 0;
  limit_ = max_position;
  return Row::contig;
}

void Scanner::end_row(std::int64_t position, const char* next_line) noexcept {
  if (position_ == 0) run_begin_ = position;
  repeated_ += position == position_ ? 1 : 0;
  position_ = last_position_ = position;
  ++lines_;
  ++rows_;
  at_ = next_line;
}

Scanner::Row Scanner::fail(FaultKind kind, std::string_view text, std::size_t column, std::int64_t number) {
  // A message shows 60 bytes; one more tells that there was more.
  fault_ = {kind, lines_, column, number, std::string(text.substr(0, 64)), {}};
  return Row::fault;
}

}  // namespace matrix2vcf
