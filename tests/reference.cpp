// SPDX-License-Identifier: MIT
// reference - see the header. Each part opens with the section of the specification that it follows.
#include "reference.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace matrix2vcf::reference {
namespace {

using Strings = std::vector<std::string>;

constexpr std::int64_t max_position = 2147483646;  // 2^31-2, spec 2

[[noreturn]] void fail(Exit code, std::int64_t line = 0, std::size_t column = 0) { throw Failure{code, line, column}; }

// ---- Text ----------------------------------------------------------------------------------------------------------

Strings split(const std::string& text, char separator) {
  Strings parts{""};
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string join(const Strings& parts, const std::string& separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : separator) + parts[i];
  return text;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

bool consists_of(const std::string& text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string::npos;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Spec 2: LF or CRLF, a byte order mark, a missing last newline; blank lines count for nothing at the end.
Strings lines_of(std::string text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.erase(0, 3);
  Strings lines = split(text, '\n');
  for (std::string& line : lines) {
    if (ends_with(line, "\r")) line.pop_back();
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// ---- Column names (spec 2, "Names") --------------------------------------------------------------------------------

Strings leading_columns(const Request& request) {
  return request.columns.empty() ? Strings{"CHROM", "POS", "REF"} : request.columns;
}

/// Where in a row the column of this name stands.
std::optional<std::size_t> place_of(const Request& request, const std::string& name) {
  const Strings leading = leading_columns(request);
  const auto found = std::find(leading.begin(), leading.end(), name);
  if (found == leading.end()) return std::nullopt;
  return static_cast<std::size_t>(found - leading.begin());
}

/// 1-based, as in Failure; 0 where there is none.
std::size_t column_of(const Request& request, const std::string& name) {
  const std::optional<std::size_t> place = place_of(request, name);
  return place ? *place + 1 : 0;
}

/// Of a whole line; a -H file, which only names, has the columns CHROM, POS and REF. The first field may begin with #.
bool names_columns(Strings fields, std::size_t chrom = 0, std::size_t pos = 1) {
  static const std::set<std::string> first{"CHROM", "CHR", "CHROMOSOME", "CONTIG", "SCAFFOLD"};
  static const std::set<std::string> second{"POS", "POSITION"};
  if (fields.size() <= std::max(chrom, pos)) return false;
  if (fields[0].substr(0, 1) == "#") fields[0].erase(0, 1);
  return first.count(upper(fields[chrom])) != 0 && second.count(upper(fields[pos])) != 0;
}

/// The names in a -H file, without those of CHROM, POS and REF.
Strings names_in_file(const std::string& text) {
  Strings lines = lines_of(text);
  if (lines.empty()) fail(Exit::content);
  Strings names = lines.size() == 1 ? split(lines[0], '\t') : lines;
  if (names_columns(names)) names.erase(names.begin(), names.begin() + std::min<std::ptrdiff_t>(3, std::ssize(names)));
  return names;
}

void check_names(const Strings& names) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (name.empty() || name.find_first_of("\t\n\r") != std::string::npos) fail(Exit::content);
    if (!seen.insert(name).second) fail(Exit::content);
  }
}

/// The matrix as lines, and what its columns are called.
struct Matrix {
  Strings lines;
  std::size_t first_row = 0;  // index into `lines`
  Strings columns;            // allele columns
  bool one_name_a_sample = false;
};

/// -H gives one name a column, or with --ploidy one name a sample.
void name_from_file(const Request& request, std::size_t width, const std::optional<Strings>& header_line,
                    Matrix& matrix) {
  matrix.columns = names_in_file(*request.header);
  check_names(matrix.columns);
  if (header_line && *header_line != matrix.columns) fail(Exit::content);
  const std::size_t ploidy = static_cast<std::size_t>(request.ploidy);
  matrix.one_name_a_sample =
      request.pairing == Pairing::by_ploidy && !header_line && matrix.columns.size() * ploidy == width;
  if (!header_line && !matrix.one_name_a_sample && matrix.columns.size() != width) fail(Exit::content);
}

Matrix read_matrix(const Request& request) {
  Matrix matrix;
  matrix.lines = lines_of(request.matrix);
  std::size_t at = 0;
  while (at < matrix.lines.size() && matrix.lines[at].substr(0, 2) == "##") ++at;
  if (at == matrix.lines.size()) fail(Exit::content);

  const Strings fields = split(matrix.lines[at], '\t');
  std::optional<Strings> header_line;
  const std::size_t leading = leading_columns(request).size();
  if (fields.size() < leading) fail(Exit::content);
  if (names_columns(fields, *place_of(request, "CHROM"), *place_of(request, "POS"))) {
    if (request.headerless) fail(Exit::content);
    header_line = Strings(fields.begin() + static_cast<std::ptrdiff_t>(leading), fields.end());
    check_names(*header_line);
    ++at;
  }
  matrix.first_row = at;
  const std::size_t width = fields.size() - leading;
  if (request.header) {
    name_from_file(request, width, header_line, matrix);
  } else if (header_line) {
    matrix.columns = *header_line;
  } else if (request.headerless) {
    if (matrix.lines[at][0] == '#') fail(Exit::content, static_cast<std::int64_t>(at) + 1);
    for (std::size_t i = 0; i < width; ++i) matrix.columns.push_back("h" + std::to_string(i + 1));
  } else {
    fail(Exit::content);
  }
  if (matrix.one_name_a_sample) matrix.columns.resize(width);
  if (matrix.columns.empty()) fail(Exit::usage);
  return matrix;
}

// ---- Samples (spec 3) ----------------------------------------------------------------------------------------------

struct Sample {
  std::string name;
  std::vector<std::size_t> columns;  // indexes of allele columns, first haplotype first
};
using Samples = std::vector<Sample>;

/// A column name taken apart; `convention` is empty where it follows none.
struct NameParts {
  std::string stem;
  std::string convention;
  int member = 0;
};

/// `S_a` -> S, a/b, 0. The separator is optional.
NameParts letter_parts(const std::string& name) {
  static const std::vector<std::pair<std::string, std::string>> conventions{
      {"a", "b"}, {"A", "B"}, {"hap1", "hap2"}, {"pat", "mat"}};
  for (const auto& [first, second] : conventions) {
    for (const int member : {0, 1}) {
      const std::string& end = member == 0 ? first : second;
      if (!ends_with(name, end)) continue;
      std::string stem = name.substr(0, name.size() - end.size());
      if (!stem.empty() && std::string_view("_.:-#").find(stem.back()) != std::string_view::npos) stem.pop_back();
      if (!stem.empty()) return {stem, first, member};
    }
  }
  return {};
}

/// `S_1` -> S, digit, 1. The separator is needed, and `-` is none.
NameParts digit_parts(const std::string& name) {
  if (name.size() < 3 || std::string_view("012").find(name.back()) == std::string_view::npos) return {};
  if (std::string_view("_.:#").find(name[name.size() - 2]) == std::string_view::npos) return {};
  return {name.substr(0, name.size() - 2), "digit", name.back() - '0'};
}

bool digits_count(const Strings& columns) {
  std::map<std::string, std::multiset<int>> members;
  for (const std::string& column : columns) {
    const NameParts parts = digit_parts(column);
    if (parts.convention.empty()) return false;
    members[parts.stem].insert(parts.member);
  }
  return std::all_of(members.begin(), members.end(), [](const auto& stem) {
    return stem.second == std::multiset<int>{1, 2} || stem.second == std::multiset<int>{0, 1};
  });
}

Samples samples_by_name(const Strings& columns) {
  const bool digits = digits_count(columns);
  std::map<std::string, std::vector<std::pair<NameParts, std::size_t>>> stems;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const NameParts parts = digits ? digit_parts(columns[i]) : letter_parts(columns[i]);
    if (!parts.convention.empty()) stems[parts.stem].emplace_back(parts, i);
  }
  std::map<std::size_t, Sample> by_appearance;  // key: the leftmost column of the sample
  for (std::size_t i = 0; i < columns.size(); ++i) by_appearance[i] = {columns[i], {i}};
  for (const auto& [stem, members] : stems) {
    if (members.size() == 1) continue;
    if (members.size() > 2 || members[0].first.convention != members[1].first.convention) fail(Exit::content);
    if (members[0].first.member == members[1].first.member) fail(Exit::content);
    std::size_t first = members[0].second, second = members[1].second;
    by_appearance.erase(second);  // the columns were filed from the left, so this is the later one
    if (members[0].first.member > members[1].first.member) std::swap(first, second);
    by_appearance[members[0].second] = {stem, {first, second}};
  }
  Samples samples;
  for (auto& [column, sample] : by_appearance) samples.push_back(sample);
  return samples;
}

Samples samples_from_file(const std::string& pairs, const Strings& columns) {
  Samples samples;
  std::set<std::string> used;
  for (const std::string& line : lines_of(pairs)) {
    const Strings fields = split(line, '\t');
    if (fields.size() < 2 || fields.size() > 9 || fields[0].empty()) fail(Exit::content);
    Sample sample{fields[0], {}};
    for (std::size_t i = 1; i < fields.size(); ++i) {
      const auto found = std::find(columns.begin(), columns.end(), fields[i]);
      if (found == columns.end() || !used.insert(fields[i]).second) fail(Exit::content);
      sample.columns.push_back(static_cast<std::size_t>(found - columns.begin()));
    }
    samples.push_back(sample);
  }
  return samples;
}

Samples samples_by_ploidy(const Request& request, const Matrix& matrix) {
  const std::size_t ploidy = static_cast<std::size_t>(request.ploidy);
  if (matrix.columns.size() % ploidy != 0) fail(Exit::usage);
  const Strings names = request.header ? names_in_file(*request.header) : Strings{};
  const std::size_t count = matrix.columns.size() / ploidy;
  Samples samples;
  for (std::size_t i = 0; i < count; ++i) {
    Sample sample{names.size() == count ? names[i] : "s" + std::to_string(i + 1), {}};
    for (std::size_t j = 0; j < ploidy; ++j) sample.columns.push_back(i * ploidy + j);
    samples.push_back(sample);
  }
  return samples;
}

Samples form_samples(const Request& request, const Matrix& matrix) {
  Samples samples;
  switch (request.pairing) {
    case Pairing::by_name: samples = samples_by_name(matrix.columns); break;
    case Pairing::from_file: samples = samples_from_file(request.pairs, matrix.columns); break;
    case Pairing::by_ploidy: samples = samples_by_ploidy(request, matrix); break;
    case Pairing::every_column:
      for (std::size_t i = 0; i < matrix.columns.size(); ++i) samples.push_back({matrix.columns[i], {i}});
      break;
  }
  if (samples.empty()) fail(Exit::usage);
  std::set<std::string> names;
  for (const Sample& sample : samples) {
    if (!names.insert(sample.name).second) fail(Exit::content);
  }
  return samples;
}

/// What -s or -S asks for.
struct Choice {
  Strings names;
  bool all_but = false;
};

std::optional<Choice> sample_choice(const Request& request) {
  if (request.samples) {
    const bool all_but = request.samples->substr(0, 1) == "^";
    return Choice{split(request.samples->substr(all_but ? 1 : 0), ','), all_but};
  }
  if (!request.samples_file) return std::nullopt;
  Choice choice{{}, request.samples_file_excludes};
  for (const std::string& line : lines_of(*request.samples_file)) {
    const std::string name = split(line, '\t')[0];
    if (!name.empty()) choice.names.push_back(name);
  }
  return choice;
}

/// As in bcftools view: the samples named, in the order of the names, or with `^` the others, in their order.
Samples chosen_samples(const Request& request, const Samples& formed) {
  const std::optional<Choice> choice = sample_choice(request);
  if (!choice) return formed;
  std::map<std::string, Sample> by_name;
  for (const Sample& sample : formed) by_name[sample.name] = sample;
  Samples samples;
  std::set<std::string> named;
  for (const std::string& name : choice->names) {
    const bool known = by_name.count(name) != 0;
    if (!known && !request.force_samples) fail(Exit::usage);
    if (!known) continue;
    if (!named.insert(name).second) fail(Exit::usage);
    if (!choice->all_but) samples.push_back(by_name[name]);
  }
  for (const Sample& sample : formed) {
    if (choice->all_but && named.count(sample.name) == 0) samples.push_back(sample);
  }
  if (samples.empty()) fail(Exit::usage);
  return samples;
}

/// The samples as they are written: chosen first, then haploid ones doubled.
Samples written_samples(const Request& request, const Samples& formed) {
  Samples samples = chosen_samples(request, formed);
  for (Sample& sample : samples) {
    if (request.haploid_to_diploid && sample.columns.size() == 1) sample.columns.push_back(sample.columns[0]);
    if (request.table && sample.columns.size() != 2) fail(Exit::usage);
  }
  return samples;
}

// ---- Contigs (spec 5, "Contigs") -----------------------------------------------------------------------------------

struct ListedContig {
  std::string name;
  std::string length;  // digits, or empty
};

std::vector<ListedContig> contig_list(const std::string& text) {
  std::vector<ListedContig> contigs;
  for (const std::string& line : lines_of(text)) {
    const Strings fields = split(line, '\t');
    contigs.push_back({fields[0], fields.size() > 1 ? fields[1] : ""});
  }
  return contigs;
}

/// The pattern of VCF 4.3, not beginning with `#` and without `=` (spec 2).
bool legal_contig_name(const std::string& name) {
  static const std::string first = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!$%&+./:;?@^_|~-";
  return consists_of(name, first + "*#") && name[0] != '*' && name[0] != '#';
}

// ---- Rows (spec 2) -------------------------------------------------------------------------------------------------

struct Cell {
  enum class Kind { allele, missing, gap };
  Kind kind = Kind::missing;
  std::string bases;
  bool bad = false;  // no allele, taken as missing
};

struct Row {
  std::int64_t line = 0;
  std::string chrom;
  std::int64_t pos = 0;
  std::string ref;
  bool bad_ref = false;  // no REF, taken as N
  std::string id = ".";
  std::vector<Cell> listed;  // what an ALT column holds
  std::vector<Cell> cells;
};

/// The 1-based position.
std::int64_t read_position(const Request& request, const std::string& text, std::int64_t line) {
  const std::size_t column = column_of(request, "POS");
  if (!consists_of(text, "0123456789")) fail(Exit::content, line, column);
  const std::string digits = text.substr(std::min(text.find_first_not_of('0'), text.size()));
  if (digits.size() > 10) fail(Exit::content, line, column);
  const std::int64_t value = (digits.empty() ? 0 : std::stoll(digits)) + (request.zero_based ? 1 : 0);
  if (value < 1 || value > max_position) fail(Exit::content, line, column);
  return value;
}

Cell read_cell(const Request& request, const std::string& text, std::int64_t line, std::size_t column) {
  const std::string bases = upper(text);
  if (consists_of(bases, "ACGT")) return {Cell::Kind::allele, bases};
  if (consists_of(bases, "N") || bases == "." || bases == "?") return {Cell::Kind::missing, ""};
  if (bases == "-" || bases == "*") return {Cell::Kind::gap, ""};
  if (!request.bad_allele_missing) fail(Exit::content, line, column);
  return {Cell::Kind::missing, "", true};
}

Row read_row(const Request& request, const std::string& text, std::int64_t line, std::size_t columns) {
  if (text.empty() || text[0] == '#') fail(Exit::content, line);
  const Strings fields = split(text, '\t');
  const std::size_t leading = leading_columns(request).size();
  if (fields.size() != columns + leading) fail(Exit::content, line);
  const auto field = [&](const std::string& name, const std::string& otherwise) {
    const std::optional<std::size_t> place = place_of(request, name);
    return place ? fields[*place] : otherwise;
  };
  Row row;
  row.line = line;
  row.chrom = field("CHROM", "");
  if (!legal_contig_name(row.chrom)) fail(Exit::content, line, column_of(request, "CHROM"));
  row.pos = read_position(request, field("POS", ""), line);
  row.ref = upper(field("REF", "N"));
  if (!field("ID", "").empty()) row.id = field("ID", "");
  if (const std::string listed = field("ALT", "."); listed != ".") {
    for (const std::string& allele : split(listed, ','))
      row.listed.push_back(read_cell(request, allele, line, column_of(request, "ALT")));
  }
  row.bad_ref = !consists_of(row.ref, "ACGTN");
  if (row.bad_ref && !request.bad_allele_missing) fail(Exit::content, line, column_of(request, "REF"));
  if (row.bad_ref) row.ref = "N";
  if (row.pos + std::ssize(row.ref) - 1 > max_position) fail(Exit::content, line);
  for (std::size_t i = leading; i < fields.size(); ++i) row.cells.push_back(read_cell(request, fields[i], line, i + 1));
  return row;
}

void check_order(const Row& row, const Row& before, const std::set<std::string>& seen) {
  if (row.chrom == before.chrom && row.pos < before.pos) fail(Exit::content, row.line);
  if (row.chrom != before.chrom && seen.count(row.chrom) != 0) fail(Exit::content, row.line);
}

void check_listed(const Row& row, const std::vector<ListedContig>& list) {
  for (const ListedContig& contig : list) {
    if (contig.name != row.chrom) continue;
    const std::int64_t last_base = row.pos + std::ssize(row.ref) - 1;
    if (!contig.length.empty() && last_base > std::stoll(contig.length)) fail(Exit::content, row.line);
    return;
  }
  fail(Exit::content, row.line);
}

/// Of -C, else of -f; empty where neither is given.
std::vector<ListedContig> listed_contigs(const Request& request) {
  if (request.contigs) return contig_list(*request.contigs);
  std::vector<ListedContig> list;
  for (const auto& [name, bases] : request.genome) list.push_back({name, std::to_string(bases.size())});
  return list;
}

/// --sort: contigs as listed, else as they first appear; POS rising; equal ones as they stand.
void sort_rows(const std::vector<ListedContig>& list, std::vector<Row>& rows) {
  std::map<std::string, std::size_t> number;
  for (const ListedContig& contig : list) number.emplace(contig.name, number.size());
  for (const Row& row : rows) number.emplace(row.chrom, number.size());
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return std::pair(number[a.chrom], a.pos) < std::pair(number[b.chrom], b.pos);
  });
}

