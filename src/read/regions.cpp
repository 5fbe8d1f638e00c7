// SPDX-License-Identifier: MIT
#include "read/regions.hpp"

#include <limits>
#include <unordered_set>
#include <utility>

#include "read/layout.hpp"
#include "read/source.hpp"
#include "sites/scan.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr Interval everything;
constexpr std::span<const Interval> everywhere(&everything, 1);

bool is_digit(char letter) noexcept { return letter >= '0' && letter <= '9'; }

// A number of any size, since END may be one that says "to the end".
std::optional<std::int64_t> parse_position(std::string_view text) noexcept {
  if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  return parse_whole_number(text).value_or(std::numeric_limits<std::int64_t>::max());
}

// POS, BEG-, -END or BEG-END, whatever the numbers.
std::optional<Interval> parse_range(std::string_view text) noexcept {
  const std::size_t dash = text.find('-');
  const std::optional<std::int64_t> begin = parse_position(text.substr(0, dash));
  if (dash == std::string_view::npos) return begin ? std::optional(Interval{*begin, *begin}) : std::nullopt;
  const std::optional<std::int64_t> end = parse_position(text.substr(dash + 1));
  const bool begin_fits = begin || dash == 0;
  const bool end_fits = end || dash + 1 == text.size();
  if (!begin_fits || !end_fits || (!begin && !end)) return std::nullopt;
  return Interval{begin.value_or(everything.begin), end.value_or(everything.end)};
}

// What is wrong with an interval, or empty.
std::string interval_fault(const Interval& interval) {
  if (interval.begin < 1) return "positions count from 1";
  if (interval.begin > max_position) return "no position is larger than " + std::to_string(max_position);
  if (interval.end < interval.begin) return "the range ends before it begins";
  return {};
}

void sort_and_merge(std::vector<Interval>& intervals) {
  std::ranges::sort(intervals, {}, &Interval::begin);
  std::size_t merged = 0;
  for (const Interval& next : intervals) {
    if (merged > 0 && next.begin <= intervals[merged - 1].end + 1)
      intervals[merged - 1].end = std::max(intervals[merged - 1].end, next.end);
    else
      intervals[merged++] = next;
  }
  intervals.resize(merged);
}

std::vector<Interval> complement(const std::vector<Interval>& intervals) {
  std::vector<Interval> gaps;
  std::int64_t begin = everything.begin;
  for (const Interval& interval : intervals) {
    if (begin < interval.begin) gaps.push_back({begin, interval.begin - 1});
    begin = interval.end + 1;
  }
  if (begin <= everything.end) gaps.push_back({begin, everything.end});
  return gaps;
}

// A cure for the name of a contig that there is not.
std::string name_hint(std::string_view name, const std::vector<Contig>& contigs, bool in_list) {
  std::vector<std::string> names;
  for (const Contig& contig : contigs) names.push_back(contig.name);
  if (const std::string near = nearest_name(name, names); !near.empty()) return "did you mean " + quoted(near) + "?";
  if (in_list && name.size() >= 3 && std::ranges::all_of(name.substr(0, 3), is_digit))
    return "a comma begins the next region: write positions without commas";
  constexpr std::size_t shown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) text += (i == 0 ? "" : ", ") + quoted(names[i]);
  return names.empty() ? "there are no contigs" : "contigs are " + text + (names.size() > shown ? ", ..." : "");
}

// What has been named so far, contigs in the order in which they are named first.
class NamedRegions {
 public:
  // The intervals of `contig`, named before or now.
  std::vector<Interval>& of(std::string_view contig, std::int64_t line) {
    const auto number = static_cast<std::size_t>(numbers_.add(contig));
    if (number == regions_.size()) regions_.push_back({std::string(contig), {}, line});
    return regions_[number].intervals;
  }

  std::vector<Region> take() { return std::move(regions_); }

 private:
  std::vector<Region> regions_;
  ContigNumbers numbers_;
};

Error region_error(const std::string& option, std::string_view item, const std::string& what, const std::string& hint) {
  return Error(Exit::usage, option + ": region " + quoted(item) + ": " + what, hint);
}

// `item` is a contig, and so is what stands before its last colon.
Error two_readings(const std::string& option, std::string_view item) {
  const std::string_view name = item.substr(0, item.rfind(':'));
  return region_error(
      option, item, "both " + quoted(item) + " and " + quoted(name) + " are contigs",
      "write {" + printable(item) + "} or {" + printable(name) + "}" + printable(item.substr(name.size())));
}

// One list of regions, as given with an option.
class RegionsList {
 public:
  RegionsList(const std::string& option, const std::vector<Contig>* contigs)
      : option_(option), names_are_known_(contigs != nullptr) {
    if (contigs == nullptr) return;
    for (const Contig& contig : *contigs) names_.insert(contig.name);
  }

