// SPDX-License-Identifier: MIT
// header - the VCF header as text, a BCF's header block, and the first line of a haplotype table (spec section 5).
//
// Pure: names in, bytes out. The text is ours, with its own IDX numbers, since htslib 1.16 takes a sample name with a
// tab and may lose lines when memory is short; `header_check` lets htslib's parser read it back.
#pragma once

#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <vector>

namespace matrix2vcf {

struct Contig {
  std::string name;
  std::int64_t length = 0;  ///< 0: not known, and then not written
};

/// What the header says. Names were checked before.
struct HeaderPlan {
  std::vector<Contig> contigs;
  std::vector<std::string> samples;
  bool phase_pi = true;
  bool phase_ps = false;
  std::string reference;  ///< ##reference; empty: none
  TableDialect table = TableDialect::original;
  std::string command;  ///< ##matrix2vcf_Command, date included; empty: no provenance lines
};

/// VCF 4.2 header lines with `#CHROM` last; `with_idx` adds the dictionary numbers that BCF records refer to.
[[nodiscard]] std::string vcf_header(const HeaderPlan& plan, bool with_idx);

/// Magic, length and NUL-terminated text: what a BCF file begins with.
[[nodiscard]] std::string bcf_header(const HeaderPlan& plan);

/// `contig pos ref alt`, then `NAME_PI NAME_PG_al` for each sample; other names in other dialects.
[[nodiscard]] std::string table_header(const HeaderPlan& plan);

/// The header of `format`.
[[nodiscard]] std::string make_header(const HeaderPlan& plan, Format format);

}  // namespace matrix2vcf
