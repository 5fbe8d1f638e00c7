// SPDX-License-Identifier: MIT
#include "sites/genotypes.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <type_traits>

#include "sites/letters.hpp"
#include "sites/table_row.hpp"

namespace matrix2vcf {

namespace {

constexpr std::uint8_t missing = missing_code<std::uint8_t>;
constexpr std::uint32_t wide_missing = missing_code<std::uint32_t>;

// From this many alleles on a hash table finds an allele faster than a walk over the list.
constexpr std::size_t many_alleles = 16;

char upper(char letter) noexcept {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

bool is_base(char letter) noexcept { return letter == 'A' || letter == 'C' || letter == 'G' || letter == 'T'; }

// One-letter alleles as views that outlive every row.
std::string_view one_letter(char letter) noexcept {
  static constexpr std::string_view all = "ACGTN*";
  return all.substr(all.find(letter), 1);
}

// Of one Letter bit that is an allele.
std::string_view allele_of(unsigned letter_bit) noexcept {
  static_assert(letter_a == 1 && letter_c == 2 && letter_g == 4 && letter_t == 8 && letter_gap == 32);
  static constexpr std::string_view by_bit = "ACGTN*";
  return by_bit.substr(static_cast<std::size_t>(std::countr_zero(letter_bit)), 1);
}

std::size_t low_bits(char letter) noexcept { return static_cast<unsigned char>(letter) & 15U; }

}  // namespace

GenotypePlan GenotypePlan::make(std::size_t columns, std::vector<std::uint32_t> haplotypes, Gap gap,
                                bool missing_to_reference, bool alt_from_all_columns) {
  GenotypePlan plan;
  plan.columns = columns;
  plan.in_sample.assign(columns, 0);
  for (const std::uint32_t column : haplotypes) plan.in_sample[column] = 1;
  plan.gives_alt = alt_from_all_columns ? std::vector<std::uint8_t>(columns, 1) : plan.in_sample;
  plan.every_column_gives_alt = std::ranges::count(plan.gives_alt, 0) == 0;
  std::vector<std::uint32_t> in_order(columns);
  std::iota(in_order.begin(), in_order.end(), 0U);
  plan.haplotypes_in_column_order = haplotypes == in_order;
  plan.haplotypes = std::move(haplotypes);
  plan.gap = gap;
  plan.missing_to_reference = missing_to_reference;
  return plan;
}

void GenotypePlan::set_alt_columns(const std::vector<std::uint32_t>& alt_columns) {
  std::ranges::fill(gives_alt, std::uint8_t{0});
  for (const std::uint32_t column : alt_columns) gives_alt[column] = 1;
  every_column_gives_alt = std::ranges::count(gives_alt, 0) == 0;
}

Genotypes::Genotypes(const GenotypePlan& plan, Cpu level)
    : plan_(plan),
      level_(level),
      column_letters_(std::max(plan.columns, permuted_columns)),
      column_codes_(plan.columns),
      codes_(std::max(plan.haplotypes.size(), counted_codes)) {
  for (std::size_t i = 0; i < plan.sample_begins.size(); ++i)
    all_diploid_ = all_diploid_ && plan.sample_begins[i] == 2 * i;
  if (plan.columns > permuted_columns) return;
  for (const std::uint32_t column : plan.haplotypes) permutation_.push_back(static_cast<std::uint8_t>(column));
}

Genotypes::Outcome Genotypes::common_row(char reference, const char* cells) {
  trimmed_alleles_ = 0;
  const unsigned present = letters_present(cells, plan_.columns, level_);
  if ((present & letter_uncommon) != 0) return Outcome::uncommon;
  if ((present & letter_gap) != 0) count_gaps(cells);

  constexpr unsigned bases = letter_a | letter_c | letter_g | letter_t;
  const unsigned may_be_alt = plan_.gap == Gap::star ? bases | letter_gap : bases;
  const unsigned alt_letters = present & may_be_alt & ~unsigned{letter_of(reference)};
  if (alt_letters == 0 && !plan_.all_sites) return Outcome::invariant;

  alleles_.assign(1, one_letter(reference));
  order_letters(cells, alt_letters);
  if (alleles_.size() == 1 && !plan_.all_sites) return Outcome::invariant;

  LetterCodes table;
  table.fill(plan_.missing_to_reference ? 0 : missing);
  const bool gap_is_reference = plan_.gap == Gap::reference || plan_.missing_to_reference;
  table[low_bits('-')] = table[low_bits('*')] = gap_is_reference ? 0 : missing;
  for (std::size_t allele = 1; allele < alleles_.size(); ++allele) {
    if (alleles_[allele][0] != '*')
      table[low_bits(alleles_[allele][0])] = static_cast<std::uint8_t>(allele);
    else if (!plan_.missing_to_reference)
      table[low_bits('-')] = table[low_bits('*')] = static_cast<std::uint8_t>(allele);
  }
  if (reference != 'N') table[low_bits(reference)] = 0;

  const auto codes = std::span(codes_).first(plan_.haplotypes.size());
  if (plan_.haplotypes_in_column_order) {
    letters_to_codes(cells, plan_.columns, table, codes.data(), level_);
  } else {
    letters_to_codes(cells, plan_.columns, table, column_letters_.data(), level_);
    if (!permutation_.empty())
      permute_codes(column_letters_.data(), permutation_, codes.data(), level_);
    else
      for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = column_letters_[plan_.haplotypes[i]];
  }
  const bool may_miss = (present & (letter_missing | letter_gap)) != 0 && !plan_.missing_to_reference;
  return finish(codes, may_miss) ? Outcome::site : Outcome::invariant;
}

// Appends the ALT alleles among `alt_letters` in order of first appearance in the columns that give ALT alleles.
void Genotypes::order_letters(const char* cells, unsigned alt_letters) {
  const bool single = alt_letters != 0 && (alt_letters & (alt_letters - 1)) == 0;
  if (single && plan_.every_column_gives_alt) {
    alleles_.push_back(allele_of(alt_letters));
    return;
  }
  while (alt_letters != 0) {
    const std::size_t column = first_column(cells, plan_.columns, alt_letters, plan_.gives_alt.data(), level_);
    if (column == plan_.columns) return;
    const unsigned letter = letter_of(cells[2 * column + 1]);
    alleles_.push_back(allele_of(letter));
    alt_letters &= ~letter;
  }
}

void Genotypes::count_gaps(const char* cells) noexcept {
  for (std::size_t column = 0; column < plan_.columns; ++column)
    gap_cells_ += plan_.in_sample[column] != 0 && letter_of(cells[2 * column + 1]) == letter_gap ? 1 : 0;
}

// From codes to a Site: counts, half calls, ALT alleles that nobody carries. False where no ALT is left and such rows
// are no sites. `may_miss`: a code may be missing; false spares a count.
template <class Code>
bool Genotypes::finish(std::span<Code> codes, bool may_miss) {
  count(codes, may_miss);
  site_.half_calls = 0;
  if (may_miss && site_.called != static_cast<std::int64_t>(codes.size())) {
    site_.half_calls = settle_half_calls(codes);
    if (site_.half_calls != 0 && plan_.half_call_missing) count(codes, true);
  }
  if (plan_.trim_alt_alleles) trim(codes);
  if (alleles_.size() == 1 && !plan_.all_sites) return false;
  site_.alleles = alleles_;
  site_.allele_counts = counts_;
  if constexpr (sizeof(Code) == 1) {
    site_.codes = codes;
    site_.wide_codes = {};
  } else {
    site_.codes = {};
    site_.wide_codes = codes;
  }
  return true;
}

template <class Code>
void Genotypes::count(std::span<Code> codes, bool may_miss) {
  counts_.assign(alleles_.size(), 0);
  std::int64_t gone = 0;
  if constexpr (sizeof(Code) == 1) {
    // A pass for each allele is a vector comparison; the usual row has one ALT.
    gone = may_miss ? static_cast<std::int64_t>(count_code(codes, missing, level_)) : 0;
    for (std::size_t allele = 1; allele < alleles_.size(); ++allele)
      counts_[allele] = static_cast<std::int64_t>(count_code(codes, static_cast<Code>(allele), level_));
  } else {
    for (const Code code : codes) {
      if (code == missing_code<Code>)
        ++gone;
      else
        ++counts_[code];
    }
  }
  site_.called = static_cast<std::int64_t>(codes.size()) - gone;
  counts_[0] = site_.called - std::accumulate(counts_.begin() + 1, counts_.end(), std::int64_t{0});
}

// How many samples have some of their alleles missing; where asked for, the others go too.
template <class Code>
std::int64_t Genotypes::settle_half_calls(std::span<Code> codes) const {
  std::int64_t half_calls = 0;
  if (all_diploid_ && !plan_.half_call_missing) {  // most rows: without a branch
    const std::size_t end = plan_.sample_begins.empty() ? 0 : plan_.sample_begins.back();
    for (std::size_t i = 0; i < end; i += 2)
      half_calls += (codes[i] == missing_code<Code>) != (codes[i + 1] == missing_code<Code>) ? 1 : 0;
    return half_calls;
  }
  for (std::size_t sample = 0; sample + 1 < plan_.sample_begins.size(); ++sample) {
    const auto begin = codes.begin() + plan_.sample_begins[sample];
    const auto end = codes.begin() + plan_.sample_begins[sample + 1];
    const auto gone = std::count(begin, end, missing_code<Code>);
    if (gone == 0 || gone == end - begin) continue;
    ++half_calls;
    if (plan_.half_call_missing) std::fill(begin, end, missing_code<Code>);
  }
  return half_calls;
}

template <class Code>
void Genotypes::trim(std::span<Code> codes) {
  if (std::count(counts_.begin() + 1, counts_.end(), 0) == 0) return;
  std::vector<Code> new_code(alleles_.size(), 0);
  std::size_t kept = 1;
  for (std::size_t allele = 1; allele < alleles_.size(); ++allele) {
    if (counts_[allele] == 0) continue;
    new_code[allele] = static_cast<Code>(kept);
    alleles_[kept] = alleles_[allele];
    counts_[kept++] = counts_[allele];
  }
  trimmed_alleles_ = static_cast<std::int64_t>(alleles_.size() - kept);
  alleles_.resize(kept);
  counts_.resize(kept);
  for (Code& code : codes)
    if (code != missing_code<Code>) code = new_code[code];
}

Genotypes::Outcome Genotypes::any_row(std::string_view reference, std::string_view cells, std::string_view listed) {
  trimmed_alleles_ = 0;
  upper_.clear();
  upper_.reserve(reference.size() + cells.size() + listed.size());
  if (!many_.empty()) many_.clear();  // clear() walks all buckets, of which one row may have made many
  for (const char letter : reference) upper_ += upper(letter);
  alleles_.assign(1, std::string_view(upper_));
  if (listed != "." && !add_listed(listed)) return Outcome::bad_cell;

  for (std::size_t column = 0; column < plan_.columns; ++column) {
    cells.remove_prefix(1);
    const std::string_view cell = cells.substr(0, cells.find('\t'));
    cells.remove_prefix(cell.size());
    if (!classify_cell(cell, column)) {
      if (plan_.bad_allele_missing) {
        column_codes_[column] = plan_.missing_to_reference ? 0 : wide_missing;
        ++bad_cells_;
        continue;
      }
      bad_column_ = column;
      bad_text_ = cell;
      return Outcome::bad_cell;
    }
  }
  if (alleles_.size() == 1 && !plan_.all_sites) return Outcome::invariant;
  const auto gather = [this](auto& storage) {
    storage.resize(std::max(plan_.haplotypes.size(), counted_codes));
    using Code = typename std::remove_reference_t<decltype(storage)>::value_type;
    const auto codes = std::span(storage).first(plan_.haplotypes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<Code>(column_codes_[plan_.haplotypes[i]]);
    return finish(codes, !plan_.missing_to_reference);
  };
  const bool is_site = alleles_.size() <= max_narrow_alleles ? gather(codes_) : gather(wide_codes_);
  return is_site ? Outcome::site : Outcome::invariant;
}

// A list is read as the cells of a column are. False for one with an allele that spec section 2 does not know.
bool Genotypes::add_listed(std::string_view listed) {
  for (bool more = true; more;) {
    const std::string_view allele = listed.substr(0, listed.find(','));
    more = allele.size() < listed.size();
    listed.remove_prefix(allele.size() + (more ? 1 : 0));
    std::uint32_t code = 0;
    if (classify(allele, true, code)) continue;
    if (!plan_.bad_allele_missing) {
      bad_column_ = plan_.columns;
      bad_text_ = allele;
      return false;
    }
    ++bad_cells_;
  }
  return true;
}

// Sets the column's code; a new allele of a column that gives ALT alleles is appended to the list. False for a cell
// that is none of what spec section 2 lists.
bool Genotypes::classify_cell(std::string_view cell, std::size_t column) {
  if (cell == "-" || cell == "*") gap_cells_ += plan_.in_sample[column];
  if (plan_.table != nullptr && cell == number_of_ref) {
    column_codes_[column] = 0;
    return true;
  }
  return classify(cell, plan_.gives_alt[column] != 0, column_codes_[column]);
}

bool Genotypes::classify(std::string_view cell, bool gives_alt, std::uint32_t& code) {
  if (cell == "-" || cell == "*") {
    code = plan_.gap == Gap::star        ? allele_code(one_letter('*'), gives_alt)
           : plan_.gap == Gap::reference ? 0
                                         : wide_missing;
    if (plan_.missing_to_reference) code = 0;
    return true;
  }
  const auto is_missing = [](char letter) { return upper(letter) == 'N'; };
  if (cell == "." || cell == "?" || (!cell.empty() && std::ranges::all_of(cell, is_missing))) {
    code = plan_.missing_to_reference ? 0 : wide_missing;
    return true;
  }
  if (cell.empty() || !std::ranges::all_of(cell, [](char letter) { return is_base(upper(letter)); })) return false;
  const std::size_t start = upper_.size();
  for (const char letter : cell) upper_ += upper(letter);
  const std::size_t known = alleles_.size();
  code = allele_code(std::string_view(upper_).substr(start), gives_alt);
  if (alleles_.size() == known) upper_.resize(start);
  return true;
}

std::uint32_t Genotypes::allele_code(std::string_view upper, bool may_add) {
  if (alleles_.size() < many_alleles) {
    const auto found = std::ranges::find(alleles_, upper);
    if (found != alleles_.end()) return static_cast<std::uint32_t>(found - alleles_.begin());
  } else {
    if (many_.empty())
      for (std::size_t i = 0; i < alleles_.size(); ++i) many_.emplace(alleles_[i], static_cast<std::uint32_t>(i));
    const auto found = many_.find(upper);
    if (found != many_.end()) return found->second;
  }
  if (!may_add) return wide_missing;  // the column belongs to no sample: nobody reads its code
  const auto code = static_cast<std::uint32_t>(alleles_.size());
  alleles_.push_back(upper);
  if (!many_.empty()) many_.emplace(upper, code);
  return code;
}

}  // namespace matrix2vcf