std::vector<Row> read_rows(const Request& request, const Matrix& matrix) {
  const std::vector<ListedContig> list = listed_contigs(request);
  std::vector<Row> rows;
  std::set<std::string> seen;
  for (std::size_t i = matrix.first_row; i < matrix.lines.size(); ++i) {
    Row row = read_row(request, matrix.lines[i], static_cast<std::int64_t>(i) + 1, matrix.columns.size());
    if (!rows.empty() && !request.sort) check_order(row, rows.back(), seen);
    if (!list.empty()) check_listed(row, list);
    seen.insert(row.chrom);
    rows.push_back(std::move(row));
  }
  if (request.sort) sort_rows(list, rows);
  return rows;
}

bool is_chosen(const std::vector<Place>& places, const Row& row) {
  return std::any_of(places.begin(), places.end(), [&](const Place& place) {
    return place.contig == row.chrom && place.begin <= row.pos && row.pos <= place.end;
  });
}

bool is_outside(const Request& request, const Row& row) {
  if (!request.regions.empty() && !is_chosen(request.regions, row)) return true;
  return !request.targets.empty() && is_chosen(request.targets, row) == request.targets_exclude;
}

/// The bases of the reference under REF; N beyond its end.
std::string genome_bases(const Request& request, const Row& row) {
  std::string bases;
  for (const auto& [name, contig] : request.genome) {
    for (std::size_t i = 0; name == row.chrom && i < row.ref.size(); ++i) {
      const std::size_t at = static_cast<std::size_t>(row.pos) - 1 + i;
      bases += at < contig.size() ? upper(contig.substr(at, 1)) : "N";
    }
  }
  return bases;
}

