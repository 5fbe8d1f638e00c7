// SPDX-License-Identifier: MIT
// random_matrix - see the header. A Draft holds the matrix as fields until errors are planted; then it becomes text.
#include "random_matrix.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace matrix2vcf::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr std::int64_t max_position = 2147483646;

std::string join(const Strings& parts, char separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : std::string(1, separator)) + parts[i];
  return text;
}

/// One of `values`, the first `weights[0]` times in a hundred, and so on; the last takes what is left.
template <class T>
T weighted(Dice& dice, const std::vector<std::pair<std::size_t, T>>& values) {
  std::size_t roll = dice.below(100);
  for (const auto& [weight, value] : values) {
    if (roll < weight) return value;
    roll -= weight;
  }
  return values.back().second;
}

/// The POS of a row as the matrix counts; 0 where an error was planted in it.
std::int64_t position_of(const Strings& row) {
  const bool digits = row.size() > 2 && !row[1].empty() && row[1].find_first_not_of("0123456789") == std::string::npos;
  return digits && row[1].size() <= 11 ? std::stoll(row[1]) : 0;
}

/// A matrix before it is text.
struct Draft {
  RandomMatrix result;
  Strings comments;  // `##` lines
  Strings column_names;
  bool header_line = false;
  std::vector<Strings> rows;  // fields; a row of one field is written as it is

  /// The POS of a contig's first base.
  [[nodiscard]] std::int64_t first_position() const { return result.request.zero_based ? 0 : 1; }
};

// ---- Shape ---------------------------------------------------------------------------------------------------------

/// Mostly few columns; now and then more than 63, 127 or 200, so that a row can have as many alleles.
std::size_t draw_columns(Dice& dice) {
  switch (weighted<int>(dice, {{50, 0}, {40, 1}, {4, 2}, {3, 3}, {2, 4}, {1, 5}})) {
    case 0: return 1 + dice.below(6);
    case 1: return 1 + dice.below(40);
    case 2: return 64 + dice.below(40);
    case 3: return 128 + dice.below(60);
    case 4: return 201 + dice.below(200);
    default: return 9000 + dice.below(3000);  // a row is longer than a BGZF block
  }
}

std::size_t draw_rows(Dice& dice, std::size_t columns) {
  if (columns > 1000) return 1 + dice.below(4);
  if (columns > 60) return 1 + dice.below(60);
  return dice.percent(3) ? 500 + dice.below(3000) : dice.percent(15) ? 60 + dice.below(200) : dice.below(61);
}

std::string random_contig_name(Dice& dice) {
  static const std::string first = "019AZaz!$%&+./:;?@^_|~-";
  std::string name(1, first[dice.below(first.size())]);
  for (std::size_t i = dice.below(9); i > 0; --i) name += (first + "#*")[dice.below(first.size() + 2)];
  return name == "." ? "dot" : name;
}

Strings draw_contig_names(Dice& dice, std::size_t count) {
  static const Strings known{
      "1",    "2",          "10",     "chr1", "chrX",  "MT", "HLA:A*01", "HLA:A*01:02", "5%",   "%3A",
      "%25:", "scaffold_9", "chr1:5", "a;b",  "CHROM", "N",  "0",        "GL.1",        "~x|y", "chrUn_KI270752v1"};
  std::set<std::string> seen;
  Strings names;
  while (names.size() < count) {
    const std::string name = dice.percent(70) ? dice.pick(known) : random_contig_name(dice);
    if (seen.insert(name).second) names.push_back(name);
  }
  return names;
}

// ---- Column names (spec 3) -----------------------------------------------------------------------------------------

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

/// The ploidies that samples may have: in the haplotype table 2 alone, or 1 where it is doubled.
struct Ploidies {
  std::size_t least = 1, most = 8;
  explicit Ploidies(const reference::Request& request) {
    if (!request.table) return;
    most = 2;
    if (!request.haploid_to_diploid) least = 2;
  }
  [[nodiscard]] bool diploid() const { return least == 2; }
  [[nodiscard]] std::size_t draw(Dice& dice) const { return least + dice.below(most - least + 1); }
};

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

/// A table's readers cut names at its separator, so none may hold it.
void fit_table(const reference::Request& request, Strings& names) {
  const char separator = request.dialect == TableDialect::original ? '_' : ':';
  if (request.table)
    for (std::string& name : names) std::replace(name.begin(), name.end(), separator, '.');
}

