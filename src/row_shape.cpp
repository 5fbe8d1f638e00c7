// SPDX-License-Identifier: MIT
#include "row_shape.hpp"

#include <matrix2vcf/error.hpp>

#include "text.hpp"

namespace matrix2vcf {

std::string_view RowShape::name(std::size_t place) const noexcept {
  if (place == chrom) return "CHROM";
  if (place == pos) return "POS";
  if (place == ref) return "REF";
  if (place == alt) return "ALT";
  return place == id ? "ID" : "-";
}

RowShape RowShape::parse(std::string_view list) {
  if (list.empty()) return {};
  RowShape shape{.chrom = none, .pos = none, .ref = none, .lead = 0};
  for (const std::string_view word : split(list, ',')) {
    const std::size_t place = shape.lead++;
    if (word == "-") continue;
    std::size_t* const column = word == "CHROM" ? &shape.chrom
                                : word == "POS" ? &shape.pos
                                : word == "REF" ? &shape.ref
                                : word == "ALT" ? &shape.alt
                                : word == "ID"  ? &shape.id
                                                : nullptr;
    if (column == nullptr)
      throw Error(Exit::usage, "--columns does not know " + quoted(word),
                  "it knows CHROM, POS, REF, ALT, ID, and - for a column to pass over");
    if (*column != none) throw Error(Exit::usage, "--columns names " + std::string(word) + " twice");
    *column = place;
  }
  if (shape.chrom == none || shape.pos == none) throw Error(Exit::usage, "--columns must name CHROM and POS");
  return shape;
}

std::string_view field_at(std::string_view line, std::size_t place) noexcept {
  for (; place > 0; --place) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return {};
    line.remove_prefix(tab + 1);
  }
  return line.substr(0, line.find('\t'));
}

}  // namespace matrix2vcf
