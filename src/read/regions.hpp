// SPDX-License-Identifier: MIT
// regions - which rows -r, -R, -t and -T choose: by CHROM and POS alone (spec section 5, last point).
//
// A Regions does not change once it is made and may be asked from any number of threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <matrix2vcf/error.hpp>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "encode/header.hpp"
#include "limits.hpp"
#include "read/contigs.hpp"

namespace matrix2vcf {

/// Positions, counted from 1, both ends included.
struct Interval {
  std::int64_t begin = 1;
  std::int64_t end = max_position;

  [[nodiscard]] bool operator==(const Interval&) const = default;
};

/// What is chosen of one contig.
struct Region {
  std::string contig;
  std::vector<Interval> intervals;  ///< in order, none touches the next
  std::int64_t line = 0;            ///< of the file that names the contig first; 0: a list does
};

/// Which pair of options is meant.
enum class Choice {
  regions,  ///< -r LIST, -R FILE
  targets   ///< -t LIST, -T FILE; a `^` in front chooses all rows but those
};

class Regions {
 public:
  /// `CONTIG`, `CONTIG:POS`, `CONTIG:BEG-END`, `CONTIG:BEG-`, `CONTIG:-END`, with commas between; `{CONTIG}` for a name
  /// that can be misread. `contigs`: all that there are, or nullptr where they are not known yet: then what follows the
  /// last colon is a range where it can be one, and unseen() has to be asked when they are known.
  /// Throws Error(Exit::usage), also for a contig that there is not.
  [[nodiscard]] static Regions from_list(Choice choice, std::string_view list, const std::vector<Contig>* contigs);

  /// A line is `CONTIG<TAB>POS[<TAB>END]`, counted from 1, END included, or `CONTIG` alone; in a file whose name ends
  /// in .bed or .bed.gz `CONTIG<TAB>BEGIN<TAB>END`, counted from 0, END excluded. Further columns are not read, and END
  /// is one of them where the first line has no number there (`CONTIG POS REF,ALT`, as bcftools takes it).
  /// Throws Error(Exit::content) with file and line, Error(Exit::input).
  [[nodiscard]] static Regions from_file(Choice choice, std::string_view file, const std::vector<Contig>* contigs,
                                         const std::stop_token& stop);

  [[nodiscard]] bool contains(std::string_view contig, std::int64_t position) const noexcept;

  /// What is chosen of a contig, in order; see IntervalCursor. Lives as long as this.
  [[nodiscard]] std::span<const Interval> of(std::string_view contig) const noexcept;

  /// What is chosen, for a reader that seeks: contigs in the order in which they are named first. Not for `^`, which
  /// chooses of contigs that it does not name.
  [[nodiscard]] const std::vector<Region>& all() const noexcept { return regions_; }

  /// True for `^`.
  [[nodiscard]] bool is_negated() const noexcept { return negated_; }

  /// The error for the first named contig that is none of `contigs`, if any; and for CONTIG:POS that is one.
  [[nodiscard]] std::optional<Error> unseen(const std::vector<Contig>& contigs) const;

 private:
  // `named`: each contig once, its intervals in any order. Throws where one is none of `contigs`.
  Regions(std::string from, bool negated, std::vector<Region> named, const std::vector<Contig>* contigs);

  std::string from_;                  // option or path
  std::vector<std::string> guessed_;  // CONTIG:RANGE of a list, which may be the name of a contig that is not known yet
  bool negated_;
  std::vector<Region> regions_;
  ContigNumbers numbers_;  // of regions_
};

/// Answers for the rows of one contig, whose POS does not decrease.
class IntervalCursor {
 public:
  explicit IntervalCursor(std::span<const Interval> intervals = {}) noexcept : left_(intervals) {}

  [[nodiscard]] bool contains(std::int64_t position) noexcept {
    if (!left_.empty() && left_.front().end < position) skip_to(position);
    return !left_.empty() && left_.front().begin <= position;
  }

 private:
  void skip_to(std::int64_t position) noexcept {
    const auto first = std::ranges::lower_bound(left_, position, {}, &Interval::end);
    left_ = left_.subspan(static_cast<std::size_t>(first - left_.begin()));
  }

  std::span<const Interval> left_;
};

}  // namespace matrix2vcf