/// -f: an N of REF is filled; a letter that is no base agrees with all of them. False where REF differs from the
/// reference; --check-ref s takes the reference's bases then.
bool settle_reference(const Request& request, Row& row) {
  if (request.genome.empty()) return true;
  const std::string bases = genome_bases(request, row);
  bool same = true;
  std::string settled = row.ref;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (!consists_of(bases.substr(i, 1), "ACGTN")) continue;
    const bool differs = row.ref[i] != 'N' && row.ref[i] != bases[i];
    if (row.ref[i] == 'N' || request.check_ref == CheckRef::swap) settled[i] = bases[i];
    same = same && !differs;
  }
  row.ref = settled;
  return same;
}

// ---- Genotypes (spec 4) --------------------------------------------------------------------------------------------

Gap gap_rule(const Request& request) { return request.gap.value_or(request.table ? Gap::star : Gap::missing); }

std::set<std::size_t> columns_of(const Samples& samples) {
  std::set<std::size_t> columns;
  for (const Sample& sample : samples) columns.insert(sample.columns.begin(), sample.columns.end());
  return columns;
}

/// The columns that count for ALT, from the left: those of all samples before -s, in the haplotype table all.
std::set<std::size_t> alt_columns(const Request& request, const Matrix& matrix, const Samples& formed) {
  std::set<std::size_t> columns = columns_of(formed);
  for (std::size_t i = 0; request.table && i < matrix.columns.size(); ++i) columns.insert(i);
  return columns;
}

