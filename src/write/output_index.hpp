// SPDX-License-Identifier: MIT
// output_index - the index that goes with the output: whether there is one, of which kind, and how it is made. On the
// way while the records are written; by htslib from the finished file where the contigs came last, or where no index
// that was kept on the way can hold the records.
#pragma once

#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <vector>

#include "write/index.hpp"
#include "write/output.hpp"

namespace matrix2vcf {

class OutputIndex {
 public:
  /// Throws Error(Exit::usage) where an index is asked for and `output` is no file, Error(Exit::output) where its name
  /// would be too long. `options` and `output` must outlive it.
  OutputIndex(const Options& options, Output& output);

  [[nodiscard]] bool is_wanted() const noexcept { return wanted_; }

  /// The header is written, records follow. `tbi_expected` as for IndexBuilder. Throws Error(Exit::resources).
  void begin(const std::vector<Contig>& contigs, bool tbi_expected);

  /// What takes the records' entries; null where none are taken.
  [[nodiscard]] IndexBuilder* builder() noexcept { return builder_ ? &*builder_ : nullptr; }

  /// After the last record. `largest_end`: of all records; `eof_block`: file offset of the block behind them, which is
  /// written. Returns the kind that was made. Throws Error(Exit::content) where the records do not fit the kind that
  /// was asked for, Error(Exit::output).
  IndexKind write(std::int64_t largest_end, std::int64_t eof_block);

 private:
  [[nodiscard]] IndexKind kind_of_finished(std::int64_t largest_end) const;

  const Options& options_;
  const Format format_;
  Output& output_;
  bool wanted_;
  std::optional<IndexBuilder> builder_;
};

}  // namespace matrix2vcf
