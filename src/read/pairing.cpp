// SPDX-License-Identifier: MIT
// pairing - which columns make a sample, told by their names alone (spec section 3).
#include <algorithm>
#include <matrix2vcf/error.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "read/layout.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

// The ends that tell the first haplotype of a sample from the second.
struct Convention {
  std::string_view first;
  std::string_view second;
};
constexpr Convention conventions[] = {{"hap1", "hap2"}, {"pat", "mat"}, {"a", "b"}, {"A", "B"}};

constexpr std::string_view separators = "_.:-#";       // may stand before such an end
constexpr std::string_view digit_separators = "_.:#";  // one must stand before a digit

struct Half {
  std::string_view stem;
  std::size_t convention = 0;
  int place = 0;  // 0: first haplotype, 1: second
};

const char propose_pairs[] =
    "say which columns make which sample with --pairs FILE; --print-samples with --haploid writes one to edit";

std::optional<Half> half_of(std::string_view name) {
  for (std::size_t i = 0; i < std::size(conventions); ++i)
    for (const int place : {0, 1}) {
      const std::string_view end = place == 0 ? conventions[i].first : conventions[i].second;
      if (!name.ends_with(end)) continue;
      std::string_view stem = name.substr(0, name.size() - end.size());
      if (!stem.empty() && separators.find(stem.back()) != std::string_view::npos) stem.remove_suffix(1);
      if (!stem.empty()) return Half{stem, i, place};
    }
  return std::nullopt;
}

// Columns by stem, in order of first appearance.
class Stems {
 public:
  void add(std::string_view stem, std::uint32_t column) {
    const auto [known, is_new] = number_.emplace(stem, groups_.size());
    if (is_new) groups_.emplace_back();
    groups_[known->second].push_back(column);
  }
  [[nodiscard]] const std::vector<std::uint32_t>* find(std::string_view stem) const {
    const auto found = number_.find(stem);
    return found == number_.end() ? nullptr : &groups_[found->second];
  }

 private:
  std::unordered_map<std::string_view, std::size_t> number_;
  std::vector<std::vector<std::uint32_t>> groups_;
};

// Digits count only where every column has one and every stem has exactly {1,2} or exactly {0,1}: `S1 S2`, `Kas-1
// Kas-2` and `ind_1` to `ind_4` are samples, not haplotypes.
std::optional<std::vector<Half>> halves_by_digit(const std::vector<std::string>& columns) {
  std::vector<Half> halves;
  std::unordered_map<std::string_view, std::string> digits;
  for (const std::string_view name : columns) {
    if (name.size() < 3 || name.back() < '0' || name.back() > '2' ||
        digit_separators.find(name[name.size() - 2]) == std::string_view::npos)
      return std::nullopt;
    const std::string_view stem = name.substr(0, name.size() - 2);
    digits[stem] += name.back();
    halves.push_back({stem, 0, 0});
  }
  for (auto& [stem, found] : digits) {
    std::ranges::sort(found);
    if (found != "12" && found != "01") return std::nullopt;
  }
  for (std::size_t i = 0; i < columns.size(); ++i)
    halves[i].place = columns[i].back() == digits[halves[i].stem][0] ? 0 : 1;
  return halves;
}

std::string names_of(const std::vector<std::string>& columns, const std::vector<std::uint32_t>& group) {
  constexpr std::size_t shown = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, group.size()); ++i)
    text += (i == 0 ? "" : ", ") + quoted(columns[group[i]]);
  return text + (group.size() > shown ? ", ..." : "");
}

void check_group(const std::vector<std::string>& columns, const std::vector<std::optional<Half>>& halves,
                 const std::vector<std::uint32_t>& group) {
  const Half& first = *halves[group[0]];
  if (group.size() > 2)
    throw Error(Exit::content,
                "more than two columns share the stem " + quoted(first.stem) + ": " + names_of(columns, group),
                propose_pairs);
  if (group.size() == 2 && (first.convention != halves[group[1]]->convention || first.place == halves[group[1]]->place))
    throw Error(Exit::content,
                "the columns " + names_of(columns, group) + " share the stem " + quoted(first.stem) +
                    ", but their ends are no pair",
                propose_pairs);
}

}  // namespace

std::vector<Sample> pair_by_name(const std::vector<std::string>& columns) {
  std::vector<std::optional<Half>> halves(columns.size());
  if (const auto by_digit = halves_by_digit(columns))
    std::ranges::copy(*by_digit, halves.begin());
  else
    std::ranges::transform(columns, halves.begin(), [](const std::string& name) { return half_of(name); });

  Stems stems;
  for (std::uint32_t i = 0; i < columns.size(); ++i)
    if (halves[i]) stems.add(halves[i]->stem, i);

  std::vector<Sample> samples;
  std::unordered_set<std::string> names;
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    Sample sample{columns[i], {i}};
    if (halves[i]) {
      std::vector<std::uint32_t> group = *stems.find(halves[i]->stem);
      check_group(columns, halves, group);
      if (group[0] != i) continue;  // it stands with its partner
      if (group.size() == 2) {
        if (halves[group[0]]->place == 1) std::swap(group[0], group[1]);
        sample = {std::string(halves[i]->stem), std::move(group)};
      }
    }
    if (!names.insert(sample.name).second)
      throw Error(Exit::content, "two samples would be named " + quoted(sample.name), propose_pairs);
    samples.push_back(std::move(sample));
  }
  return samples;
}

}  // namespace matrix2vcf
