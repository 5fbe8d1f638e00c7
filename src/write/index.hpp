// SPDX-License-Identifier: MIT
// index - TBI and CSI through htslib's hts_idx_*, made while the file is written (design rule 5).
//
// The recipe, which gives what `tabix -p vcf` and `bcftools index` write: a record is pushed with the virtual offset of
// its END, and an end that falls on the end of a BGZF block is the beginning of the next block. Workers know both,
// since none of their records shares a block with another worker's; the writer adds where the worker's bytes begin.
#pragma once

#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <vector>

#include "encode/header.hpp"
#include "write/htslib.hpp"

namespace matrix2vcf {

/// One record, as a worker knows it.
struct IndexEntry {
  std::int32_t contig = 0;        ///< number in the header
  std::int32_t begin = 0;         ///< 0-based
  std::int32_t end = 0;           ///< exclusive
  std::uint64_t block_begin = 0;  ///< bytes from the worker's first to the BGZF block in which the next record begins
  std::uint16_t within = 0;       ///< offset of the next record in that block's text
};

/// Where TBI ends: 2^29.
inline constexpr std::int64_t tbi_limit = std::int64_t{1} << 29;

class IndexBuilder {
 public:
  /// `first_record`: bytes of the file before the first record's block. `asked`: the kind that will be saved, where
  /// known; automatic keeps both until the largest end is known, or the TBI alone where `tbi_expected`: a record that
  /// ends past it is not thought of, and leaves nothing to save. Throws Error(Exit::resources).
  IndexBuilder(Format format, const std::vector<Contig>& contigs, IndexKind asked, bool tbi_expected,
               std::int64_t first_record);

  /// Records in file order; `base` is the file offset of the worker's first byte. An entry that ends past 2^29 ends the
  /// TBI. Throws Error(Exit::content) where TBI was asked for.
  void add(const IndexEntry& entry, std::int64_t base);

  /// False where index_finished_file() is what is left.
  [[nodiscard]] bool can_save() const noexcept { return tbi_ != nullptr || csi_ != nullptr; }

  /// What save() will write: tbi or csi.
  [[nodiscard]] IndexKind kind() const noexcept { return tbi_ != nullptr ? IndexKind::tbi : IndexKind::csi; }

  /// Writes the index to `path`, which exists. `end`: file offset of the EOF block. Throws Error(Exit::output).
  void save(const std::string& path, std::int64_t end);

 private:
  std::int32_t index_number(std::int32_t contig);
  void push(hts_idx_t* index, std::int32_t number, const IndexEntry& entry, std::uint64_t offset);
  void set_names(hts_idx_t* index) const;

  Format format_;
  IndexKind asked_;
  const std::vector<Contig>& contigs_;
  HtsIndex tbi_;
  HtsIndex csi_;
  std::vector<std::int32_t> numbers_;  // by contig: its number in the index, -1 before its first record
  std::vector<std::int32_t> seen_;     // contigs with records, in order of appearance
};

/// Indexes a finished file (`path`) by htslib's own builder and writes `index_path`, which exists. Throws.
void index_finished_file(const std::string& path, const std::string& index_path, Format format, IndexKind kind);

/// Why a record that ends at `end` cannot be in the TBI that was asked for.
[[nodiscard]] Error tbi_overflow(std::int64_t end);

/// ".tbi" or ".csi".
[[nodiscard]] std::string_view index_suffix(IndexKind kind) noexcept;

}  // namespace matrix2vcf
