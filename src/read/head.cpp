// SPDX-License-Identifier: MIT
#include "read/head.hpp"

#include <algorithm>
#include <matrix2vcf/error.hpp>

#include "text.hpp"

namespace matrix2vcf {

namespace {

// The text of a source from its start, as far as it has been asked for.
class HeadText {
 public:
  explicit HeadText(Source& source) : source_(source) {}

  // The line that begins at `at`, without its newline, or nothing at the end of the input.
  std::optional<std::string_view> line(std::size_t at) {
    std::size_t newline = std::string::npos;
    std::size_t searched = at;
    while ((newline = text_.find('\n', searched)) == std::string::npos && text_.size() - at <= max_line) {
      searched = text_.size();
      if (!read_more()) break;
    }
    if (at >= text_.size()) return std::nullopt;
    return std::string_view(text_).substr(at, newline == std::string::npos ? newline : newline - at);
  }

  bool read_more() {
    // What a pipe gives at most. More would be filled with zeros for each of its small pieces, again and again.
    constexpr std::size_t step = std::size_t{64} << 10;
    const std::size_t before = text_.size();
    text_.resize(before + step);
    const std::size_t got = source_.read(text_.data() + before, text_.size() - before);
    text_.resize(before + got);
    return got != 0;
  }

  std::string take() { return std::move(text_); }
  [[nodiscard]] std::string_view view() const noexcept { return text_; }

 private:
  Source& source_;
  std::string text_;
};

}  // namespace

bool is_header(const std::vector<std::string_view>& fields, const RowShape& shape) {
  static constexpr std::string_view chrom[] = {"CHROM", "CHR", "CHROMOSOME", "CONTIG", "SCAFFOLD"};
  if (fields.size() <= std::max(shape.chrom, shape.pos)) return false;
  // The first column, whatever it is, may carry the comment letter.
  const auto word = [&](std::size_t place) {
    return upper_case(fields[place].substr(place == 0 && fields[place].starts_with('#') ? 1 : 0));
  };
  const std::string position = word(shape.pos);
  return std::ranges::find(chrom, word(shape.chrom)) != std::end(chrom) &&
         (position == "POS" || position == "POSITION");
}

Head read_head(Source& source, bool headerless, const RowShape& shape) {
  HeadText text(source);
  Head head;
  if (!text.line(0)) throw Error(Exit::content, shown_path(source.path()) + " is empty");
  std::size_t at = text.view().starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  refuse_other_formats(text.view(), source.path());
  refuse_other_formats(text.view().substr(at), source.path());

  while (const auto line = text.line(at)) {
    if (line->size() > max_line)
      throw Error(Exit::content, file_and_line(source.path(), head.lines_before + 1) + "the line is longer than 1 GiB");
    const std::size_t next = std::min(at + line->size() + 1, text.view().size());
    const bool is_comment = !head.names && line->starts_with("##");
    if (!is_comment) {
      const std::vector<std::string_view> fields = split(without_cr(*line), '\t');
      if (head.names || headerless || !is_header(fields, shape)) {
        if (!without_cr(*line).empty()) head.first_row_columns = fields.size();
        head.first_row_is_comment = line->starts_with('#');
        break;
      }
      head.names.emplace(fields.begin(), fields.end());
      head.names_line = head.lines_before + 1;
    }
    ++head.lines_before;
    at = next;
  }
  head.body_begin = static_cast<std::int64_t>(at);
  head.text = text.take();
  return head;
}

}  // namespace matrix2vcf
