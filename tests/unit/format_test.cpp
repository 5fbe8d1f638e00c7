// SPDX-License-Identifier: MIT
// format_test - which formats are BCF, tables, made of BGZF blocks; what a gap is in each.
#include "format.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace matrix2vcf::testing {

TEST_CASE("each format is of one kind, compressed or not", "[format]") {
  const std::vector<Format> formats{Format::vcf,   Format::vcf_gz,  Format::bcf, Format::bcf_uncompressed,
                                    Format::table, Format::table_gz};
  std::vector<Format> bcf, table, bgzf;
  for (const Format format : formats) {
    if (is_bcf(format)) bcf.push_back(format);
    if (is_table(format)) table.push_back(format);
    if (is_bgzf(format)) bgzf.push_back(format);
  }
  CHECK(bcf == std::vector{Format::bcf, Format::bcf_uncompressed});
  CHECK(table == std::vector{Format::table, Format::table_gz});
  CHECK(bgzf == std::vector{Format::vcf_gz, Format::bcf, Format::table_gz});
}

TEST_CASE("a gap is an allele in a table, missing elsewhere, or what was asked for", "[format]") {
  Options options;
  options.format = Format::vcf_gz;
  CHECK(resolve_gap(options) == Gap::missing);
  options.format = Format::table;
  CHECK(resolve_gap(options) == Gap::star);
  options.gap = Gap::reference;
  CHECK(resolve_gap(options) == Gap::reference);
}

}  // namespace matrix2vcf::testing
