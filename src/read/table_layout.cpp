// SPDX-License-Identifier: MIT
#include "read/table_layout.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr std::array<std::string_view, 2> block_suffixes = {":PI", "_PI"};
constexpr std::array<std::string_view, 4> genotype_suffixes = {":PG_al", "_PG_al", ":PGal", "_PGal"};

// The sample whose column this is, or nothing.
template <std::size_t Count>
std::optional<std::string> sample_of(const std::string& name, const std::array<std::string_view, Count>& suffixes) {
  for (const std::string_view suffix : suffixes)
    if (name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  return std::nullopt;
}

class HeaderLine {
 public:
  HeaderLine(const Head& head, const std::string& path)
      : names_(*head.names), place_(file_and_line(path, head.names_line)) {}

  TableLayout read() {
    table_.plan.columns = names_.size();
    for (std::size_t i = 2; i < names_.size(); ++i)
      if (const auto sample = sample_of(names_[i], block_suffixes)) blocks_.emplace(*sample, i);
    std::vector<bool> is_read(names_.size(), false);
    for (std::size_t i = 2; i < names_.size(); ++i)
      if (const auto sample = sample_of(names_[i], genotype_suffixes))
        is_read[i] = is_read[add_sample(*sample, i)] = true;
      else
        is_read[i] = is_site_column(i);
    if (table_.layout.samples.empty())
      throw Error(Exit::content,
                  place_ + "this is not the header line of a haplotype table: it has no column NAME:PG_al",
                  "a matrix is read without --format table");
    for (std::size_t i = 2; i < names_.size(); ++i)
      if (!is_read[i] && !names_[i].empty()) table_.unread.push_back(names_[i]);
    return std::move(table_);
  }

 private:
  [[noreturn]] void fail(std::size_t column, const std::string& what, const std::string& hint = {}) const {
    throw Error(Exit::content, place_ + "column " + std::to_string(column + 1) + ": " + what, hint);
  }

  bool is_site_column(std::size_t column) {
    TablePlan& plan = table_.plan;
    const std::string name = upper_case(names_[column]);
    if (name == "REF") {
      if (column != 2) fail(column, "REF must be the third column");
      plan.reference = column;
      return true;
    }
    if (plan.listed != TablePlan::none || (name != "ALT" && name != "ALL-ALLELES" && name != "REFANDALTS"))
      return false;
    plan.listed = column;
    plan.lists_reference = name != "ALT";
    return true;
  }

  // Returns the column of the sample's PI.
  std::size_t add_sample(const std::string& name, std::size_t column) {
    if (const std::string fault = name_fault(name); !fault.empty()) fail(column, fault);
    const auto block = blocks_.find(name);
    if (block == blocks_.end())
      fail(column,
           "sample " + quoted(name) + " has alleles, but no phase block: there is no column " + quoted(name + ":PI"));
    const auto number = static_cast<std::uint32_t>(2 * table_.layout.samples.size());
    if (!known_.emplace(name, column).second)
      fail(column, "sample " + quoted(name) + " stands twice; the first is column " + std::to_string(known_[name] + 1));
    table_.layout.samples.push_back({name, {number, number + 1}});
    table_.layout.sample_columns.insert(table_.layout.sample_columns.end(), {number, number + 1});
    table_.layout.columns.insert(table_.layout.columns.end(), 2, names_[column]);
    table_.plan.samples.push_back({block->second, column});
    table_.plan.written.push_back(number / 2);
    return block->second;
  }

  const std::vector<std::string>& names_;
  const std::string place_;
  std::unordered_map<std::string, std::size_t> blocks_;
  std::unordered_map<std::string, std::size_t> known_;
  TableLayout table_;
};

}  // namespace

TableLayout read_table_layout(const Head& head, const std::string& path) {
  if (!head.names)
    throw Error(Exit::content,
                file_and_line(path, head.lines_before + 1) + "this is not the header line of a haplotype table",
                "a table begins with a line \"CHROM<TAB>POS<TAB>REF<TAB>all-alleles<TAB>NAME:PI<TAB>NAME:PG_al...\"");
  return HeaderLine(head, path).read();
}

bool is_table_header(const std::vector<std::string>& names) {
  const auto is = [&](const auto& suffixes) {
    return std::ranges::any_of(names, [&](const std::string& name) { return sample_of(name, suffixes).has_value(); });
  };
  return is(block_suffixes) && is(genotype_suffixes);
}

std::string describe_table(const std::vector<Sample>& samples, const std::vector<std::string>& unread) {
  std::string text = counted(static_cast<std::int64_t>(samples.size()), "diploid sample") + " (" +
                     shown_name(samples[0].name) + (samples.size() > 1 ? ", ...)" : ")");
  for (std::size_t i = 0; i < unread.size(); ++i)
    text += (i == 0 ? ", columns that are not read: " : ", ") + shown_name(unread[i]);
  return text;
}

}  // namespace matrix2vcf
