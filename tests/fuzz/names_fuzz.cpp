// SPDX-License-Identifier: MIT
// names_fuzz - header lines, -H, --pairs and -s files become samples that hold together, the reference's, or an Error.
#include <algorithm>
#include <array>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz.hpp"
#include "memory_file.hpp"
#include "read/head.hpp"
#include "read/inflate.hpp"
#include "read/layout.hpp"
#include "read/sample_choice.hpp"
#include "read/source.hpp"
#include "reference.hpp"
#include "text.hpp"

namespace matrix2vcf::fuzz {
namespace {

/// The texts of one case: files 0 to 3 are the matrix, -H, --pairs and -S.
struct Case {
  Options options;
  std::array<std::string, memory_files> texts;
  bool any_name = false;  // drawn, so that none is refused for its bytes
};

// ---- Names drawn from the bytes -------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 32> ends{
    "",   "a",  "b",  "A",  "B",  "hap1", "hap2", "pat", "mat",   "_a",    "_b",   "_1",   "_2",  "_0",  ".1", ".2",
    "-a", "-b", "#1", "#0", ":1", ":2",   "1",    "2",   "_hap1", "_hap2", ".pat", ".mat", "a_1", "a_2", "_",  "ab"};
constexpr std::array<std::string_view, 8> stems{"S", "10", "x", "Kas-1", "\xC3\xA9", "", "S_", "a b"};

constexpr std::array<std::array<std::string_view, 2>, 8> couples{
    {{"a", "b"}, {"A", "B"}, {"hap1", "hap2"}, {"_pat", ".mat"}, {"_1", "_2"}, {".0", ".1"}, {"#2", "#1"}, {"", "x"}}};

/// Any name, seldom one of a sample's couple.
void draw_name(Input& in, std::string& text) {
  const std::uint32_t kind = in.byte();
  text += stems[kind / 32];
  text += ends[kind % 32];
  if (stems[kind / 32].size() + ends[kind % 32].size() == 0) text += 'n';
}

/// Names of columns, most often in couples: most of what is quite at random is refused at once.
void draw_columns(Input& in, std::size_t count, std::vector<std::string>& names) {
  const std::uint32_t kind = in.byte();
  names.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    names[i].clear();
    if (kind >= 192) {
      draw_name(in, names[i]);
    } else {
      names[i] += static_cast<char>('0' + i / 2);
      names[i] += couples[kind % 8][kind / 8 % 2 == 0 ? i % 2 : 1 - i % 2];
    }
  }
  if (kind >= 192 || kind / 16 % 4 != 3) return;
  std::string& other = names[in.below(count)];
  other.clear();
  draw_name(in, other);
}

void join(const std::vector<std::string>& names, char separator, std::string& text) {
  for (const std::string& name : names) {
    text += name;
    text += separator;
  }
  text.pop_back();
}

/// Lines of names that the columns have, in their order, or others.
void draw_pairs(Input& in, const std::vector<std::string>& names, std::string& pairs) {
  std::size_t next = 0;
  for (std::size_t lines = in.below(5); lines > 0; --lines) {
    draw_name(in, pairs);
    for (std::size_t fields = 1 + in.below(3); fields > 0; --fields) {
      const std::uint32_t kind = in.byte();
      pairs += '\t';
      if (kind < 240)
        pairs += names[(kind < 160 ? next++ : kind) % names.size()];
      else
        draw_name(in, pairs);
    }
    pairs += '\n';
  }
}

void draw_choice(Input& in, const std::vector<std::string>& names, std::string& choice) {
  for (std::size_t count = in.below(4); count > 0; --count) {
    const std::uint32_t kind = in.byte();
    if (kind < 100)
      choice += names[kind % names.size()];
    else if (kind < 200)
      choice += static_cast<char>('0' + kind % 4);
    else
      draw_name(in, choice);
    if (count > 1) choice += '\n';
  }
}