Strings alternative_alleles(const Row& row, const std::set<std::size_t>& columns, Gap gap) {
  Strings alternatives;
  std::vector<Cell> cells = row.listed;
  for (const std::size_t column : columns) cells.push_back(row.cells[column]);
  for (const Cell& cell : cells) {
    std::string allele = cell.bases;
    if (cell.kind == Cell::Kind::gap && gap == Gap::star) allele = "*";
    if (allele.empty() || allele == row.ref) continue;
    const bool is_new = std::find(alternatives.begin(), alternatives.end(), allele) == alternatives.end();
    if (is_new) alternatives.push_back(allele);
  }
  return alternatives;
}

/// The allele that a haplotype carries; empty where it is missing.
std::string carried_allele(const Request& request, const Row& row, const Cell& cell) {
  if (cell.kind == Cell::Kind::allele) return cell.bases;
  if (request.missing_to_reference) return row.ref;
  if (cell.kind == Cell::Kind::missing || gap_rule(request) == Gap::missing) return "";
  return gap_rule(request) == Gap::star ? "*" : row.ref;
}

/// One row that is written: what each haplotype of each sample carries.
struct Record {
  const Row* row = nullptr;
  Strings alternatives;
  std::vector<Strings> samples;
  std::int64_t half_calls = 0;
  std::int64_t trimmed = 0;
};

