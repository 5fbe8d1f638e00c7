// SPDX-License-Identifier: MIT
#include "read/layout.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr std::size_t max_ploidy = 8;

bool is_control(char letter) noexcept {
  const auto byte = static_cast<unsigned char>(letter);
  return byte < 0x20 || byte == 0x7F;
}

// Checks the names from `begin` on; `place` gives the beginning of a message for the column with this index.
template <class Place>
void check_names(const std::vector<std::string>& names, std::size_t begin, Place place) {
  std::unordered_map<std::string_view, std::size_t> first;
  for (std::size_t i = begin; i < names.size(); ++i) {
    if (const std::string fault = name_fault(names[i]); !fault.empty()) throw Error(Exit::content, place(i) + fault);
    const auto [known, is_new] = first.emplace(names[i], i);
    if (!is_new)
      throw Error(Exit::content,
                  place(i) + "the name " + quoted(names[i]) + " stands twice; the first is column " +
                      std::to_string(known->second + 1),
                  "give every column a name of its own, or use --headerless");
  }
}

// Checks the names of all columns, and gives those after the leading ones. Throws where the third is not REF, unless -c
// has said what the columns are; what it passes over may be called anything.
template <class Place>
std::vector<std::string> allele_names(std::vector<std::string> all, Place place, const Options& options) {
  const RowShape shape = RowShape::parse(options.columns);
  check_names(all, options.columns.empty() ? 0 : shape.lead, place);
  const std::string third = all.size() < 3 ? "" : upper_case(all[2]);
  if (options.columns.empty() && third != "REF" && third != "REFERENCE")
    throw Error(Exit::content, place(2) + "the name must be REF, found " + quoted(all.size() < 3 ? "" : all[2]),
                "the columns are CHROM, POS, REF, then one for each haplotype; others are named with --columns");
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(shape.lead, all.size())));
  return all;
}

// The names in a header file: on one line with tabs between, or one a line; of all columns or of the allele columns.
std::vector<std::string> read_header_file(const Options& options, const std::stop_token& stop) {
  const std::string& path = options.header;
  std::string text = read_small_file(path, stop);
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  std::vector<std::string_view> lines = split(text, '\n');
  while (!lines.empty() && without_cr(lines.back()).empty()) lines.pop_back();
  if (lines.empty()) throw Error(Exit::content, shown_path(path) + " holds no column names");

  const bool one_line = lines.size() == 1;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<std::string_view> fields = split(without_cr(lines[i]), '\t');
    if (!one_line && fields.size() > 1)
      throw Error(
          Exit::content,
          file_and_line(path, static_cast<std::int64_t>(i) + 1) + "the name " + quoted(lines[i]) + " holds a tab",
          "the names stand on one line with tabs between, or one on each line");
    names.insert(names.end(), fields.begin(), fields.end());
  }
  const auto place = [&](std::size_t i) {
    return one_line ? file_and_line(path, 1) + "column " + std::to_string(i + 1) + ": "
                    : file_and_line(path, static_cast<std::int64_t>(i) + 1);
  };
  const std::vector<std::string_view> views(names.begin(), names.end());
  if (is_header(views, RowShape::parse(options.columns))) return allele_names(std::move(names), place, options);
  check_names(names, 0, place);
  return names;
}

std::vector<std::string> numbered(const std::string& letter, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= count; ++i) names.push_back(letter + std::to_string(i));
  return names;
}

std::string_view first_line(const Head& head) {
  const std::string_view text = std::string_view(head.text).substr(static_cast<std::size_t>(head.body_begin));
  return without_cr(text.substr(0, text.find('\n')));
}

// True for a header line, and for a row as far as its POS tells.
bool begins_table(const std::vector<std::string_view>& fields, const RowShape& shape) {
  return is_header(fields, shape) || (fields.size() > shape.lead && parse_whole_number(fields[shape.pos]).has_value());
}

// Throws where the head ends with a blank line that more follows.
void refuse_blank_line(const Options& options, const Head& head) {
  const std::string_view text = std::string_view(head.text).substr(static_cast<std::size_t>(head.body_begin));
  if (head.first_row_columns == 0 && text.find_first_not_of("\r\n") != std::string_view::npos)
    throw Error(Exit::content, file_and_line(options.input, head.lines_before + 1) + "a blank line with rows after it",
                "blank lines may stand at the end only");
}