/// One in 8 times what does not fit together: a header line or none, a ploidy that does not divide the columns.
void draw_texts(Input& in, Case& drawn) {
  static std::vector<std::string> names;
  auto& [matrix, header, pairs, choice] = drawn.texts;
  Options& options = drawn.options;
  const std::size_t columns = 1 + in.below(8);
  const std::uint32_t kind = in.byte();
  draw_columns(in, columns, names);
  if (kind % 8 != 1)
    while (columns % static_cast<std::size_t>(options.ploidy) != 0) --options.ploidy;
  const bool fits = options.header.empty() ? !options.headerless : kind / 64 % 2 == 0;
  if (fits == (kind / 8 % 8 != 1)) {
    matrix = "CHROM\tPOS\tREF\t";
    join(names, '\t', matrix);
    matrix += '\n';
  }
  matrix += "1\t5\tA";
  for (std::size_t i = 0; i < columns; ++i) matrix += "\tC";
  if (kind >= 128) matrix += '\n';
  if (in.below(8) == 1) draw_columns(in, columns, names);
  join(names, in.below(2) == 0 ? '\t' : '\n', header);
  header += '\n';
  draw_pairs(in, names, pairs);
  draw_choice(in, names, choice);
}

/// A byte 30 begins the next text.
void cut_texts(std::string_view rest, bool has_header, Case& raw) {
  for (std::string& text : raw.texts) {
    text = rest.substr(0, rest.find('\x1e'));
    rest.remove_prefix(std::min(rest.size(), text.size() + 1));
  }
  if (has_header) raw.texts[0].insert(0, "CHROM\tPOS\tREF\t");
}

/// The same place each time: its texts keep their memory.
const Case& make_case(Input& in) {
  static Case made;
  made.options = {};
  for (std::string& text : made.texts) text.clear();
  Options& options = made.options;
  const std::uint32_t kind = in.byte(), choice = in.byte();
  options.input = memory_path(0);
  options.pairing = static_cast<Pairing>(kind % 4);
  options.headerless = kind / 4 % 4 == 1;
  if (kind / 4 % 4 == 2) options.header = memory_path(1);
  if (options.pairing == Pairing::from_file) options.pairs = memory_path(2);
  options.ploidy = static_cast<int>(1 + choice % 8);
  options.force_samples = (choice & 8) != 0;
  if (choice / 16 % 8 == 6) options.columns = "CHROM,POS,-,REF";
  if ((kind & 128) != 0)
    draw_texts(in, made);
  else
    cut_texts(in.rest(), (kind & 64) != 0, made);
  made.any_name = (kind & 128) != 0;
  const std::string all_but = choice >= 128 ? "^" : "";
  if (choice / 16 % 8 == 1) options.samples_file = all_but + memory_path(3);
  if (choice / 16 % 8 == 2) {
    options.samples = all_but + made.texts[3];
    std::ranges::replace(options.samples, '\n', ',');
  }
  return made;
}

// ---- Judging --------------------------------------------------------------------------------------------------------

bool all_different(const std::vector<Sample>& samples) {
  static std::vector<std::string_view> names;
  names.clear();
  for (const Sample& sample : samples) names.push_back(sample.name);
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) == names.end();
}

void check_layout(const Layout& layout, const Options& options) {
  std::array<bool, 2048> used{};
  std::size_t columns = 0;
  require(!layout.samples.empty() && layout.columns.size() < used.size());
  for (const std::string& name : layout.columns) require(name_fault(name).empty());
  for (const Sample& sample : layout.samples) {
    require(name_fault(sample.name).empty());
    require(!sample.columns.empty() && sample.columns.size() <= 8);
    columns += sample.columns.size();
    for (const std::uint32_t column : sample.columns) {
      require(column < layout.columns.size() && !used[column]);
      used[column] = true;
    }
  }
  require(all_different(layout.samples));
  require(columns == layout.columns.size() || options.pairing == Pairing::from_file);
}