bool is_half_call(const Strings& haplotypes) {
  const auto missing = std::count(haplotypes.begin(), haplotypes.end(), "");
  return missing > 0 && missing < std::ssize(haplotypes);
}

bool is_carried(const Record& record, const std::string& allele) {
  return std::any_of(record.samples.begin(), record.samples.end(), [&](const Strings& haplotypes) {
    return std::find(haplotypes.begin(), haplotypes.end(), allele) != haplotypes.end();
  });
}

/// ALT as it stands in the record.
std::string shown_alternatives(const Strings& alternatives) {
  return alternatives.empty() ? "." : join(alternatives, ",");
}

/// Alleles that differ in length and in their first base; `*` has neither (spec 2).
bool is_unanchored(const Record& record) {
  bool lengths_differ = false, first_differs = false;
  for (const std::string& allele : record.alternatives) {
    if (allele == "*") continue;
    lengths_differ |= allele.size() != record.row->ref.size();
    first_differs |= allele[0] != record.row->ref[0];
  }
  return lengths_differ && first_differs;
}

// ---- Output (spec 4 and 5) -----------------------------------------------------------------------------------------

std::string escaped_phase_block(const std::string& contig) {
  std::string text;
  for (const char c : contig) text += c == '%' ? "%25" : c == ':' ? "%3A" : std::string(1, c);
  return text;
}

