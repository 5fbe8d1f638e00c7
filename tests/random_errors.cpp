// SPDX-License-Identifier: MIT
// random_errors - a random matrix with an error planted in it.
#include <algorithm>
#include <optional>
#include <set>

#include "random_draft.hpp"

namespace matrix2vcf::testing {

// ---- Planted errors ------------------------------------------------------------------------------------------------

namespace {

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
  // The name of a contig that regions or targets ask for must not go with its only row.
  const bool contigs_stay = !request.regions.empty() || !request.targets.empty();
  switch (kind) {
    case 0: row.pop_back(); return width_is_known;
    case 1: row.push_back("A"); return width_is_known;
    case 2: row.resize(1 + dice.below(3)); return width_is_known && request.columns.empty();
    case 3: row[1] = dice.pick(bad_positions(request.zero_based)); return true;
    case 4:
      row[1] = std::to_string(max_position - 1 + draft.first_position());
      row[2] = "AC";
      return true;
    case 5: row[0] = dice.pick(bad_contig_names()); return !contigs_stay;
    case 6: row[2] = dice.pick(bad_references()); return !request.bad_allele_missing;
    case 7: row[cell] = dice.pick(bad_cells()); return !request.bad_allele_missing;
    case 8: {
      const std::size_t field = dice.below(request.bad_allele_missing ? 2 : row.size());
      row[field].insert(0, 1, '\0');
      return field > 0 || !contigs_stay;
    }
    case 9: row[cell].push_back('\0'); return !request.bad_allele_missing;
    case 10:
      draft.rows.insert(draft.rows.begin() + static_cast<std::ptrdiff_t>(at), Strings{""});
      return width_is_known;
    case 11:
      draft.rows.insert(draft.rows.begin() + static_cast<std::ptrdiff_t>(at),
                        Strings{dice.pick(Strings{"#", "#note", "##note=1", "#CHROM\tPOS\tREF", "#1\t5\tA\tA"})});
      return at > 0;
    case 12:
      if (request.sort || before[0] != row[0] || position_of(before) <= draft.first_position()) return false;
      row[1] = std::to_string(position_of(before) - 1);
      return true;
    case 13:
      if (request.sort || contigs_stay || at == 0 || draft.rows[0][0] == before[0]) return false;
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

/// What bears on where in the file an error is found, and on how it is told.
void draw_shape_of_broken(Dice& dice, Draft& draft) {
  reference::Request& request = draft.result.request;
  if (dice.percent(15)) request.targets = draw_places(dice, draft);
  request.targets_exclude = !request.targets.empty() && dice.percent(40);
  if (dice.percent(20)) request.regions = draw_places(dice, draft);
  if (!request.header && dice.percent(25)) draw_columns_of(dice, draft);
  if (!dice.percent(20)) return;
  request.sort = true;
  dice.shuffle(draft.rows);
}

/// Where rows are sorted or passed over, a second error might be the one that is found.
void plant_row_errors(Dice& dice, Draft& draft) {
  const reference::Request& request = draft.result.request;
  if (dice.percent(50)) draw_shape_of_broken(dice, draft);
  const std::size_t first = plant_row_error(dice, draft, draft.rows.size());
  if (request.regions.empty() && !request.sort && dice.percent(25)) plant_row_error(dice, draft, first);
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
    plant_row_errors(dice, draft);
  }
  draft.result.request.matrix = matrix_text(dice, draft);
  return draft.result;
}

}  // namespace matrix2vcf::testing
