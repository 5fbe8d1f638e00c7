// SPDX-License-Identifier: MIT
// random_rows - the rows of a random matrix, its contigs and a list of them.
#include <algorithm>
#include <set>

#include "random_draft.hpp"

namespace matrix2vcf::testing {

// ---- Shape ---------------------------------------------------------------------------------------------------------

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

namespace {

std::string random_contig_name(Dice& dice) {
  static const std::string first = "019AZaz!$%&+./:;?@^_|~-";
  std::string name(1, first[dice.below(first.size())]);
  for (std::size_t i = dice.below(9); i > 0; --i) name += (first + "#*")[dice.below(first.size() + 2)];
  return name == "." ? "dot" : name;
}

}  // namespace

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

// ---- Rows ----------------------------------------------------------------------------------------------------------

namespace {

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

}  // namespace

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

namespace {

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

}  // namespace

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

}  // namespace matrix2vcf::testing