std::string vcf_sample(const Request& request, const Record& record, const Strings& haplotypes) {
  Strings indexes;
  bool any_called = false;
  for (const std::string& allele : haplotypes) {
    any_called |= !allele.empty();
    const auto found = std::find(record.alternatives.begin(), record.alternatives.end(), allele);
    indexes.push_back(allele.empty()              ? "."
                      : allele == record.row->ref ? "0"
                                                  : std::to_string(found - record.alternatives.begin() + 1));
  }
  std::string text = join(indexes, "|");
  if (request.phase_pi) text += ":" + (any_called ? escaped_phase_block(record.row->chrom) : ".");
  if (request.phase_ps) text += any_called ? ":1" : ":.";
  return text;
}

std::string vcf_info(const Record& record) {
  std::int64_t called = 0;
  std::map<std::string, std::int64_t> count;
  for (const Strings& haplotypes : record.samples) {
    for (const std::string& allele : haplotypes) {
      ++count[allele];
      called += allele.empty() ? 0 : 1;
    }
  }
  Strings counts;
  for (const std::string& allele : record.alternatives) counts.push_back(std::to_string(count[allele]));
  const std::string number = "AN=" + std::to_string(called);
  return counts.empty() ? number : "AC=" + join(counts, ",") + ";" + number;
}

std::string vcf_line(const Request& request, const Record& record) {
  const Row& row = *record.row;
  const std::string format = std::string("GT") + (request.phase_pi ? ":PI" : "") + (request.phase_ps ? ":PS" : "");
  Strings fields{row.chrom, std::to_string(row.pos), row.id, row.ref, shown_alternatives(record.alternatives), ".",
                 ".",       vcf_info(record),        format};
  for (const Strings& haplotypes : record.samples) fields.push_back(vcf_sample(request, record, haplotypes));
  return join(fields, "\t") + "\n";
}

std::string vcf_header(const Request& request, const Samples& samples, const std::vector<ListedContig>& contigs) {
  std::string text = "##fileformat=VCFv4.2\n##FILTER=<ID=PASS,Description=\"\">\n";
  for (const ListedContig& contig : contigs) {
    text += "##contig=<ID=" + contig.name + (contig.length.empty() ? "" : ",length=" + contig.length) + ">\n";
  }
  text += "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"\">\n";
  text += "##INFO=<ID=AN,Number=1,Type=Integer,Description=\"\">\n";
  text += "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"\">\n";
  if (request.phase_pi) text += "##FORMAT=<ID=PI,Number=1,Type=String,Description=\"\">\n";
  if (request.phase_ps) text += "##FORMAT=<ID=PS,Number=1,Type=Integer,Description=\"\">\n";
  text += "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT";
  for (const Sample& sample : samples) text += "\t" + sample.name;
  return text + "\n";
}

std::string table_header(const Request& request, const Samples& samples) {
  Strings fields{"contig", "pos", "ref", "alt"};
  if (request.dialect == TableDialect::extender) fields = {"CHROM", "POS", "REF", "all-alleles"};
  if (request.dialect == TableDialect::panel) fields = {"CHROM", "POS", "REF", "ALT"};
  const std::string separator = request.dialect == TableDialect::original ? "_" : ":";
  for (const Sample& sample : samples) {
    if (sample.name.find(separator) != std::string::npos) fail(Exit::content);
    fields.push_back(sample.name + separator + "PI");
    fields.push_back(sample.name + separator + "PG_al");
  }
  return join(fields, "\t") + "\n";
}