/// --ploidy: with a -H file of one name a sample, or with names that then go unused.
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

/// What the samples of the draft are called, before -s.
Strings sample_names(const Draft& draft) {
  reference::Request head = draft.result.request;
  Strings first{"CHROM", "POS", "REF"};
  first.insert(first.end(), draft.column_names.begin(), draft.column_names.end());
  head.matrix = join(draft.header_line ? first : draft.rows[0], '\t');
  return reference::sample_names(head);
}

std::string choice_file(Dice& dice, const Strings& names) {
  std::string text = dice.percent(3) ? "\xEF\xBB\xBF" : "";
  for (const std::string& name : names) {
    text += name + (dice.percent(5) ? "\tF" : "") + (dice.percent(5) ? "\r\n" : "\n");
    if (dice.percent(3)) text += "\n";
  }
  if (dice.percent(20)) text.pop_back();
  return text;
}

/// -s or -S: at least one sample stays; with --force-samples some of the names are nobody's.
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

// ---- Rows ----------------------------------------------------------------------------------------------------------

std::string random_bases(Dice& dice, std::size_t length) {
  std::string bases;
  while (bases.size() < length) bases += "ACGT"[dice.below(4)];
  return bases;
}

std::string some_lower(Dice& dice, std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z' && dice.percent(50)) c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// How the rows of one matrix look: chances in percent.
struct Profile {
  std::size_t variant = 30, indel = 10, many_alleles = 3, lower = 5, missing = 10, gap = 5, reference_n = 2;
  std::size_t bad_row = 0, bad_reference = 0;
  bool repeats = true;
};

Profile draw_profile(Dice& dice, bool bad_alleles) {
  Profile profile;
  if (bad_alleles) profile.bad_row = dice.pick(std::vector<std::size_t>{5, 40, 100});
  if (bad_alleles) profile.bad_reference = dice.pick(std::vector<std::size_t>{0, 2, 20});
  profile.variant = dice.pick(std::vector<std::size_t>{0, 3, 10, 30, 30, 60, 60, 90, 100});
  profile.indel = dice.pick(std::vector<std::size_t>{0, 0, 5, 30});
  profile.many_alleles = dice.pick(std::vector<std::size_t>{0, 3, 20});
  profile.lower = dice.pick(std::vector<std::size_t>{0, 0, 5, 50});
  profile.missing = dice.pick(std::vector<std::size_t>{0, 10, 30, 90});
  profile.gap = dice.pick(std::vector<std::size_t>{0, 5, 40});
  profile.reference_n = dice.pick(std::vector<std::size_t>{0, 3});
  profile.repeats = dice.percent(70);
  return profile;
}

/// The alleles that the cells of a row are drawn from; REF is the first.
Strings draw_alleles(Dice& dice, const Profile& profile, std::size_t columns) {
  const bool indel = dice.percent(profile.indel);
  Strings alleles{indel ? random_bases(dice, 1 + dice.below(6)) : random_bases(dice, 1)};
  if (dice.percent(profile.reference_n)) alleles[0] = indel ? "NN" : "N";
  if (!dice.percent(profile.variant)) return alleles;
  if (dice.percent(profile.many_alleles)) {
    const std::size_t count = std::min<std::size_t>(columns, 300);
    while (alleles.size() < count + 1) alleles.push_back(random_bases(dice, 4 + dice.below(5)));
    return alleles;
  }
  for (std::size_t i = 1 + dice.below(3); i > 0; --i) {
    alleles.push_back(indel ? random_bases(dice, 1 + dice.below(6)) : random_bases(dice, 1));
  }
  return alleles;
}

const Strings& bad_references() {
  static const Strings texts{"-", ".", "R", "", "A*", "AxT", "*", "?", "A,C", "A ", "<DEL>", "U"};
  return texts;
}

const Strings& bad_cells() {
  static const Strings texts{"R",  "NA",    "NT",  "--", "**",   "A-",   "",         "AN",  "..",
                             "??", "X",     "0",   "1",  "A|C",  "U",    "@",        "-N",  "N.",
                             "A,", "<DEL>", "a c", " ",  "A\rC", "\x01", "\xC3\xA9", "A/C", "TR"};
  return texts;
}

/// What --bad-allele missing meets: mostly IUPAC codes.
std::string bad_cell(Dice& dice) {
  return dice.percent(70) ? std::string(1, "RYSWKMBDHVryswkm"[dice.below(16)]) : dice.pick(bad_cells());
}

std::string missing_cell(Dice& dice) {
  return weighted<std::string>(dice, {{80, "N"}, {8, "."}, {8, "?"}, {2, "n"}, {2, "NN"}});
}

Strings draw_cells(Dice& dice, const Profile& profile, const Strings& alleles, std::size_t columns) {
  // Most rows have no missing cell at all, or are missing throughout, as in real matrices.
  const std::size_t missing = dice.percent(50) ? 0 : dice.percent(3) ? 100 : profile.missing;
  const std::size_t gap = dice.percent(60) ? 0 : profile.gap;
  const bool each_once = alleles.size() > 8;
  const bool lower = dice.percent(profile.lower);
  Strings cells;
  for (std::size_t i = 0; i < columns; ++i) {
    std::string cell = each_once ? alleles[i % alleles.size()] : dice.pick(alleles);
    if (dice.percent(missing)) {
      cell = missing_cell(dice);
    } else if (dice.percent(gap)) {
      cell = dice.percent(80) ? "-" : "*";
    } else if (cell.find('N') != std::string::npos && dice.percent(50)) {
      cell = random_bases(dice, cell.size());
    }
    cells.push_back(lower ? some_lower(dice, cell) : cell);
  }
  if (each_once) dice.shuffle(cells);
  return cells;
}

void draw_bad_alleles(Dice& dice, const Profile& profile, Strings& row) {
  if (dice.percent(profile.bad_reference)) row[2] = dice.pick(bad_references());
  if (!dice.percent(profile.bad_row)) return;
  const std::size_t chance = dice.pick(std::vector<std::size_t>{2, 20, 100});
  for (std::size_t i = 3; i < row.size(); ++i) {
    if (dice.percent(chance)) row[i] = bad_cell(dice);
  }
}

Strings draw_row(Dice& dice, const Profile& profile, const std::string& contig, std::int64_t pos, std::size_t columns) {
  const Strings alleles = draw_alleles(dice, profile, columns);
  const std::string position = (dice.percent(1) ? "0" : "") + std::to_string(pos);
  Strings row{contig, position, dice.percent(profile.lower) ? some_lower(dice, alleles[0]) : alleles[0]};
  const Strings cells = draw_cells(dice, profile, alleles, columns);
  row.insert(row.end(), cells.begin(), cells.end());
  draw_bad_alleles(dice, profile, row);
  return row;
}

std::int64_t draw_step(Dice& dice, bool repeats) {
  switch (weighted<int>(dice, {{10, 0}, {70, 1}, {15, 2}, {4, 3}, {1, 4}})) {
    case 0: return repeats ? 0 : 1;
    case 1: return 1;
    case 2: return dice.between(1, 1000);
    case 3: return dice.between(1, 200000);
    default: return dice.between(1, 1'000'000'000);
  }
}

std::int64_t draw_start(Dice& dice, bool far) {
  switch (far ? dice.below(6) : 5) {
    case 0: return (std::int64_t{1} << 29) - dice.between(0, 40);  // TBI ends at 2^29
    case 1: return max_position - dice.between(0, 3000);
    case 2: return dice.between(1, max_position);
    default: return dice.percent(10) ? 1 : dice.between(1, 100000);
  }
}

void draw_body(Dice& dice, Draft& draft, const Strings& contigs, std::size_t rows) {
  const Profile profile = draw_profile(dice, draft.result.request.bad_allele_missing);
  const std::int64_t shift = 1 - draft.first_position();
  const bool far = dice.percent(25);
  for (std::size_t c = 0; c < contigs.size(); ++c) {
    std::int64_t pos = draw_start(dice, far);
    const std::size_t end = rows * (c + 1) / contigs.size();
    for (; draft.rows.size() < end; pos += draw_step(dice, profile.repeats)) {
      pos = std::min(pos, max_position - 8);  // REF has at most 6 bases
      draft.rows.push_back(draw_row(dice, profile, contigs[c], pos - shift, draft.column_names.size()));
    }
  }
  if (!draft.rows.empty() && dice.percent(3)) {
    // A bad REF may be empty, and stands for one base.
    const std::int64_t reference = std::max<std::int64_t>(1, std::ssize(draft.rows.back()[2]));
    draft.rows.back()[1] = std::to_string(max_position + 1 - reference - shift);
  }
}

// ---- Contig list ---------------------------------------------------------------------------------------------------

std::string draw_contig_list(Dice& dice, const Draft& draft, Strings contigs) {
  for (std::size_t i = dice.below(3); i > 0; --i) contigs.push_back("unused" + std::to_string(i));
  if (dice.percent(40)) dice.shuffle(contigs);
  const std::size_t lengths = dice.pick(std::vector<std::size_t>{0, 0, 50, 100, 100});  // percent of the contigs
  std::string text;
  for (const std::string& contig : contigs) {
    std::int64_t length = 1 + dice.between(0, 1000);
    for (const Strings& row : draft.rows) {
      const std::int64_t reference = std::max<std::int64_t>(1, std::ssize(row[2]));
      if (row[0] == contig) length = std::max(length, position_of(row) - draft.first_position() + reference);
    }
    text += contig;
    if (dice.percent(lengths)) text += "\t" + std::to_string(length) + (dice.percent(50) ? "\t6\t60\t61" : "");
    text += "\n";
  }
  return text;
}

// ---- Options -------------------------------------------------------------------------------------------------------

void draw_options(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  draft.result.format = weighted<Format>(dice, {{20, Format::vcf},
                                                {30, Format::vcf_gz},
                                                {22, Format::bcf},
                                                {8, Format::bcf_uncompressed},
                                                {15, Format::table},
                                                {5, Format::table_gz}});
  request.table = draft.result.format == Format::table || draft.result.format == Format::table_gz;
  request.dialect =
      dice.pick(std::vector<TableDialect>{TableDialect::original, TableDialect::extender, TableDialect::panel});
  const bool levels = draft.result.format == Format::vcf_gz || draft.result.format == Format::bcf ||
                      draft.result.format == Format::table_gz;
  if (levels && dice.percent(30)) draft.result.level = static_cast<int>(dice.below(10));
  if (dice.percent(45)) request.gap = dice.pick(std::vector<Gap>{Gap::missing, Gap::star, Gap::reference});
  request.missing_to_reference = dice.percent(20);
  request.half_call_missing = dice.percent(25);
  request.bad_allele_missing = dice.percent(20);
  request.trim_alt_alleles = dice.percent(25);
  request.all_sites = dice.percent(15);
  request.zero_based = dice.percent(15);
  request.haploid_to_diploid = dice.percent(20);
  if (!request.table && dice.percent(40)) {
    request.phase_pi = dice.percent(50);
    request.phase_ps = dice.percent(50);
  }
}

// ---- Text ----------------------------------------------------------------------------------------------------------

std::string header_line(Dice& dice, const Strings& names) {
  static const std::vector<Strings> heads{{"CHROM", "POS", "REF"},
                                          {"#CHROM", "POS", "REF"},
                                          {"chr", "Pos", "ref"},
                                          {"#chr", "position", "Ref"},
                                          {"Contig", "pos", "REF"},
                                          {"SCAFFOLD", "POS", "REF"},
                                          {"Chromosome", "POSITION", "Reference"}};
  Strings line = dice.pick(heads);
  line.insert(line.end(), names.begin(), names.end());
  return join(line, '\t');
}

/// What stands in front of the cells of a row: one field for each word of -c.
Strings leading_fields(Dice& dice, const reference::Request& request, const Strings& row) {
  static const Strings alleles{"A", "c", "G", "T", "AC", "-", "*", "N"};
  Strings fields;
  for (const std::string& word : request.columns) {
    std::string field = dice.pick(Strings{"", "x", "1 2", "."});
    if (word == "CHROM") field = row[0];
    if (word == "POS") field = row[1];
    if (word == "REF") field = row[2];
    if (word == "ID") field = dice.pick(Strings{"", ".", "rs1", "a;b", "\xC3\xA9", std::string(300, 'i')});
    if (word == "ALT" && dice.percent(50)) {
      Strings listed;
      for (std::size_t i = 1 + dice.below(4); i > 0; --i) listed.push_back(dice.pick(alleles));
      field = join(listed, ',');
    } else if (word == "ALT") {
      field = ".";
    }
    fields.push_back(field);
  }
  return fields;
}

/// The row as it stands in the matrix.
Strings shaped_row(Dice& dice, const reference::Request& request, const Strings& row) {
  if (request.columns.empty()) return row;
  Strings shaped = leading_fields(dice, request, row);
  shaped.insert(shaped.end(), row.begin() + 3, row.end());
  return shaped;
}

/// A header line that names the columns of -c.
std::string shaped_header_line(const Draft& draft) {
  Strings line = draft.result.request.columns;
  line.insert(line.end(), draft.column_names.begin(), draft.column_names.end());
  return join(line, '\t');
}

/// Line ends are LF, CRLF or both; the mark, blank lines and the last newline come and go.
std::string matrix_text(Dice& dice, const Draft& draft) {
  Strings lines = draft.comments;
  const reference::Request& request = draft.result.request;
  if (draft.header_line)
    lines.push_back(request.columns.empty() ? header_line(dice, draft.column_names) : shaped_header_line(draft));
  for (const Strings& row : draft.rows) lines.push_back(join(shaped_row(dice, request, row), '\t'));
  const std::size_t crlf = weighted<std::size_t>(dice, {{75, 0}, {15, 100}, {10, 30}});
  std::string text = dice.percent(8) ? "\xEF\xBB\xBF" : "";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += lines[i];
    const bool bare = i + 1 == lines.size() && dice.percent(20);
    if (bare) return text;
    text += dice.percent(crlf) ? "\r\n" : "\n";
  }
  for (std::size_t i = dice.percent(10) ? 1 + dice.below(4) : 0; i > 0; --i) text += dice.percent(crlf) ? "\r\n" : "\n";
  return text;
}

// ---- Whole matrices ------------------------------------------------------------------------------------------------

Draft draw_draft(Dice& dice) {
  Draft draft;
  draw_options(dice, draft);
  const bool diploid = Ploidies(draft.result.request).diploid();
  std::size_t columns = draw_columns(dice);
  if (diploid) columns += columns % 2;
  draft.column_names = draw_column_names(dice, columns, diploid);
  fit_table(draft.result.request, draft.column_names);
  draw_naming(dice, draft);
  draw_pairing(dice, draft);
  const Strings contigs = draw_contig_names(dice, 1 + (dice.percent(50) ? 0 : dice.below(6)));
  std::size_t rows = draw_rows(dice, columns);
  if (!draft.header_line) rows = std::max<std::size_t>(rows, 1);  // the number of columns is that of the first row
  draw_body(dice, draft, contigs, rows);
  if (dice.percent(25)) draw_sample_choice(dice, draft);
  if (dice.percent(25)) draft.result.request.contigs = draw_contig_list(dice, draft, contigs);
  for (std::size_t i = dice.percent(15) ? 1 + dice.below(3) : 0; i > 0; --i) draft.comments.push_back("##note=1\tx");
  return draft;
}

// ---- Shapes: what needs the rows to be drawn already ---------------------------------------------------------------

/// Some hold no row, or none of their contig.
std::vector<reference::Place> draw_places(Dice& dice, const Draft& draft) {
  std::vector<reference::Place> places;
  for (std::size_t i = 1 + dice.below(4); i > 0; --i) {
    const Strings& row = dice.pick(draft.rows);
    const std::int64_t at = position_of(dice.percent(25) ? dice.pick(draft.rows) : row) + 1 - draft.first_position();
    if (dice.percent(25) && at + 3 <= max_position) {
      places.push_back({row[0], at + 1, at + dice.between(1, 3)});
      continue;
    }
    places.push_back({row[0], std::max<std::int64_t>(1, at - dice.between(0, 30)),
                      dice.percent(15) ? max_position : std::min(max_position, at + dice.between(0, 300))});
  }
  return places;
}

/// A reference that agrees with most rows. False where it would be too long for a test.
bool draw_genome(Dice& dice, Draft& draft) {
  constexpr std::int64_t longest = 300000;
  reference::Request& request = draft.result.request;
  const bool differs = request.check_ref != CheckRef::error;
  for (const Strings& row : draft.rows) {
    const std::int64_t begin = position_of(row) - draft.first_position();
    const std::int64_t end = begin + std::ssize(row[2]);
    if (end > longest) return false;
    if (request.genome.empty() || request.genome.back().first != row[0]) request.genome.emplace_back(row[0], "");
    std::string& bases = request.genome.back().second;
    while (std::ssize(bases) < end + 3) bases += dice.pick(Strings{"A", "c", "G", "t", "N", "R"});
    for (std::size_t i = 0; i < row[2].size(); ++i) {
      char& base = bases[static_cast<std::size_t>(begin) + i];
      if (!differs || dice.percent(80)) base = row[2][i] == 'N' && dice.percent(50) ? 'G' : row[2][i];
    }
  }
  // A row that overlaps one before may have found other bases there.
  return !request.genome.empty();
}

/// Only for a matrix without -H, whose file would have to name the columns, too.
void draw_columns_of(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  request.columns = {"CHROM", "POS"};
  if (request.genome.empty() || dice.percent(50)) request.columns.emplace_back("REF");
  for (const char* word : {"ID", "ALT", "-", "-"})
    if (dice.percent(40)) request.columns.emplace_back(word);
  dice.shuffle(request.columns);
  // A comment or a mark may stand in front of the first field only.
  for (std::string& comment : draft.comments) comment = "##x";
}

/// Of --for; what its tools set by options is drawn as options.
Demands draw_demands(Dice& dice) {
  Demands demands;
  demands.who = "tool";
  demands.no_missing = dice.percent(30);
  demands.no_repeated_alleles = dice.percent(50);
  demands.contig_order = dice.percent(50);
  demands.one_ploidy = dice.percent(30);
  demands.least_ploidy = dice.percent(20) ? 2 : 1;
  demands.most_ploidy = dice.percent(50) ? 2 : 8;
  return demands;
}

void draw_shape(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  if (draft.rows.empty()) return;
  if (dice.percent(12)) request.targets = draw_places(dice, draft);
  request.targets_exclude = !request.targets.empty() && dice.percent(40);
  if (dice.percent(12)) request.regions = draw_places(dice, draft);
  if (dice.percent(15) && !request.contigs && !request.bad_allele_missing) {
    request.check_ref =
        dice.pick(std::vector<CheckRef>{CheckRef::error, CheckRef::warn, CheckRef::exclude, CheckRef::swap});
    if (!draw_genome(dice, draft)) request.genome.clear();
    if (request.genome.empty()) request.check_ref = CheckRef::error;
  }
  if (!request.header && dice.percent(20)) draw_columns_of(dice, draft);
  if (dice.percent(15)) {
    request.sort = true;
    dice.shuffle(draft.rows);
  }
}

// ---- Planted errors ------------------------------------------------------------------------------------------------

Strings bad_positions(bool zero_based) {
  Strings texts{"-5",  "12x",  "4294967396", "2147483647", "99999999999999999999", "",  "+5", " 5", "5 ", "-1",
                "1e6", "0x10", "1.0",        "1,000",      "18446744073709551617", ".", "-0"};
  for (const char* text : zero_based ? std::vector{"2147483646"} : std::vector{"0", "00"}) texts.emplace_back(text);
  return texts;
}

const Strings& bad_contig_names() {
  static const Strings texts{"a=b", "*x",  "=x",  "a b",  "a,b",      "<x>",      "",         "a\"b",
                             "a[b", "a{b", "a'b", "a\\b", "\xC3\xA9", "chr1\x01", "chr1\x7F", " 1"};
  return texts;
}

/// Plants one kind of error in row `at`; false where the row does not lend itself to it.
bool plant_in_row(Dice& dice, Draft& draft, std::size_t kind, std::size_t at) {
  Strings& row = draft.rows[at];
  const std::size_t cell = 3 + dice.below(row.size() - 3);
  const Strings before = at == 0 ? Strings{""} : draft.rows[at - 1];
  const bool width_is_known = at > 0 || draft.header_line;  // else this row tells the number of columns
  const reference::Request& request = draft.result.request;
  switch (kind) {
    case 0: row.pop_back(); return width_is_known;
    case 1: row.push_back("A"); return width_is_known;
    case 2: row.resize(1 + dice.below(3)); return width_is_known;
    case 3: row[1] = dice.pick(bad_positions(request.zero_based)); return true;
    case 4:
      row[1] = std::to_string(max_position - 1 + draft.first_position());
      row[2] = "AC";
      return true;
    case 5: row[0] = dice.pick(bad_contig_names()); return true;
    case 6: row[2] = dice.pick(bad_references()); return !request.bad_allele_missing;
    case 7: row[cell] = dice.pick(bad_cells()); return !request.bad_allele_missing;
    case 8: row[dice.below(request.bad_allele_missing ? 2 : row.size())].insert(0, 1, '\0'); return true;
    case 9: row[cell].push_back('\0'); return !request.bad_allele_missing;
    case 10:
      draft.rows.insert(draft.rows.begin() + static_cast<std::ptrdiff_t>(at), Strings{""});
      return width_is_known;
    case 11:
      draft.rows.insert(draft.rows.begin() + static_cast<std::ptrdiff_t>(at),
                        Strings{dice.pick(Strings{"#", "#note", "##note=1", "#CHROM\tPOS\tREF", "#1\t5\tA\tA"})});
      return at > 0;
    case 12:
      if (before[0] != row[0] || position_of(before) <= draft.first_position()) return false;
      row[1] = std::to_string(position_of(before) - 1);
      return true;
    case 13:
      if (at == 0 || draft.rows[0][0] == before[0]) return false;
      row[0] = draft.rows[0][0];
      return true;
    default: return false;
  }
}

constexpr std::size_t row_error_kinds = 14;

/// Plants an error in a row but row `taken`, whose error would hide it or be hidden; returns its row.
std::size_t plant_row_error(Dice& dice, Draft& draft, std::size_t taken) {
  for (int attempt = 0; attempt < 100; ++attempt) {  // few rows lend themselves to every kind
    const std::size_t kind = dice.below(row_error_kinds);
    const std::size_t at = dice.below(draft.rows.size());
    if (at == taken) continue;
    const std::vector<Strings> kept = draft.rows;
    if (draft.rows[at].size() > 3 && plant_in_row(dice, draft, kind, at)) {
      draft.result.planted += "row error " + std::to_string(kind) + " in row " + std::to_string(at) + "; ";
      return at;
    }
    draft.rows = kept;
  }
  return taken;
}

/// Errors of the names; false where this matrix has no header line that can carry them.
bool plant_in_names(Dice& dice, Draft& draft) {
  const reference::Request& request = draft.result.request;
  Strings& names = draft.column_names;
  if (!draft.header_line || names.size() < 3) return false;
  if (request.header) {
    names.back() += "9";  // -H and the header line disagree
    return true;
  }
  const Strings two_conventions{"Sa", "SB"}, three_members{"Sa", "S_b", "S.b"}, one_name_twice{"Sa", "Sb", "S"};
  const Strings same{"x", "x"}, empty{""};
  std::vector<Strings> wrong{same, empty};
  if (request.pairing == Pairing::by_name) wrong.insert(wrong.end(), {two_conventions, three_members, one_name_twice});
  names = unpaired_names(dice, names.size());
  const Strings& planted = dice.pick(wrong);
  std::copy(planted.begin(), planted.end(), names.begin());
  return true;
}

/// Errors of -s and -S: a name that stands twice, nobody left, an unknown name.
void plant_in_sample_choice(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  const Strings names = sample_names(draft);
  const std::string twice = names[0] + "," + names[0];
  request.force_samples = dice.percent(40);
  Strings wrong{"^" + join(names, ','), "nobody9", twice, "^" + twice};
  if (!request.force_samples) wrong.insert(wrong.end(), {names[0] + ",nobody9", "^nobody9," + names[0]});
  request.samples = dice.pick(wrong);
  request.samples_file.reset();
  if (dice.percent(60)) return;
  request.samples_file_excludes = request.samples->starts_with("^");
  request.samples_file = request.samples->substr(request.samples_file_excludes ? 1 : 0);
  std::replace(request.samples_file->begin(), request.samples_file->end(), ',', '\n');
  request.samples.reset();
}

/// Errors of the -H file, the pairs and the options.
bool plant_in_request(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  Strings& names = draft.column_names;
  const std::size_t kind = dice.below(4);
  if (kind == 3) {
    plant_in_sample_choice(dice, draft);
    return true;
  }
  if (kind == 0 && !draft.header_line && request.header && request.pairing != Pairing::by_ploidy) {
    names.push_back("oneTooMany9");
    request.header = join(names, '\t');
    return true;
  }
  if (kind == 1 && request.pairing == Pairing::from_file) {
    if (!request.pairs.ends_with("\n")) request.pairs += "\n";
    request.pairs += dice.pick(Strings{"other\tnowhere9\tnowhere8\n", "other\t" + names[0] + "\t" + names[0] + "\n"});
    return true;
  }
  if (kind == 2 && request.pairing == Pairing::every_column && !request.haploid_to_diploid) {
    draft.result.format = Format::table;  // whose samples must be diploid
    draft.result.level = -1;
    request.table = request.phase_pi = true;
    request.phase_ps = false;
    return true;
  }
  return false;
}

/// A contig that the list lacks, or a POS past its contig's end: errors of a row and of the list together.
bool plant_in_contig_list(Dice& dice, Draft& draft) {
  std::string& contigs = draft.result.request.contigs.emplace();
  if (dice.percent(50)) {
    contigs = "elsewhere\t5\nelsewhere2\n";
    return true;
  }
  const Strings& last = draft.rows.back();
  const std::int64_t too_short = position_of(last) - draft.first_position();
  if (too_short < 1) return false;
  std::set<std::string> others;
  for (const Strings& row : draft.rows) others.insert(row[0]);
  others.erase(last[0]);
  for (const std::string& other : others) contigs += other + "\t" + std::to_string(max_position) + "\n";
  contigs += last[0] + "\t" + std::to_string(too_short) + "\n";
  return true;
}

/// A base of the reference that is not the row's; rows outside of the targets may differ.
bool plant_in_genome(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  if (request.contigs || request.bad_allele_missing || !draw_genome(dice, draft)) {
    request.genome.clear();
    return false;
  }
  if (dice.percent(30)) request.targets = draw_places(dice, draft);
  const Strings& row = dice.pick(draft.rows);
  for (auto& [name, bases] : request.genome) {
    char& base = bases[static_cast<std::size_t>(position_of(row) - draft.first_position())];
    if (name == row[0]) base = base == 'A' || base == 'a' ? 'C' : 'A';
  }
  return true;
}

/// True where the reference converter refuses it, too: not every row lends itself to every error.
bool plant_by_trial(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  const bool in_genome = dice.percent(50);
  if (in_genome && !plant_in_genome(dice, draft)) return false;
  if (!in_genome) request.demands = draw_demands(dice);
  reference::Request trial = request;
  trial.matrix = matrix_text(dice, draft);
  if (reference::convert(trial).failure) return true;
  request.demands = {};
  request.genome.clear();
  request.targets.clear();
  return false;
}

bool plant_elsewhere(Dice& dice, Draft& draft) {
  switch (dice.below(3)) {
    case 0: return plant_in_names(dice, draft);
    case 1: return plant_in_request(dice, draft);
    default: return plant_in_contig_list(dice, draft);
  }
}

}  // namespace