[[noreturn]] void fail_unnamed(const Options& options, const Head& head) {
  refuse_blank_line(options, head);
  if (head.first_row_columns == 0)
    throw Error(Exit::content, shown_path(options.input) + " has neither a header line nor rows");
  throw Error(
      Exit::content,
      file_and_line(options.input, head.lines_before + 1) + "this is no header line, and no column names were given",
      "name the columns with -H FILE, or let them be h1, h2, ... with --headerless, or put a line "
      "\"CHROM<TAB>POS<TAB>REF<TAB>NAME...\" in front");
}

// Header and first row must have one width; told here, where both places are known.
void check_width(const Options& options, const Head& head, const Layout& layout) {
  const std::size_t lead = RowShape::parse(options.columns).lead;
  if (head.first_row_columns == 0 || head.first_row_is_comment ||
      head.first_row_columns == layout.columns.size() + lead)
    return;
  const std::string who = layout.names_from.empty() || layout.names_from == options.input
                              ? ""
                              : ", as " + shown_path(layout.names_from) + " names";
  throw Error(Exit::content,
              file_and_line(options.input, head.lines_before + 1) + "expected " +
                  counted(static_cast<std::int64_t>(layout.columns.size() + lead), "column") + who + ", found " +
                  std::to_string(head.first_row_columns),
              "columns are separated by tabs; header and rows must have the same number of them");
}

// -H together with a header line: they must name the same columns.
void check_agreement(const Options& options, const Head& head, const std::vector<std::string>& in_matrix,
                     const std::vector<std::string>& in_file) {
  if (in_matrix == in_file) return;
  const auto [here, there] = std::ranges::mismatch(in_matrix, in_file);
  const auto shown = [](auto name, const std::vector<std::string>& names) {
    return name == names.end() ? "no name" : quoted(*name);
  };
  throw Error(Exit::content,
              file_and_line(options.input, head.names_line) + "column " +
                  std::to_string(here - in_matrix.begin() +
                                 static_cast<std::ptrdiff_t>(RowShape::parse(options.columns).lead) + 1) +
                  ": the header line has " + shown(here, in_matrix) + " where " + shown_path(options.header) + " has " +
                  shown(there, in_file),
              "leave out -H, or make them agree");
}

// Columns and, where a header file names samples rather than columns, the samples' names.
Layout name_columns(const Options& options, const Head& head, const std::stop_token& stop,
                    std::vector<std::string>& sample_names) {
  Layout layout;
  const std::size_t lead = RowShape::parse(options.columns).lead;
  if (head.names) {
    const auto place = [line = file_and_line(options.input, head.names_line)](std::size_t i) {
      return line + "column " + std::to_string(i + 1) + ": ";
    };
    layout.columns = allele_names(*head.names, place, options);
    layout.names_from = options.input;
  }
  if (!options.header.empty()) {
    std::vector<std::string> names = read_header_file(options, stop);
    if (head.names) check_agreement(options, head, layout.columns, names);
    const std::size_t row = head.first_row_columns < lead ? 0 : head.first_row_columns - lead;
    const std::size_t ploidy = static_cast<std::size_t>(options.ploidy);
    if (options.pairing == Pairing::by_ploidy && ploidy == 1) sample_names = names;
    if (options.pairing == Pairing::by_ploidy && names.size() != row && names.size() * ploidy == row) {
      sample_names = std::move(names);
      layout.columns = numbered("h", row);
      return layout;
    }
    layout.columns = std::move(names);
    layout.names_from = options.header;
  } else if (!head.names) {
    if (!options.headerless) fail_unnamed(options, head);
    if (is_header(split(first_line(head), '\t'), RowShape::parse(options.columns)))
      throw Error(Exit::content,
                  file_and_line(options.input, head.lines_before + 1) +
                      "this is a header line, and --headerless says there is none",
                  "leave out --headerless");
    refuse_blank_line(options, head);
    if (head.first_row_columns == 0)
      throw Error(Exit::content, shown_path(options.input) + " has no rows: how many columns it has is not known");
    if (head.first_row_is_comment)
      throw Error(Exit::content,
                  file_and_line(options.input, head.lines_before + 1) + "this line begins with # and is no row",
                  "only ## lines may stand before the first row");
    layout.columns = numbered("h", std::max(head.first_row_columns, lead) - lead);
  }
  check_width(options, head, layout);
  if (layout.columns.empty())
    throw Error(Exit::usage,
                file_and_line(options.input, head.names ? head.names_line : head.lines_before + 1) +
                    "there are no allele columns",
                "the columns are CHROM, POS, REF, then one for each haplotype, separated by tabs");
  return layout;
}

