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

bool is_unknown(std::string_view reference) noexcept {
  return reference == "." || reference.find_first_not_of("Nn") == std::string_view::npos;
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
  for (const TablePlan::Sample& sample : plan_.samples) {
    const std::size_t before = cells_.size();
    if (add_genotype(fields_[sample.alleles])) continue;
    if (!plan_.bad_genotype_missing) return fail(TableFault::genotype, sample.alleles);
    cells_.resize(before);
    cells_ += "\t.\t.";
    ++bad_genotypes_;
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
  if (reference_ == ".") reference_ = "N";
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
    allele = *number == 0 && is_unknown(numbered_[0]) ? number_of_ref : numbered_[static_cast<std::size_t>(*number)];
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
  if (!plan_.phase_sets || phase.block == "." || alleles == ".") return TableFault::none;
  phase.set = phase_set(block);
  return phase.set < 0 ? TableFault::phase_set : TableFault::none;
}

TableFault TableRow::fail(TableFault fault, std::size_t column) noexcept {
  fault_column_ = column;
  return fault;
}

}  // namespace matrix2vcf