/// A gap is `-` in the original's; a sample with a missing allele is `.` in both columns; the contig stands as it is.
std::string table_line(const Request& request, const Record& record) {
  const auto shown = [&](Strings alleles) {
    if (request.dialect == TableDialect::original)
      std::replace(alleles.begin(), alleles.end(), std::string("*"), std::string("-"));
    return alleles;
  };
  const Row& row = *record.row;
  Strings listed = shown(record.alternatives);
  if (request.dialect == TableDialect::extender) listed.insert(listed.begin(), row.ref);
  Strings fields{row.chrom, std::to_string(row.pos), row.ref, shown_alternatives(listed)};
  for (const Strings& haplotypes : record.samples) {
    const bool complete = std::find(haplotypes.begin(), haplotypes.end(), "") == haplotypes.end();
    fields.push_back(complete ? row.chrom : ".");
    fields.push_back(complete ? join(shown(haplotypes), "|") : ".");
  }
  return join(fields, "\t") + "\n";
}

// ---- The whole -----------------------------------------------------------------------------------------------------

Record make_record(const Request& request, const Row& row, const Samples& samples,
                   const std::set<std::size_t>& columns) {
  Record record{&row, alternative_alleles(row, columns, gap_rule(request)), {}};
  for (const Sample& sample : samples) {
    Strings haplotypes;
    for (const std::size_t column : sample.columns) {
      haplotypes.push_back(carried_allele(request, row, row.cells[column]));
    }
    const bool half = is_half_call(haplotypes);
    record.half_calls += half ? 1 : 0;
    if (half && request.half_call_missing) haplotypes.assign(haplotypes.size(), "");
    record.samples.push_back(haplotypes);
  }
  if (request.trim_alt_alleles) {
    Strings carried;
    for (const std::string& allele : record.alternatives) {
      if (is_carried(record, allele)) carried.push_back(allele);
    }
    record.trimmed = std::ssize(record.alternatives) - std::ssize(carried);
    record.alternatives = carried;
  }
  return record;
}

void count_row(const Row& row, Answer& answer) {
  ++answer.rows;
  if (answer.contigs.empty() || answer.contigs.back().name != row.chrom) answer.contigs.push_back({.name = row.chrom});
  ++answer.contigs.back().rows;
}

/// `columns` are those of the samples written.
void count_cells(const Row& row, const std::set<std::size_t>& columns, Answer& answer) {
  for (const std::size_t column : columns) {
    answer.gap_cells += row.cells[column].kind == Cell::Kind::gap ? 1 : 0;
  }
  answer.bad_cells += row.bad_ref ? 1 : 0;
  for (const std::vector<Cell>* cells : {&row.listed, &row.cells})
    for (const Cell& cell : *cells) answer.bad_cells += cell.bad ? 1 : 0;
}

bool is_base(const std::string& allele) { return allele.size() == 1 && consists_of(allele, "ACGT"); }

void count_record(const Record& record, Answer& answer) {
  ++answer.records;
  ++answer.contigs.back().records;
  answer.unanchored += is_unanchored(record) ? 1 : 0;
  answer.multiallelic += record.alternatives.size() > 1 ? 1 : 0;
  for (const std::string& allele : record.alternatives) {
    if (!is_base(record.row->ref) || !is_base(allele)) continue;
    static const std::set<std::string> transitions{"AG", "GA", "CT", "TC"};
    ++(transitions.count(record.row->ref + allele) != 0 ? answer.transitions : answer.transversions);
  }
  answer.last_base = std::max(answer.last_base, record.row->pos + std::ssize(record.row->ref) - 1);
  answer.half_calls += record.half_calls;
  answer.missing_of_sample.resize(record.samples.size());
  for (std::size_t i = 0; i < record.samples.size(); ++i) {
    const std::int64_t missing = std::count(record.samples[i].begin(), record.samples[i].end(), "");
    answer.missing_of_sample[i] += missing;
    answer.missing_cells += missing;
  }
}

// ---- What the next tool demands (--for) ----------------------------------------------------------------------------

void check_ploidy(const Demands& demands, const Samples& samples) {
  for (const Sample& sample : samples) {
    const auto ploidy = static_cast<int>(sample.columns.size());
    if (ploidy < demands.least_ploidy || ploidy > demands.most_ploidy) fail(Exit::content);
    if (demands.one_ploidy && sample.columns.size() != samples[0].columns.size()) fail(Exit::content);
  }
}

/// Of the contigs of the rows, or where some are chosen of the records: none stands in the list before the one before.
class ContigOrder {
 public:
  explicit ContigOrder(const Request& request) : is_demanded_(request.demands.contig_order) {
    for (const ListedContig& contig : listed_contigs(request)) number_.emplace(contig.name, number_.size());
  }

  void check(const Row& row) {
    if (!is_demanded_ || number_.empty()) return;
    if (number_[row.chrom] < last_) fail(Exit::content);
    last_ = number_[row.chrom];
  }

