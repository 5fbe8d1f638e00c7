// SPDX-License-Identifier: MIT
// random_names - names of columns and samples, and how they belong together, for a random matrix.
#include <algorithm>
#include <set>
#include <string_view>

#include "random_draft.hpp"

namespace matrix2vcf::testing {

// ---- Column names (spec 3) -----------------------------------------------------------------------------------------

namespace {

struct Convention {
  std::string first, second;
};

Convention draw_letter_convention(Dice& dice) {
  static const std::vector<Convention> conventions{
      {"a", "b"},         {"A", "B"},         {"_a", "_b"},     {".A", ".B"},     {"-a", "-b"},  {"hap1", "hap2"},
      {"_hap1", "_hap2"}, {"#hap1", "#hap2"}, {":pat", ":mat"}, {"-pat", "-mat"}, {"pat", "mat"}};
  return dice.pick(conventions);
}

Convention draw_digit_convention(Dice& dice) {
  static const std::vector<Convention> conventions{
      {"_1", "_2"}, {"_0", "_1"}, {".1", ".2"}, {":0", ":1"}, {"#1", "#2"}};
  return dice.pick(conventions);
}

/// Stems end in a digit or `x`, so that no stem and letter make a second convention by chance.
std::string stem(Dice& dice, std::size_t number) {
  static const Strings heads{"", "Kas-", "NA", "ind_", "S ", "x.y", "pop:1:", "\xC3\xA9"};
  return dice.pick(heads) + std::to_string(number) + (dice.percent(20) ? "x" : "");
}

Strings paired_names(Dice& dice, std::size_t columns, std::size_t alone_percent) {
  Strings names;
  const Convention all = draw_letter_convention(dice);
  const bool mixed = dice.percent(20);
  for (std::size_t number = 1; names.size() < columns; ++number) {
    const Convention convention = mixed ? draw_letter_convention(dice) : all;
    const std::string name = stem(dice, number);
    if (names.size() + 2 <= columns && !dice.percent(alone_percent)) {
      names.push_back(name + convention.first);
      names.push_back(name + convention.second);
    } else {
      names.push_back(dice.percent(50) ? name : name + (dice.percent(50) ? convention.first : convention.second));
    }
  }
  return names;
}

Strings digit_names(Dice& dice, std::size_t columns) {
  Strings names;
  const Convention all = draw_digit_convention(dice);
  for (std::size_t number = 1; names.size() < columns; ++number) {
    const Convention convention = dice.percent(5) ? draw_digit_convention(dice) : all;
    const std::string name = stem(dice, number);
    names.push_back(name + convention.first);
    if (names.size() < columns) names.push_back(name + convention.second);  // else all of them stay single
  }
  return names;
}

}  // namespace

Strings unpaired_names(Dice& dice, std::size_t columns) {
  static const Strings heads{"S", "Kas-", "ind_", "h", "sample ", "ref"};
  const std::string head = dice.pick(heads);
  Strings names;
  for (std::size_t i = 1; i <= columns; ++i) names.push_back(head + std::to_string(i));
  return names;
}

Strings draw_column_names(Dice& dice, std::size_t columns, bool all_paired) {
  Strings names;
  switch (all_paired ? dice.below(2) : dice.below(5)) {
    case 0: names = paired_names(dice, columns, 0); break;
    case 1: names = digit_names(dice, columns); break;
    case 2: names = unpaired_names(dice, columns); break;
    default: names = paired_names(dice, columns, 25); break;
  }
  if (dice.percent(60)) dice.shuffle(names);
  return names;
}

// ---- Samples -------------------------------------------------------------------------------------------------------

namespace {

/// Samples of these ploidies from columns in any order; some columns may stay unused.
std::string draw_pairs(Dice& dice, Strings columns, const Ploidies& ploidies) {
  if (dice.percent(70)) dice.shuffle(columns);
  const std::size_t common = ploidies.draw(dice);
  const bool same = ploidies.diploid() || dice.percent(50);
  std::string text;
  std::size_t sample = 0;
  for (std::size_t at = 0; at < columns.size();) {
    const std::size_t ploidy = std::min(same ? common : ploidies.draw(dice), columns.size() - at);
    if (ploidy < ploidies.least) break;
    if (sample > 0 && dice.percent(10)) {
      ++at;  // this column is no sample
      continue;
    }
    text += "sample" + std::to_string(++sample);
    for (std::size_t i = 0; i < ploidy; ++i) text += "\t" + columns[at++];
    text += dice.percent(1) ? "\r\n" : "\n";
  }
  if (dice.percent(30)) text.pop_back();
  return text;
}

/// The text of a -H file in one of its forms.
std::string header_file(Dice& dice, Strings names) {
  static const std::vector<Strings> heads{
      {"CHROM", "POS", "REF"}, {"#CHROM", "POS", "REF"}, {"contig", "position", "ref"}};
  if (dice.percent(50)) {
    const Strings head = dice.pick(heads);
    names.insert(names.begin(), head.begin(), head.end());
  }
  std::string text = join(names, dice.percent(60) ? '\t' : '\n');
  if (dice.percent(80)) text += dice.percent(15) ? "\r\n" : "\n";
  return (dice.percent(3) ? "\xEF\xBB\xBF" : "") + text;
}

}  // namespace

void draw_naming(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  switch (weighted<int>(dice, {{45, 0}, {35, 1}, {10, 2}, {10, 3}})) {
    case 0: draft.header_line = true; break;
    case 1: request.header = header_file(dice, draft.column_names); break;
    case 2:
      draft.header_line = true;
      request.header = header_file(dice, draft.column_names);
      break;
    default:
      request.headerless = true;
      for (std::size_t i = 0; i < draft.column_names.size(); ++i) draft.column_names[i] = "h" + std::to_string(i + 1);
  }
}

void fit_table(const reference::Request& request, Strings& names) {
  const char separator = request.dialect == TableDialect::original ? '_' : ':';
  if (request.table)
    for (std::string& name : names) std::replace(name.begin(), name.end(), separator, '.');
}

void draw_ploidy(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  const std::size_t columns = draft.column_names.size();
  std::vector<std::size_t> divisors;
  for (std::size_t ploidy = 2; ploidy <= Ploidies(request).most; ++ploidy) {
    if (columns % ploidy == 0) divisors.push_back(ploidy);
  }
  if (divisors.empty()) return;
  request.pairing = Pairing::by_ploidy;
  const std::size_t ploidy = dice.pick(divisors);
  request.ploidy = static_cast<int>(ploidy);
  if (request.header && !draft.header_line && dice.percent(60)) {
    Strings names = unpaired_names(dice, columns / ploidy);
    fit_table(request, names);
    request.header = header_file(dice, std::move(names));
  }
}

void draw_pairing(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  const bool diploid = Ploidies(request).diploid();
  switch (diploid ? (request.headerless ? 1 + dice.below(2) : dice.below(3)) : dice.below(5)) {
    case 1: request.pairing = Pairing::from_file; break;
    case 2: draw_ploidy(dice, draft); break;
    case 3: request.pairing = Pairing::every_column; break;
    default: break;  // by name
  }
  const bool unresolved = diploid && request.headerless && request.pairing == Pairing::by_name;
  if (unresolved) request.pairing = Pairing::from_file;
  if (request.pairing == Pairing::from_file) request.pairs = draw_pairs(dice, draft.column_names, Ploidies(request));
}

Strings sample_names(const Draft& draft) {
  reference::Request head = draft.result.request;
  Strings first{"CHROM", "POS", "REF"};
  first.insert(first.end(), draft.column_names.begin(), draft.column_names.end());
  head.matrix = join(draft.header_line ? first : draft.rows[0], '\t');
  return reference::sample_names(head);
}

namespace {

std::string choice_file(Dice& dice, const Strings& names) {
  std::string text = dice.percent(3) ? "\xEF\xBB\xBF" : "";
  for (const std::string& name : names) {
    text += name + (dice.percent(5) ? "\tF" : "") + (dice.percent(5) ? "\r\n" : "\n");
    if (dice.percent(3)) text += "\n";
  }
  if (dice.percent(20)) text.pop_back();
  return text;
}

}  // namespace

void draw_sample_choice(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  Strings names = sample_names(draft);
  const bool all_but = dice.percent(40);
  const std::size_t count = all_but ? dice.below(names.size()) : 1 + dice.below(names.size());
  dice.shuffle(names);
  names.resize(dice.percent(50) ? count : std::min<std::size_t>(count, 3));
  request.force_samples = names.empty() || dice.percent(30);
  if (names.empty() || (request.force_samples && dice.percent(70))) {
    names.push_back("nobody9");
    if (dice.percent(30)) names.insert(names.begin(), 2, "no body9");  // strangers may be named twice
  }
  if (dice.percent(40)) {
    request.samples_file = choice_file(dice, names);
    request.samples_file_excludes = all_but;
  } else {
    request.samples = (all_but ? "^" : "") + join(names, ',');
  }
}

}  // namespace matrix2vcf::testing
