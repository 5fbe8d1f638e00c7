// SPDX-License-Identifier: MIT
// random_matrix - see the header. A Draft holds the matrix as fields; then it becomes text.
#include "random_matrix.hpp"

#include <algorithm>

#include "random_draft.hpp"

namespace matrix2vcf::testing {

// ---- Options -------------------------------------------------------------------------------------------------------

namespace {

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

}  // namespace

// ---- Text ----------------------------------------------------------------------------------------------------------

namespace {

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

/// The row as it stands in the matrix. One that an error has left with less than its leading fields stays as it is.
Strings shaped_row(Dice& dice, const reference::Request& request, const Strings& row) {
  if (request.columns.empty() || row.size() < 3) return row;
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

}  // namespace

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

}  // namespace matrix2vcf::testing
