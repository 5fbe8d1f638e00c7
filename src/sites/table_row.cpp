// SPDX-License-Identifier: MIT
#include "sites/table_row.hpp"

#include <algorithm>

#include "text.hpp"

namespace matrix2vcf {

namespace {

bool is_digit(char letter) noexcept { return letter >= '0' && letter <= '9'; }

// What a String of VCF can hold, once `%` and `:` are encoded.
bool is_phase_block(std::string_view text) noexcept {
  const auto is_control = [](char letter) { return static_cast<unsigned char>(letter) < 0x20U || letter == '\x7F'; };
  return std::ranges::none_of(text, is_control) && is_utf8(text);
}

constexpr std::string_view bases = "ACGTacgt", unknown_bases = "Nn", all_bases = "ACGTNacgtn";

bool consists_of(std::string_view text, std::string_view letters) noexcept {
  return text.find_first_not_of(letters) == std::string_view::npos;
}

// Some of its bases are known and some are not: no allele, but not missing either.
bool is_half_known(std::string_view reference) noexcept {
  return consists_of(reference, all_bases) && !consists_of(reference, bases) && !consists_of(reference, unknown_bases);
}

bool is_same(std::string_view allele, std::string_view other) noexcept {
  const auto lower = [](char letter) { return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter; };
  return std::ranges::equal(allele, other, {}, lower, lower);
}

}  // namespace

std::int32_t phase_set(std::string_view block) noexcept {
  const std::size_t point = block.find('.');
  const std::string_view zeros = point == std::string_view::npos ? "0" : block.substr(point + 1);
  if (zeros.empty() || zeros.find_first_not_of('0') != std::string_view::npos) return -1;
  const auto number = parse_whole_number(block.substr(0, point));
  return number && *number <= std::numeric_limits<std::int32_t>::max() ? static_cast<std::int32_t>(*number) : -1;
}

TableFault TableRow::read(std::string_view line) {
  split(line);
  read_alleles();
  cells_.clear();
  for (std::size_t sample = 0; sample < plan_.samples.size(); ++sample) {
    const std::size_t column = plan_.samples[sample].alleles, before = cells_.size();
    if (!add_genotype(fields_[column])) {
      if (!plan_.bad_genotype_missing) return fail(TableFault::genotype, column);
      cells_.resize(before);
      cells_ += "\t.\t.";
      ++bad_genotypes_;
    }
    uncalled_[sample] = is_uncalled(std::string_view(cells_).substr(before)) ? 1 : 0;
  }
  for (std::size_t i = 0; i < plan_.written.size(); ++i)
    if (const TableFault fault = read_phase(plan_.written[i], phases_[i]); fault != TableFault::none)
      return fail(fault, plan_.samples[plan_.written[i]].block);
  return TableFault::none;
}

void TableRow::split(std::string_view line) noexcept {
  for (std::string_view& field : fields_) {
    field = line.substr(0, line.find('\t'));
    line.remove_prefix(std::min(line.size(), field.size() + 1));
  }
}

void TableRow::read_alleles() {
  reference_column_ = plan_.reference;
  reference_ = plan_.reference == TablePlan::none ? "." : fields_[plan_.reference];
  listed_ = plan_.listed == TablePlan::none ? "." : fields_[plan_.listed];
  numbered_.clear();
  if (!plan_.lists_reference) numbered_.push_back(reference_);
  if (listed_ != ".")
    for (std::string_view rest = listed_;; rest.remove_prefix(numbered_.back().size() + 1)) {
      numbered_.push_back(rest.substr(0, rest.find(',')));
      if (rest.size() == numbered_.back().size()) break;
    }
  if (reference_ == "." && plan_.lists_reference && !numbered_.empty()) {
    reference_column_ = plan_.listed;
    reference_ = numbered_[0];
  }
  // REF is none of the ALT alleles, whatever a reference genome makes of it later.
  if (plan_.lists_reference && !numbered_.empty() && is_same(numbered_[0], reference_)) {
    listed_.remove_prefix(std::min(listed_.size(), numbered_[0].size() + 1));
    if (listed_.empty()) listed_ = ".";
  }
  if (reference_ == ".") reference_ = "N";
}

// Of the two cells of a sample, each behind its tab.
bool TableRow::is_uncalled(std::string_view cells) const noexcept {
  const auto is_missing = [this](std::string_view cell) {
    const bool is_gap = cell == "-" || cell == "*";
    return cell == "." || cell == "?" || consists_of(cell, unknown_bases) || (is_gap && plan_.gap_is_missing);
  };
  const std::size_t second = cells.find('\t', 1);
  return is_missing(cells.substr(1, second - 1)) && is_missing(cells.substr(second + 1));
}

// Two alleles with `|` between, or `/` where their order means nothing; `.` where both are missing.
bool TableRow::add_genotype(std::string_view cell) {
  if (cell == ".") return add_allele(".") && add_allele(".");
  const std::size_t bar = cell.find_first_of("|/");
  if (bar == std::string_view::npos) return false;
  const std::string_view second = cell.substr(bar + 1);
  return second.find_first_of("|/") == std::string_view::npos && add_allele(cell.substr(0, bar)) && add_allele(second);
}

// VCF-Simplify writes alleles as numbers if asked to: places in the row's list.
bool TableRow::add_allele(std::string_view allele) {
  if (allele.empty()) return false;
  if (std::ranges::all_of(allele, is_digit)) {
    const auto number = parse_whole_number(allele);
    if (!number || static_cast<std::size_t>(*number) >= numbered_.size()) return false;
    allele = numbered_[static_cast<std::size_t>(*number)];
    if (*number == 0 && !consists_of(allele, bases)) allele = number_of_ref;
  } else if (is_half_known(reference_) && is_same(allele, reference_)) {
    allele = number_of_ref;
  }
  (cells_ += '\t') += allele;
  return true;
}

TableFault TableRow::read_phase(std::size_t sample, SamplePhase& phase) const noexcept {
  const std::string_view block = fields_[plan_.samples[sample].block];
  const std::string_view alleles = fields_[plan_.samples[sample].alleles];
  phase.block = block.empty() ? "." : block;
  phase.phased = alleles.find('/') == std::string_view::npos;
  phase.set = -1;
  if (!is_phase_block(block)) return TableFault::phase_block;
  if (!plan_.phase_sets || phase.block == "." || uncalled_[sample] != 0) return TableFault::none;
  phase.set = phase_set(block);
  return phase.set < 0 ? TableFault::phase_set : TableFault::none;
}

TableFault TableRow::fail(TableFault fault, std::size_t column) noexcept {
  fault_column_ = column;
  return fault;
}

}  // namespace matrix2vcf