/// --print-samples, given back as --pairs, forms the same samples; where -H named samples, the columns have numbers.
void check_pairs(const Layout& layout, const Head& head, Options options) {
  const std::string pairs = to_pairs(layout);
  options.pairing = Pairing::from_file;
  options.pairs = memory_path(2);
  memory_file[2] = {.bytes = pairs};
  if (layout.names_from.empty()) {
    options.header.clear();
    options.headerless = true;
  }
  const Layout again = make_layout(options, head, {});
  require(again.samples.size() == layout.samples.size());
  for (std::size_t i = 0; i < layout.samples.size(); ++i)
    require(again.samples[i].name == layout.samples[i].name && again.samples[i].columns == layout.samples[i].columns);
}

/// The reference's names for the same case; nothing where it refuses.
std::optional<std::vector<std::string>> reference_names(const Case& of) {
  reference::Request request;
  request.matrix = of.texts[0];
  if (!of.options.header.empty()) request.header = of.texts[1];
  request.headerless = of.options.headerless;
  request.pairing = of.options.pairing;
  request.pairs = of.texts[2];
  request.ploidy = of.options.ploidy;
  if (!of.options.columns.empty()) request.columns = {"CHROM", "POS", "-", "REF"};
  try {
    return reference::sample_names(request);
  } catch (const reference::Failure&) {
    return std::nullopt;
  }
}

void check_choice(Layout layout, const Options& options) {
  if (options.samples.empty() && options.samples_file.empty()) return;
  const Layout before = layout;
  try {
    choose_samples(options, layout, {});
  } catch (const Error& error) {
    // A list that begins as gzip does is damaged most often, seldom a whole file without a known name.
    const bool damaged = error.code() == Exit::input && !options.samples_file.empty() && is_gzip(memory_file[3].bytes);
    return require(damaged || error.code() == Exit::usage);
  }
  require(!layout.samples.empty());
  for (const Sample& sample : layout.samples)
    require(std::ranges::any_of(before.samples, [&](const Sample& formed) {
      return formed.name == sample.name && formed.columns == sample.columns;
    }));
}

}  // namespace
}  // namespace matrix2vcf::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace matrix2vcf;
  using namespace matrix2vcf::fuzz;
  Input in(data, size);
  const Case& now = make_case(in);
  for (std::size_t i = 0; i < memory_files; ++i) memory_file[i] = {.bytes = now.texts[i]};

  std::optional<Layout> layout;
  std::optional<Head> head;
  try {
    Source source(now.options.input, {});
    if (source.is_compressed()) return 0;
    head = read_head(source, now.options.headerless, RowShape::parse(now.options.columns));
    layout = make_layout(now.options, *head, {});
  } catch (const Error& error) {
    // Of a file that begins as gzip does, damage is told.
    require(error.code() == Exit::content || error.code() == Exit::usage || error.code() == Exit::input);
    require(is_utf8(error.what()) && is_utf8(error.hint()));
  }
  // A first row that is blank, a comment or, by --headerless, a header line is refused where rows are, later than here.
  const bool no_row = head && (head->first_row_columns == 0 || head->first_row_is_comment);
  if (one_in(16, data, size) && !now.options.headerless && !no_row) {
    const auto expected = reference_names(now);
    if (layout) {
      require(expected && expected->size() == layout->samples.size());
      for (std::size_t i = 0; i < expected->size(); ++i) require((*expected)[i] == layout->samples[i].name);
    } else if (now.any_name) {
      require(!expected);
    }
  }
  if (!layout) return 0;
  check_layout(*layout, now.options);
  if (one_in(4, data, size)) require(!describe(*layout).empty());
  if (one_in(8, data, size) && !no_row) check_pairs(*layout, *head, now.options);
  check_choice(std::move(*layout), now.options);
  return 0;
}