 private:
  bool is_demanded_;
  std::map<std::string, std::size_t> number_;
  std::size_t last_ = 0;
};

/// Of the records so far: CHROM, POS, REF and ALT.
using Seen = std::set<std::string>;

void check_record(const Demands& demands, const Record& record, Seen& seen) {
  const Row& row = *record.row;
  for (const Strings& haplotypes : record.samples) {
    const bool misses = std::find(haplotypes.begin(), haplotypes.end(), "") != haplotypes.end();
    if (demands.no_missing && misses) fail(Exit::content, row.line);
  }
  const std::string name =
      row.chrom + "\t" + std::to_string(row.pos) + "\t" + row.ref + "\t" + join(record.alternatives, ",");
  if (!seen.insert(name).second && demands.no_repeated_alleles) fail(Exit::content, row.line);
}

std::vector<ListedContig> header_contigs(const Request& request, const std::vector<Row>& rows) {
  std::vector<ListedContig> contigs = listed_contigs(request);
  if (!contigs.empty()) return contigs;
  for (const Row& row : rows) {
    if (contigs.empty() || contigs.back().name != row.chrom) contigs.push_back({row.chrom, ""});
  }
  return contigs;
}

/// Where the first row has another width than the names, that is told before anything about samples.
void check_first_row(const Request& request, const Matrix& matrix) {
  if (matrix.first_row == matrix.lines.size()) return;
  const std::string& line = matrix.lines[matrix.first_row];
  if (line.empty() || line[0] == '#') return;
  if (split(line, '\t').size() != leading_columns(request).size() + matrix.columns.size())
    fail(Exit::content, static_cast<std::int64_t>(matrix.first_row) + 1);
}

Answer answer_to(const Request& request) {
  const Matrix matrix = read_matrix(request);
  check_first_row(request, matrix);
  const Samples formed = form_samples(request, matrix);
  const std::set<std::size_t> columns = alt_columns(request, matrix, formed);
  const Samples samples = written_samples(request, formed);
  const std::set<std::size_t> written_columns = columns_of(samples);
  const std::string table_head = request.table ? table_header(request, samples) : "";  // or it cannot hold the names
  std::vector<Row> rows = read_rows(request, matrix);

  check_ploidy(request.demands, samples);
  Answer answer;
  answer.samples = samples.size();
  answer.missing_of_sample.resize(samples.size());
  answer.text = request.table ? table_head : vcf_header(request, samples, header_contigs(request, rows));
  const Row* before = nullptr;
  Seen seen;
  ContigOrder order(request);
  const bool all_rows = request.regions.empty() && request.targets.empty();
  for (Row& row : rows) {
    count_row(row, answer);
    if (all_rows) order.check(row);
    if (before != nullptr && before->chrom == row.chrom && before->pos == row.pos) ++answer.repeated_positions;
    before = &row;
    if (!is_outside(request, row) && !settle_reference(request, row)) {
      ++answer.mismatches;
      if (request.check_ref == CheckRef::error) fail(Exit::content, row.line, column_of(request, "REF"));
      if (request.check_ref == CheckRef::exclude) {
        ++answer.excluded;
        ++answer.contigs.back().excluded;
        continue;
      }
    }
    count_cells(row, written_columns, answer);
    const Record record = make_record(request, row, samples, columns);
    if (!is_outside(request, row)) answer.trimmed_alleles += record.trimmed;
    if (record.alternatives.empty() && !request.all_sites) {
      ++answer.invariant;
      ++answer.contigs.back().invariant;
    } else if (is_outside(request, row)) {
      ++answer.outside;
      ++answer.contigs.back().outside;
    } else {
      if (!all_rows) order.check(row);
      check_record(request.demands, record, seen);
      count_record(record, answer);
      answer.text += request.table ? table_line(request, record) : vcf_line(request, record);
    }
  }
  return answer;
}

}  // namespace

bool blames_row_of_regions(const Request& request, const Failure& failure) {
  if (failure.column == 0) return false;
  const Strings fields = split(lines_of(request.matrix)[static_cast<std::size_t>(failure.line) - 1], '\t');
  Row row;
  row.chrom = fields[*place_of(request, "CHROM")];
  try {
    row.pos = read_position(request, fields[*place_of(request, "POS")], failure.line);
  } catch (const Failure&) {
    return false;
  }
  return is_chosen(request.regions, row);
}

Strings sample_names(const Request& request) {
  Strings names;
  for (const Sample& sample : form_samples(request, read_matrix(request))) names.push_back(sample.name);
  return names;
}

Answer convert(const Request& request) {
  try {
    return answer_to(request);
  } catch (const Failure& failure) {
    Answer answer;
    answer.failure = failure;
    return answer;
  }
}

}  // namespace matrix2vcf::reference