RandomMatrix random_matrix(std::uint64_t seed) {
  Dice dice(seed);
  Draft draft = draw_draft(dice);
  draw_shape(dice, draft);
  reference::Request& request = draft.result.request;
  request.matrix = matrix_text(dice, draft);
  // Whether these can be met, the rows decide.
  if (!request.genome.empty() && request.check_ref == CheckRef::error && reference::convert(request).failure)
    request.check_ref = CheckRef::warn;
  if (!dice.percent(15)) return draft.result;
  request.demands = draw_demands(dice);
  if (reference::convert(request).failure) request.demands = {};
  return draft.result;
}

RandomMatrix random_broken_matrix(std::uint64_t seed) {
  Dice dice(~seed);
  Draft draft = draw_draft(dice);
  while (draft.rows.empty() || draft.column_names.size() > 1000) draft = draw_draft(dice);
  const std::optional<std::string> contigs = draft.result.request.contigs;
  if (dice.percent(35) && plant_elsewhere(dice, draft)) {
    draft.result.planted = "not in a row";
  } else if (draft.result.request.contigs = contigs; dice.percent(25) && plant_by_trial(dice, draft)) {
    draft.result.planted = "a reference or a demand that the rows do not meet";
  } else {
    draft.result.request.contigs = contigs;
    const std::size_t first = plant_row_error(dice, draft, draft.rows.size());
    if (dice.percent(25)) plant_row_error(dice, draft, first);
  }
  draft.result.request.matrix = matrix_text(dice, draft);
  return draft.result;
}

}  // namespace matrix2vcf::testing