  std::vector<Region> read(std::string_view list) {
    for (const std::string_view item : split(list, ',')) {
      item_ = item;
      read_item();
    }
    return named_.take();
  }

  /// Items that may be contigs as a whole, for all that is known.
  std::vector<std::string> take_guessed() { return std::move(guessed_); }

 private:
  [[noreturn]] void fail(const std::string& what, const std::string& hint) const {
    throw region_error(option_, item_, what, hint);
  }

  [[nodiscard]] bool is_known(std::string_view name) const { return names_.contains(name); }

  void read_item() {
    if (item_.starts_with('{')) return read_braced();
    const std::size_t colon = item_.rfind(':');
    if (colon == std::string_view::npos) return add(item_, everything);
    const std::string_view name = item_.substr(0, colon);
    const std::optional<Interval> range = parse_range(item_.substr(colon + 1));
    if (is_known(item_) && is_known(name) && range) throw two_readings(option_, item_);
    if (range && !names_are_known_) guessed_.emplace_back(item_);
    if (is_known(name) && !is_known(item_) && !range) fail_range(item_.substr(colon + 1));
    if (range && !is_known(item_))
      add(name, *range);
    else
      add(item_, everything);
  }

  // {CONTIG} or {CONTIG}:RANGE
  void read_braced() {
    const std::size_t brace = item_.rfind('}');
    if (brace == std::string_view::npos) fail("the } is missing", "{CONTIG} or {CONTIG}:BEG-END");
    const std::string_view name = item_.substr(1, brace - 1);
    const std::string_view rest = item_.substr(brace + 1);
    if (rest.empty()) return add(name, everything);
    const std::optional<Interval> range = rest.starts_with(':') ? parse_range(rest.substr(1)) : std::nullopt;
    if (!range) fail_range(rest);
    add(name, *range);
  }

  [[noreturn]] void fail_range(std::string_view text) const {
    fail(quoted(text) + " is no range of positions", "CONTIG:POS, CONTIG:BEG-END, CONTIG:BEG- or CONTIG:-END");
  }

  void add(std::string_view name, Interval interval) {
    if (!is_contig_name(name))
      fail(quoted(name) + " cannot be the name of a contig", "the form is CONTIG[:BEG-END],...");
    if (const std::string fault = interval_fault(interval); !fault.empty()) fail(fault, "the form is CONTIG:BEG-END");
    interval.end = std::min(interval.end, max_position);
    named_.of(name, 0).push_back(interval);
  }

  const std::string& option_;
  bool names_are_known_;
  std::unordered_set<std::string_view> names_;  // of the contigs that there are
  std::vector<std::string> guessed_;
  NamedRegions named_;
  std::string_view item_;
};

bool is_bed_name(std::string_view path) {
  std::string name = upper_case(path);
  if (name.ends_with(".GZ")) name.resize(name.size() - 3);
  return name.ends_with(".BED");
}

class RegionsFile {
 public:
  explicit RegionsFile(const std::string& path) : path_(path), is_bed_(is_bed_name(path)) {}

  std::vector<Region> read(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (text.starts_with("##fileformat=VCF")) third_is_end_ = false;  // but an ID, which may be a number
    bool is_empty = true;
    while (!text.empty()) {
      const std::size_t newline = text.find('\n');
      const std::string_view line = without_cr(text.substr(0, newline));
      text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
      ++line_;
      if (is_comment(line)) continue;
      read_line(split(line, '\t'));
      is_empty = false;
    }
    if (is_empty) throw Error(Exit::content, shown_path(path_) + " names no regions");
    return named_.take();
  }

 private:
  [[noreturn]] void fail(std::size_t field, const std::string& what, const std::string& hint = {}) const {
    throw Error(Exit::content, file_and_line(path_, line_) + "column " + std::to_string(field + 1) + ": " + what, hint);
  }

  // Genome browsers' BED has `track` and `browser` lines.
  [[nodiscard]] bool is_comment(std::string_view line) const {
    return line.empty() || line.starts_with('#') ||
           (is_bed_ && (line.starts_with("track ") || line.starts_with("browser ")));
  }

  void read_line(const std::vector<std::string_view>& fields) {
    if (!is_contig_name(fields[0]))
      fail(0, quoted(fields[0]) + " cannot be the name of a contig", "columns are separated by tabs");
    std::vector<Interval>& intervals = named_.of(fields[0], line_);
    if (fields.size() == 1)
      intervals.push_back(everything);
    else if (!is_bed_)
      intervals.push_back(range(fields));
    else if (const Interval interval = bed_range(fields); interval.begin <= interval.end)
      intervals.push_back(interval);
  }