std::vector<Sample> pair_by_ploidy(const Options& options, const Layout& layout, std::vector<std::string> names) {
  const auto ploidy = static_cast<std::size_t>(options.ploidy);
  if (layout.columns.size() % ploidy != 0)
    throw Error(Exit::usage,
                "--ploidy " + std::to_string(ploidy) + " does not divide the " +
                    counted(static_cast<std::int64_t>(layout.columns.size()), "allele column") + " of " +
                    shown_path(options.input),
                "name the samples and their columns with --pairs FILE");
  const std::size_t count = layout.columns.size() / ploidy;
  if (names.empty()) names = numbered("s", count);
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < count; ++i) {
    Sample sample{names[i], std::vector<std::uint32_t>(ploidy)};
    std::iota(sample.columns.begin(), sample.columns.end(), static_cast<std::uint32_t>(i * ploidy));
    samples.push_back(std::move(sample));
  }
  return samples;
}

class PairsFile {
 public:
  PairsFile(const std::string& path, const std::vector<std::string>& columns) : path_(path), columns_(columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) number_.emplace(columns[i], static_cast<std::uint32_t>(i));
  }

  std::vector<Sample> read(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::vector<std::string_view> lines = split(text, '\n');
    while (!lines.empty() && without_cr(lines.back()).empty()) lines.pop_back();
    if (lines.empty())
      throw Error(Exit::usage, shown_path(path_) + " names no samples", "a line is SAMPLE<TAB>COLUMN[<TAB>COLUMN...]");
    for (const std::string_view line : lines) {
      ++line_;
      read_line(split(without_cr(line), '\t'));
    }
    return std::move(samples_);
  }

 private:
  [[noreturn]] void fail(std::size_t field, const std::string& what, const std::string& hint = {}) const {
    throw Error(Exit::content, file_and_line(path_, line_) + "column " + std::to_string(field + 1) + ": " + what, hint);
  }

  void read_line(const std::vector<std::string_view>& fields) {
    if (const std::string fault = name_fault(fields[0]); !fault.empty()) fail(0, fault);
    if (fields.size() < 2 || fields.size() > 1 + max_ploidy)
      fail(0,
           "sample " + quoted(fields[0]) + " has " + counted(static_cast<std::int64_t>(fields.size()) - 1, "column") +
               ", and must have 1 to 8",
           "a line is SAMPLE<TAB>COLUMN[<TAB>COLUMN...]");
    if (const auto [known, is_new] = sample_line_.emplace(fields[0], line_); !is_new)
      fail(0, "sample " + quoted(fields[0]) + " stands in line " + std::to_string(known->second) + " already");
    Sample sample{std::string(fields[0]), {}};
    for (std::size_t i = 1; i < fields.size(); ++i) sample.columns.push_back(column(fields[i], i));
    samples_.push_back(std::move(sample));
  }

  std::uint32_t column(std::string_view name, std::size_t field) {
    const auto found = number_.find(std::string(name));
    if (found == number_.end()) {
      const std::string near = nearest_name(name, columns_);
      fail(field, "the matrix has no column " + quoted(name), near.empty() ? "" : "did you mean " + quoted(near) + "?");
    }
    if (const auto [known, is_new] = column_line_.emplace(found->second, line_); !is_new)
      fail(field, "column " + quoted(name) + " belongs to a sample already, in line " + std::to_string(known->second));
    return found->second;
  }

  const std::string& path_;
  const std::vector<std::string>& columns_;
  std::unordered_map<std::string, std::uint32_t> number_;
  std::unordered_map<std::string, std::int64_t> sample_line_;
  std::unordered_map<std::uint32_t, std::int64_t> column_line_;
  std::vector<Sample> samples_;
  std::int64_t line_ = 0;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string name_fault(std::string_view name) {
  if (name.empty()) return "the name is empty";
  if (std::ranges::any_of(name, is_control)) return "the name " + quoted(name) + " holds a control character";
  if (!is_utf8(name)) return "the name " + quoted(name) + " is not UTF-8";
  return {};
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::size_t longest = 100;  // of names that a person may have typed
  std::string best;
  std::size_t fewest = 1 + std::max<std::size_t>(1, name.size() / 3);
  if (name.size() > longest) return best;
  for (const std::string& candidate : names) {
    if (candidate.size() > longest) continue;
    const std::size_t edits = edit_distance(name, candidate);
    if (edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  }
  return best;
}

Layout make_layout(const Options& options, const Head& head, const std::stop_token& stop) {
  std::vector<std::string> sample_names;
  Layout layout = name_columns(options, head, stop, sample_names);
  switch (options.pairing) {
    case Pairing::by_name: layout.samples = pair_by_name(layout.columns); break;
    case Pairing::from_file:
      layout.samples = PairsFile(options.pairs, layout.columns).read(read_small_file(options.pairs, stop));
      break;
    case Pairing::by_ploidy: layout.samples = pair_by_ploidy(options, layout, std::move(sample_names)); break;
    case Pairing::every_column:
      for (std::size_t i = 0; i < layout.columns.size(); ++i)
        layout.samples.push_back({layout.columns[i], {static_cast<std::uint32_t>(i)}});
  }
  for (const Sample& sample : layout.samples)
    layout.sample_columns.insert(layout.sample_columns.end(), sample.columns.begin(), sample.columns.end());
  return layout;
}

void refuse_other_cut(const Options& options, const Head& head) {
  const std::string_view line = first_line(head);
  if (head.names || line.find('\t') != std::string_view::npos) return;
  static constexpr std::pair<char, const char*> cuts[] = {{',', "commas"}, {';', "semicolons"}, {' ', "spaces"}};
  for (const auto& [separator, name] : cuts) {
    std::vector<std::string_view> fields = split(line, separator);
    if (separator == ' ') std::erase(fields, "");  // often several in a row
    if (begins_table(fields, RowShape::parse(options.columns)))
      throw Error(Exit::content,
                  file_and_line(options.input, head.lines_before + 1) + "the table is cut by " + name + ", not by tabs",
                  std::string("make them tabs: tr ") + (separator == ' ' ? "-s " : "") + "'" + separator + "' '\\t'");
  }
}

std::string describe(const Layout& layout) {
  static constexpr std::string_view words[] = {"",           "haploid",   "diploid",    "triploid", "tetraploid",
                                               "pentaploid", "hexaploid", "heptaploid", "octoploid"};
  std::map<std::size_t, std::vector<const Sample*>> by_ploidy;
  for (const Sample& sample : layout.samples) by_ploidy[sample.columns.size()].push_back(&sample);
  std::string text;
  for (const auto& [ploidy, samples] : by_ploidy) {
    const Sample& first = *samples[0];
    text += (text.empty() ? "" : ", ") +
            counted(static_cast<std::int64_t>(samples.size()), std::string(words[ploidy]) + " sample") + " (" +
            shown_name(first.name) + " =";
    for (const std::uint32_t column : first.columns)
      text += (column == first.columns[0] ? " " : " + ") + shown_name(layout.columns[column]);
    text += samples.size() > 1 ? ", ...)" : ")";
  }
  if (const auto unused = std::ssize(layout.columns) - std::ssize(layout.sample_columns); unused > 0)
    text += ", " + counted(unused, "column") + " of no sample";
  return text;
}

std::string to_pairs(const Layout& layout) {
  std::string text;
  for (const Sample& sample : layout.samples) {
    text += sample.name;
    for (const std::uint32_t column : sample.columns) text += '\t' + layout.columns[column];
    text += '\n';
  }
  if (text.starts_with(byte_order_mark)) text.insert(0, byte_order_mark);  // or it would be lost
  return text;
}

}  // namespace matrix2vcf
