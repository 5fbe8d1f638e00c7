// SPDX-License-Identifier: MIT
#include "row_message.hpp"

#include <algorithm>

#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr char sort_hint[] = "--sort sorts them";

std::string_view cell_hint(std::string_view cell) {
  if (cell.find(' ') != std::string_view::npos || cell.find(',') != std::string_view::npos)
    return "columns are separated by tabs";
  if (cell.size() == 1 && std::string_view("RYSWKMBDHVryswkmbdhv").find(cell[0]) != std::string_view::npos)
    return "IUPAC codes stand for two or more bases: write one base for each haplotype, or take them as missing with "
           "--bad-allele missing";
  return "a cell is A, C, G, T or several of these, N . ? for missing, - or * for a gap; --bad-allele missing takes "
         "others as missing";
}

std::string_view width_hint(std::string_view line) {
  if (line.find('\t') != std::string_view::npos) return "every row has one tab between two columns";
  return line.find(',') != std::string_view::npos ? "the row has no tabs: is it cut by commas?"
                                                  : "the row has no tabs: is it cut by spaces?";
}

}  // namespace

RowMessages::RowMessages(std::string path, std::vector<std::string> columns, std::string contig_list,
                         std::string names_from, std::int64_t first_position, std::string who_demands,
                         const RowShape& shape)
    : path_(std::move(path)),
      contig_list_(std::move(contig_list)),
      lengths_from_(contig_list_),
      names_from_(std::move(names_from)),
      first_position_(first_position),
      who_demands_(std::move(who_demands)),
      shape_(shape) {
  for (std::size_t i = 0; i < shape.lead; ++i) columns_.emplace_back(shape.name(i));
  columns_.insert(columns_.end(), columns.begin(), columns.end());
}

std::string RowMessages::shown(std::int64_t position) const { return std::to_string(position - 1 + first_position_); }

std::int64_t RowMessages::in_file(std::int64_t line) const { return line_of_ ? line_of_(line) : line; }

std::string RowMessages::place(std::int64_t line) const { return file_and_line(path_, in_file(line)); }

std::string RowMessages::place(std::int64_t line, std::size_t column) const {
  return place(line) + "column " + std::to_string(column) + " (" + printable(columns_[column - 1]) + "): ";
}

Error RowMessages::fail(const std::string& message, const std::string& hint) const {
  return Error(Exit::content, message, hint);
}

Error RowMessages::row(const Fault& fault, std::int64_t line) const {
  const std::string found = ", found " + quoted(fault.text);
  const std::string limit = shown(max_position);
  switch (fault.kind) {
    case FaultKind::column_count: {
      const auto expected = static_cast<std::int64_t>(columns_.size());
      const std::string who =
          names_from_.empty() || names_from_ == path_ ? "" : ", as " + shown_path(names_from_) + " names";
      return fail(place(line) + "expected " + counted(expected, "column") + who + ", found " +
                      std::to_string(fault.number) + ": " + quoted(fault.text),
                  std::string(width_hint(fault.text)));
    }
    case FaultKind::comment_line:
      return fail(place(line) + "a line that begins with # stands among the rows: " + quoted(fault.text),
                  "## lines may stand before the header line only; take this one out");
    case FaultKind::bad_chrom:
      return fail(chrom_place(line) + "this cannot be the name of a contig" + found,
                  "a name has letters, digits and !#$%&*+./:;?@^_|~- only, and begins with neither # nor *");
    case FaultKind::bad_pos:
      return fail(pos_place(line) + "POS must be a whole number from " + shown(1) + " to " + limit + found,
                  fault.text == "0" ? "positions count from 1; a matrix that counts from 0: --zero-based" : "");
    case FaultKind::ref_past_end:
      return fail(pos_place(line) + "the last base of REF must not lie past " + limit + found);
    case FaultKind::past_contig:
      return fail(pos_place(line) + "the row reaches past the end of its contig, of " + std::to_string(fault.number) +
                      " bases in " + shown_path(lengths_from_) + found,
                  "does the list belong to this assembly?");
    case FaultKind::bad_ref:
      return fail(place(line, fault.column + 1) + "REF must be made of A, C, G, T and N" + found,
                  "--bad-allele missing takes such a REF as N");
    case FaultKind::bad_id: return fail(place(line, fault.column + 1) + "an ID must be one word of UTF-8" + found);
    case FaultKind::reference_mismatch:
      return fail(
          place(line, fault.column + 1) + "REF is " + quoted(fault.text) + ", but the reference has " +
              quoted(fault.bases) + " there",
          "is it another assembly? --check-ref w warns, x leaves such rows out, s makes the reference's base REF");
    case FaultKind::bad_cell:
      return fail(place(line, fault.column + shape_.lead + 1) + "this is no allele" + found,
                  std::string(cell_hint(fault.text)));
    case FaultKind::bad_listed_allele:
      return fail(place(line, fault.column + 1) + "this is no allele" + found, std::string(cell_hint(fault.text)));
    case FaultKind::bad_genotype:
      return fail(
          place(line, fault.column + 1) + "this is no genotype" + found,
          "it is two alleles, A|AT or A/AT where the phase is not known, or a single . ; --bad-allele missing takes "
          "others as missing");
    case FaultKind::bad_phase_block:
      return fail(place(line, fault.column + 1) + "PI must be UTF-8 without control characters" + found);
    case FaultKind::no_phase_set:
      return fail(place(line, fault.column + 1) + "PS must be a whole number up to 2147483647" + found,
                  "PI holds any text: --phase-tag PI");
    case FaultKind::unsorted:
      return unsorted(line, parse_whole_number(fault.text).value_or(0) + 1 - first_position_, fault.number, line - 1);
    case FaultKind::blank_line: return blank_line(line);
    case FaultKind::long_line: return long_line(line);
    case FaultKind::none: break;
  }
  return Error(Exit::internal, place(line) + "a fault without a name");
}