  Interval range(const std::vector<std::string_view>& fields) {
    if (fields.size() > 2 && !third_is_end_) third_is_end_ = !fields[2].empty() && is_digit(fields[2][0]);
    const std::int64_t begin = number(fields, 1);
    const Interval interval{begin, fields.size() > 2 && *third_is_end_ ? number(fields, 2) : begin};
    const std::string fault = interval_fault(interval);
    if (!fault.empty() && begin >= 1 && begin <= max_position) fail(2, fault);
    if (!fault.empty())
      fail(1, fault, begin < 1 ? "or is it a BED file? Then its name must end in .bed or .bed.gz" : "");
    return {interval.begin, std::min(interval.end, max_position)};
  }

  // Ends before it begins where it holds no base, which BED allows.
  Interval bed_range(const std::vector<std::string_view>& fields) const {
    if (fields.size() == 2)
      fail(1, "the end of the region is missing", "a line of a BED file is CONTIG<TAB>BEGIN<TAB>END");
    const std::int64_t begin = number(fields, 1), end = number(fields, 2);
    if (begin >= max_position) fail(1, "no position is larger than " + std::to_string(max_position));
    if (end < begin) fail(2, "the range ends before it begins");
    return {begin + 1, std::min(end, max_position)};
  }

  std::int64_t number(const std::vector<std::string_view>& fields, std::size_t field) const {
    const std::optional<std::int64_t> position = parse_position(fields[field]);
    if (!position) fail(field, "a position must be a whole number, found " + quoted(fields[field]));
    return *position;
  }

  const std::string& path_;
  const bool is_bed_;
  NamedRegions named_;
  std::int64_t line_ = 0;
  std::optional<bool> third_is_end_;  // as the first line says that has a third column
};

// Takes a `^` away from the front of what -t or -T was given.
bool take_negation(Choice choice, std::string_view& text) {
  const bool negated = choice == Choice::targets && text.starts_with('^');
  if (negated) text.remove_prefix(1);
  return negated;
}

}  // namespace

Regions::Regions(std::string from, bool negated, std::vector<Region> named, const std::vector<Contig>* contigs)
    : from_(std::move(from)), negated_(negated), regions_(std::move(named)) {
  if (contigs != nullptr)
    if (const std::optional<Error> error = unseen(*contigs)) throw *error;
  for (Region& region : regions_) {
    numbers_.add(region.contig);
    sort_and_merge(region.intervals);
    if (negated) region.intervals = complement(region.intervals);
  }
}

Regions Regions::from_list(Choice choice, std::string_view list, const std::vector<Contig>* contigs) {
  const bool negated = take_negation(choice, list);
  const std::string option = choice == Choice::regions ? "-r" : "-t";
  RegionsList items(option, contigs);
  Regions regions{option, negated, items.read(list), contigs};
  regions.guessed_ = items.take_guessed();
  return regions;
}

Regions Regions::from_file(Choice choice, std::string_view file, const std::vector<Contig>* contigs,
                           const std::stop_token& stop) {
  const bool negated = take_negation(choice, file);
  const std::string path(file);
  return {path, negated, RegionsFile(path).read(read_small_file(path, stop)), contigs};
}

std::span<const Interval> Regions::of(std::string_view contig) const noexcept {
  const std::int32_t number = numbers_.find(contig);
  if (number >= 0) return regions_[static_cast<std::size_t>(number)].intervals;
  return negated_ ? everywhere : std::span<const Interval>();
}

bool Regions::contains(std::string_view contig, std::int64_t position) const noexcept {
  return IntervalCursor(of(contig)).contains(position);
}

std::optional<Error> Regions::unseen(const std::vector<Contig>& contigs) const {
  std::unordered_set<std::string_view> names;
  for (const Contig& contig : contigs) names.insert(contig.name);
  for (const std::string& item : guessed_) {
    if (!names.contains(item)) continue;
    if (names.contains(std::string_view(item).substr(0, item.rfind(':')))) return two_readings(from_, item);
    return region_error(from_, item, "this is a contig, which a pipe tells too late",
                        "write {" + printable(item) + "}, or name the contigs with -C");
  }
  const auto region = std::ranges::find_if(regions_, [&](const Region& each) { return !names.contains(each.contig); });
  if (region == regions_.end()) return std::nullopt;
  const bool in_list = region->line == 0;
  return Error(in_list ? Exit::usage : Exit::content,
               (in_list ? from_ + ": " : file_and_line(from_, region->line) + "column 1: ") + "there is no contig " +
                   quoted(region->contig),
               name_hint(region->contig, contigs, in_list));
}

}  // namespace matrix2vcf
