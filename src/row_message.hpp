// SPDX-License-Identifier: MIT
// row_message - what is wrong with a row, as a sentence with file, line, column and cure.
#pragma once

#include <cstdint>
#include <functional>
#include <matrix2vcf/error.hpp>
#include <string>
#include <utility>
#include <vector>

#include "block_job.hpp"
#include "row_shape.hpp"

namespace matrix2vcf {

/// Knows the file and the names of its columns, which the rooms below do not.
class RowMessages {
 public:
  /// `columns`: names of the allele columns. `contig_list`: the -C file, empty without one. `names_from`: as in Layout.
  /// `first_position`: as in GenotypePlan; positions are shown as the matrix counts them.
  /// `who_demands`: Demands::who. `shape`: what stands in front of the allele columns.
  RowMessages(std::string path, std::vector<std::string> columns, std::string contig_list, std::string names_from,
              std::int64_t first_position = 1, std::string who_demands = {}, const RowShape& shape = {});

  /// For a haplotype table: the names of all its columns.
  void set_table_columns(std::vector<std::string> columns) { columns_ = std::move(columns); }

  /// The file that knows the lengths of contigs, where it is not the list.
  void set_lengths_from(std::string path) { lengths_from_ = std::move(path); }

  /// For sorted rows, or some of them: the line of the input that a line of what was read is.
  void set_line_map(std::function<std::int64_t(std::int64_t)> line_of) { line_of_ = std::move(line_of); }

  /// `line` counts from 1. Always Exit::content.
  [[nodiscard]] Error row(const Fault& fault, std::int64_t line) const;
  [[nodiscard]] Error unsorted(std::int64_t line, std::int64_t position, std::int64_t position_before,
                               std::int64_t line_before) const;
  [[nodiscard]] Error split_contig(const std::string& contig, std::int64_t line, std::int64_t line_before) const;
  [[nodiscard]] Error unforeseen_contig(const std::string& contig, std::int64_t line) const;
  [[nodiscard]] Error blank_line(std::int64_t line) const;
  [[nodiscard]] Error long_line(std::int64_t line) const;
  [[nodiscard]] Error missing_allele(std::int64_t line) const;
  [[nodiscard]] Error unphased(std::int64_t line) const;
  [[nodiscard]] Error repeated_alleles(std::int64_t line, std::int64_t position) const;
  [[nodiscard]] Error too_many_alleles(std::int64_t line, std::int64_t alleles) const;
  [[nodiscard]] Error row_too_long(std::int64_t line) const;

 private:
  [[nodiscard]] std::int64_t in_file(std::int64_t line) const;
  [[nodiscard]] std::string place(std::int64_t line) const;
  [[nodiscard]] std::string place(std::int64_t line, std::size_t column) const;
  [[nodiscard]] std::string shown(std::int64_t position) const;
  [[nodiscard]] Error fail(const std::string& message, const std::string& hint = {}) const;

  [[nodiscard]] std::string chrom_place(std::int64_t line) const { return place(line, shape_.chrom + 1); }
  [[nodiscard]] std::string pos_place(std::int64_t line) const { return place(line, shape_.pos + 1); }

  std::string path_;
  std::vector<std::string> columns_;  // all of them
  std::string contig_list_;
  std::string lengths_from_;
  std::string names_from_;
  std::int64_t first_position_;
  std::string who_demands_;
  RowShape shape_;
  std::function<std::int64_t(std::int64_t)> line_of_;
};

}  // namespace matrix2vcf
