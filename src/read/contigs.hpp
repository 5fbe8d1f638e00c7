// SPDX-License-Identifier: MIT
// contigs - which contigs there are and how they are numbered, before the rows are read (design rule 4).
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "encode/header.hpp"
#include "read/source.hpp"
#include "row_shape.hpp"

namespace matrix2vcf {

/// Names by number, and numbers by name.
class ContigNumbers {
 public:
  /// The number of `name`, or -1.
  [[nodiscard]] std::int32_t find(std::string_view name) const;

  /// The number of `name`, which becomes the next one where it is new.
  std::int32_t add(std::string_view name, std::int64_t length = 0);

  [[nodiscard]] const std::vector<Contig>& all() const noexcept { return contigs_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  std::vector<Contig> contigs_;
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> number_;
};

/// -C: a .fai, a .dict, the header of a VCF, or `name[<TAB>length]` a line. Throws Error(Exit::content) with the line.
[[nodiscard]] ContigNumbers read_contig_list(const std::string& path, const std::stop_token& stop);

/// The contigs of a plain file and where the rows of each lie: those of contig `i` are the text from begins[i] to
/// begins[i + 1].
struct LocatedContigs {
  ContigNumbers contigs;
  std::vector<std::int64_t> begins;  ///< offset of each contig's first row; at last the size of the text
  bool stand_together = true;        ///< false: one was met again behind another
};

/// The contigs of a plain file in order of appearance, where each one's rows stand together: the first lines of two
/// places name the same contig, so nothing changes between; else halve. Reads C x log2(size) pages for C contigs. A
/// contig that stands inside another's rows may be missed: whoever meets it knows then.
[[nodiscard]] LocatedContigs locate_contigs(const Source& source, std::int64_t body_begin, const std::stop_token& stop,
                                            const RowShape& shape = {});

/// Calls `seen(name, row)` with the CHROM and the begin of the first line of `text` and of each line where it differs
/// from the line before.
template <class Seen>
void for_each_contig(std::string_view text, Seen seen, const RowShape& shape = {});

/// A contig whose rows do not stand together.
struct SplitContig {
  std::string name;
  std::int64_t line_before = 0;  ///< its last line before another contig's
  std::int64_t line = 0;         ///< where it comes back
};

/// Reads a plain file from its first row to the first contig that comes back: what to say where locate_contigs was
/// wrong. Line numbers count from 1 at `body_begin`. An empty name: there is none.
[[nodiscard]] SplitContig find_split_contig(const Source& source, std::int64_t body_begin, const std::stop_token& stop,
                                            const RowShape& shape = {});

template <class Seen>
void for_each_contig(std::string_view text, Seen seen, const RowShape& shape) {
  std::string_view contig;
  bool first = true;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::string_view line = text.substr(0, newline);
    const bool same = shape.chrom == 0
                          ? line.size() > contig.size() && line.starts_with(contig) && line[contig.size()] == '\t'
                          : field_at(line, shape.chrom) == contig;
    if (first || !same) {
      contig = field_at(line, shape.chrom);
      seen(contig, line.data());
      first = false;
    }
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
}

}  // namespace matrix2vcf
