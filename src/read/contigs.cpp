// SPDX-License-Identifier: MIT
#include "read/contigs.hpp"

#include <algorithm>
#include <matrix2vcf/error.hpp>
#include <optional>

#include "read/blocks.hpp"
#include "read/line_probe.hpp"
#include "sites/scan.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

class ContigSearch {
 public:
  ContigSearch(const Source& source, std::int64_t body_begin, const std::stop_token& stop, const RowShape& shape)
      : source_(source), body_begin_(body_begin), stop_(stop), shape_(shape) {}

  LocatedContigs run() {
    const std::optional<LineStart> first = line_from(body_begin_, source_.size());
    if (first) {
      add(first->chrom, first->offset);
      search(*first, source_.size(), std::nullopt);
    }
    found_.begins.push_back(source_.size());
    return std::move(found_);
  }

 private:
  // All contigs between `low`, whose own is known, and the line `high` that begins at or after `high_offset`, if any.
  // The contig of `high` is added last.
  void search(const LineStart& low, std::int64_t high_offset, const std::optional<LineStart>& high) {
    if (stop_.stop_requested()) throw Stopped();
    if (high && high->chrom == low.chrom) return;
    if (high_offset - low.offset <= grain) {
      scan(low.offset, high_offset);
      if (high) add(high->chrom, high->offset);
      return;
    }
    const std::int64_t middle_offset = low.offset + (high_offset - low.offset) / 2;
    const std::optional<LineStart> middle = line_from(middle_offset, high_offset);
    if (!middle || middle->offset >= high_offset) {  // one line reaches from the middle to the end
      search(low, middle_offset, high);
      return;
    }
    search(low, middle_offset, middle);
    search(*middle, high_offset, high);
  }

  // Every line that begins in [from, to), up to one that is too long; `from` begins a line.
  void scan(std::int64_t from, std::int64_t to) try {
    FileSlices slices(source_, from, static_cast<std::size_t>(to));
    slices.begin(0);
    for (std::string_view text = slices.next(); !text.empty(); text = slices.next()) {
      const std::int64_t text_begin = slices.offset() - static_cast<std::int64_t>(text.size());
      for_each_contig(
          text, [&](std::string_view name, const char* row) { add(name, text_begin + (row - text.data())); }, shape_);
    }
  } catch (const LongLine&) {  // told by whoever reads the row
  }

  // What cannot be a contig's name is told by whoever reads the row.
  void add(std::string_view name, std::int64_t row_begin) {
    if (!is_contig_name(name)) return;
    if (const std::int32_t known = found_.contigs.find(name); known >= 0) {
      if (known + 1 != std::ssize(found_.contigs.all())) found_.stand_together = false;
      return;
    }
    found_.contigs.add(name);
    found_.begins.push_back(row_begin);
  }

  std::optional<LineStart> line_from(std::int64_t offset, std::int64_t end) const {
    return first_line(source_, body_begin_, offset, shape_, end);
  }

  static constexpr std::int64_t grain = std::int64_t{64} << 10;  // less than this is read whole: one pread
  const Source& source_;
  std::int64_t body_begin_;
  const std::stop_token& stop_;
  const RowShape& shape_;
  LocatedContigs found_;
};

// The whole of a list, but of a VCF its header alone: what follows may be long.
std::string read_list_text(const std::string& path, const std::stop_token& stop) {
  return read_small_file(path, stop, [](std::string_view text, std::size_t known) {
    constexpr std::string_view last = "\n#CHROM";
    return text.starts_with("##fileformat=VCF") && text.find(last, known - std::min(known, last.size())) != text.npos;
  });
}

// The value of `key` in `text`, `<KEY=VALUE,KEY=VALUE>`.
std::optional<std::string_view> value_of(std::string_view text, std::string_view key) {
  while (text.starts_with('<') || text.starts_with(',')) {
    text.remove_prefix(1);
    const std::string_view member = text.substr(0, text.find_first_of(",>"));
    if (member.starts_with(key) && member.substr(key.size()).starts_with('=')) return member.substr(key.size() + 1);
    text.remove_prefix(member.size());
  }
  return std::nullopt;
}

// The kinds of list, told by how their first line begins.
class ContigList {
 public:
  explicit ContigList(const std::string& path) : path_(path) {}

  ContigNumbers read(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const bool is_dict = text.starts_with("@HD") || text.starts_with("@SQ");
    const bool is_vcf = text.starts_with("##");
    for (const std::string_view whole : split(text, '\n')) {
      const std::string_view line = without_cr(whole);
      ++line_;
      if (line.empty()) continue;
      if (is_vcf)
        read_vcf_line(line);
      else if (is_dict)
        read_dict_line(line);
      else
        read_plain_line(split(line, '\t'));
    }
    if (contigs_.all().empty()) throw Error(Exit::content, shown_path(path_) + " names no contigs");
    return std::move(contigs_);
  }

 private:
  // ##contig=<ID=20,length=63025520>
  void read_vcf_line(std::string_view line) {
    if (!line.starts_with("##contig=<")) return;
    line.remove_prefix(std::string_view("##contig=").size());
    add(value_of(line, "ID").value_or(""), value_of(line, "length"));
  }

  // @SQ<TAB>SN:20<TAB>LN:63025520
  void read_dict_line(std::string_view line) {
    if (!line.starts_with("@SQ\t")) return;
    std::string_view name;
    std::optional<std::string_view> length;
    for (const std::string_view field : split(line, '\t')) {
      if (field.starts_with("SN:")) name = field.substr(3);
      if (field.starts_with("LN:")) length = field.substr(3);
    }
    add(name, length);
  }

  void read_plain_line(const std::vector<std::string_view>& fields) {
    add(fields[0], fields.size() > 1 ? std::optional(fields[1]) : std::nullopt);
  }

  void add(std::string_view name, std::optional<std::string_view> length) {
    const std::string place = file_and_line(path_, line_);
    if (!is_contig_name(name))
      throw Error(Exit::content, place + "column 1: " + quoted(name) + " cannot be the name of a contig",
                  "the list is a .fai, a .dict, a VCF header, or NAME[<TAB>LENGTH] a line");
    if (contigs_.find(name) >= 0)
      throw Error(Exit::content, place + "column 1: contig " + quoted(name) + " stands twice");
    const std::int64_t bases = length ? parse_whole_number(*length).value_or(0) : 0;
    if (bases > max_position || (length && bases == 0))
      throw Error(Exit::content, place + "column 2: the length must be a whole number from 1 to " +
                                     std::to_string(max_position) + ", found " + quoted(*length));
    contigs_.add(name, bases);
  }

  const std::string& path_;
  std::int64_t line_ = 0;
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
  return ContigList(path).read(read_list_text(path, stop));
}

LocatedContigs locate_contigs(const Source& source, std::int64_t body_begin, const std::stop_token& stop,
                              const RowShape& shape) {
  return ContigSearch(source, body_begin, stop, shape).run();
}

SplitContig find_split_contig(const Source& source, std::int64_t body_begin, const std::stop_token& stop,
                              const RowShape& shape) try {
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
      const std::string_view chrom = field_at(row, shape.chrom);
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
} catch (const LongLine&) {  // told by whoever reads the row
  return {};
}

}  // namespace matrix2vcf
