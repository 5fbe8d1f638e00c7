// SPDX-License-Identifier: MIT
#include "read/contigs.hpp"

#include <algorithm>
#include <optional>

#include <matrix2vcf/error.hpp>

#include "read/blocks.hpp"
#include "sites/scan.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

// The first line that begins at or after an offset.
struct Place {
  std::int64_t offset = 0;
  std::string chrom;
};

class ContigSearch {
 public:
  ContigSearch(const Source& source, std::int64_t body_begin, const std::stop_token& stop)
      : source_(source), body_begin_(body_begin), stop_(stop) {}

  ContigNumbers run() {
    const std::optional<Place> first = place(body_begin_);
    if (first) {
      add(first->chrom);
      search(*first, source_.size(), std::nullopt);
    }
    return std::move(contigs_);
  }

 private:
  // All contigs between `low`, whose own is known, and the line `high` that begins at or after `high_offset`, if any.
  // The contig of `high` is added last.
  void search(const Place& low, std::int64_t high_offset, const std::optional<Place>& high) {
    if (stop_.stop_requested()) throw Stopped();
    if (high && high->chrom == low.chrom) return;
    if (high_offset - low.offset <= grain) {
      scan(low.offset, high_offset);
      if (high) add(high->chrom);
      return;
    }
    const std::int64_t middle_offset = low.offset + (high_offset - low.offset) / 2;
    const std::optional<Place> middle = place(middle_offset);
    if (!middle || middle->offset >= high_offset) {  // one line reaches from the middle to the end
      search(low, middle_offset, high);
      return;
    }
    search(low, middle_offset, middle);
    search(*middle, high_offset, high);
  }

  // Every line that begins in [from, to); `from` begins a line.
  void scan(std::int64_t from, std::int64_t to) {
    FileSlices slices(source_, from, static_cast<std::size_t>(to));
    slices.begin(0);
    for (std::string_view text = slices.next(); !text.empty(); text = slices.next())
      for_each_contig(text, [&](std::string_view name) { add(name); });
  }

  // What cannot be a contig's name is told by whoever reads the row.
  void add(std::string_view name) {
    if (is_contig_name(name)) contigs_.add(name);
  }

  std::optional<Place> place(std::int64_t offset) {
    constexpr std::size_t step = 4096;
    std::string text;
    std::int64_t begin = offset > body_begin_ ? offset - 1 : offset;  // the byte before tells whether a line begins here
    bool found = begin == offset;
    for (std::int64_t at = begin; at < source_.size();) {
      const std::size_t before = text.size();
      text.resize(before + std::max(step, before));
      text.resize(before + source_.read_at(text.data() + before, text.size() - before, at));
      at += static_cast<std::int64_t>(text.size() - before);
      if (!found) {
        const std::size_t newline = text.find('\n');
        begin += static_cast<std::int64_t>(newline == std::string::npos ? text.size() : newline + 1);
        found = newline != std::string::npos;
        text.erase(0, newline == std::string::npos ? newline : newline + 1);
      }
      const std::size_t end = text.find_first_of("\t\n");
      if (found && !text.empty() && (end != std::string::npos || at == source_.size()))
        return Place{begin, text.substr(0, end)};
    }
    return std::nullopt;
  }

  static constexpr std::int64_t grain = std::int64_t{64} << 10;  // less than this is read whole: one pread
  const Source& source_;
  std::int64_t body_begin_;
  const std::stop_token& stop_;
  ContigNumbers contigs_;
};

}  // namespace

std::int32_t ContigNumbers::find(std::string_view name) const {
  const auto found = number_.find(name);
  return found == number_.end() ? -1 : found->second;
}

std::int32_t ContigNumbers::add(std::string_view name, std::int64_t length) {
  if (const std::int32_t known = find(name); known >= 0) return known;
  const auto number = static_cast<std::int32_t>(contigs_.size());
  contigs_.push_back({std::string(name), length});
  number_.emplace(name, number);
  return number;
}

ContigNumbers read_contig_list(const std::string& path, const std::stop_token& stop) {
  const std::string text = read_small_file(path, stop);
  ContigNumbers contigs;
  std::int64_t number = 0;
  for (const std::string_view whole : split(text, '\n')) {
    const std::string_view line = without_cr(whole);
    ++number;
    if (line.empty()) continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    const std::string place = file_and_line(path, number);
    if (!is_contig_name(fields[0]))
      throw Error(Exit::content, place + "column 1: " + quoted(fields[0]) + " cannot be the name of a contig",
                  "the list is a .fai, or NAME[<TAB>LENGTH] a line");
    if (contigs.find(fields[0]) >= 0)
      throw Error(Exit::content, place + "column 1: contig " + quoted(fields[0]) + " stands twice");
    const auto length = fields.size() < 2 ? std::optional<std::int64_t>(0) : parse_whole_number(fields[1]);
    if (!length || *length > max_position || (fields.size() > 1 && *length == 0))
      throw Error(Exit::content, place + "column 2: the length must be a whole number from 1 to " +
                                     std::to_string(max_position) + ", found " + quoted(fields[1]));
    contigs.add(fields[0], *length);
  }
  if (contigs.all().empty()) throw Error(Exit::content, shown_path(path) + " names no contigs");
  return contigs;
}

ContigNumbers find_contigs(const Source& source, std::int64_t body_begin, const std::stop_token& stop) {
  return ContigSearch(source, body_begin, stop).run();
}

SplitContig find_split_contig(const Source& source, std::int64_t body_begin, const std::stop_token& stop) {
  FileSlices slices(source, body_begin, static_cast<std::size_t>(source.size()));
  slices.begin(0);
  std::unordered_map<std::string, std::int64_t> last_line;
  std::string contig;
  std::int64_t line = 0;
  for (std::string_view text = slices.next(); !text.empty(); text = slices.next()) {
    if (stop.stop_requested()) throw Stopped();
    while (!text.empty()) {
      const std::size_t newline = text.find('\n');
      const std::string_view row = text.substr(0, newline);
      const std::string_view chrom = row.substr(0, row.find('\t'));
      text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
      ++line;
      if (chrom == contig) continue;
      if (!contig.empty()) last_line[contig] = line - 1;
      if (const auto found = last_line.find(std::string(chrom)); found != last_line.end())
        return {std::string(chrom), found->second, line};
      contig = chrom;
    }
  }
  return {};
}

}  // namespace matrix2vcf