Error RowMessages::unsorted(std::int64_t line, std::int64_t position, std::int64_t position_before,
                            std::int64_t line_before) const {
  return fail(pos_place(line) + "POS " + shown(position) + " comes after POS " + shown(position_before) + " of line " +
                  std::to_string(in_file(line_before)) + ": the rows are not sorted",
              sort_hint);
}

Error RowMessages::split_contig(const std::string& contig, std::int64_t line, std::int64_t line_before) const {
  return fail(chrom_place(line) + "contig " + quoted(contig) + " comes back, after its rows up to line " +
                  std::to_string(in_file(line_before)) + ": the rows of a contig must stand together",
              sort_hint);
}

Error RowMessages::unforeseen_contig(const std::string& contig, std::int64_t line) const {
  if (!contig_list_.empty())
    return fail(chrom_place(line) + "contig " + quoted(contig) + " is not in " + shown_path(contig_list_),
                "are the names spelled alike (1 and chr1)?");
  return fail(chrom_place(line) + "contig " + quoted(contig) +
                  " stands between the rows of another: the rows of a contig must stand together",
              sort_hint);
}

Error RowMessages::blank_line(std::int64_t line) const {
  return fail(place(line) + "a blank line with rows after it", "blank lines may stand at the end only");
}

Error RowMessages::long_line(std::int64_t line) const {
  return fail(place(line) + "the line is longer than 1 GiB", "is this file a tab-separated matrix?");
}

Error RowMessages::missing_allele(std::int64_t line) const {
  return fail(place(line) + "a sample has a missing allele, which " + who_demands_ + " does not take",
              "impute the missing alleles first (Beagle itself does), or leave out the samples: -s ^NAME");
}

Error RowMessages::unphased(std::int64_t line) const {
  return fail(place(line) + "a sample's alleles are not phased, which " + who_demands_ + " does not take",
              "phase them first, or leave out the samples: -s ^NAME");
}

Error RowMessages::repeated_alleles(std::int64_t line, std::int64_t position) const {
  return fail(place(line) + "a second record of POS " + shown(position) + " with the same REF and ALT, which " +
                  who_demands_ + " does not take",
              "leave out --for and drop the copies afterwards: bcftools norm -d exact");
}

Error RowMessages::too_many_alleles(std::int64_t line, std::int64_t alleles) const {
  return fail(place(line) + "the row has " + std::to_string(alleles) + " alleles, and BCF holds 65535",
              "write VCF: -Oz");
}

Error RowMessages::row_too_long(std::int64_t line) const {
  return fail(place(line) + "a record of this contig would be longer than 1 GiB",
              "leave out the phase block: --phase-tag none, or use a shorter contig name; a haplotype table writes the "
              "alleles of every sample in full, which VCF does not");
}

}  // namespace matrix2vcf
