// SPDX-License-Identifier: MIT
#include "encode/table_dialect.hpp"

#include <array>

#include "text.hpp"

namespace matrix2vcf {

const TableWords& table_words(TableDialect dialect) noexcept {
  static constexpr std::array<TableWords, 3> words = {{
      {"original", "contig\tpos\tref\talt", '_', "-", false},
      {"extender", "CHROM\tPOS\tREF\tall-alleles", ':', "*", true},
      {"panel", "CHROM\tPOS\tREF\tALT", ':', "*", false},
  }};
  return words[static_cast<std::size_t>(dialect)];
}

void check_table_names(const std::vector<std::string>& samples, TableDialect dialect) {
  constexpr std::size_t shown = 10;
  const TableWords& words = table_words(dialect);
  std::string names;
  std::size_t count = 0;
  for (const std::string& sample : samples) {
    if (sample.find(words.separator) == std::string::npos || ++count > shown) continue;
    (names += count == 1 ? " " : ", ") += quoted(sample);
  }
  if (count == 0) return;
  if (count > shown) names += " and " + std::to_string(count - shown) + " more";
  throw Error(Exit::content,
              "readers of the table --table " + std::string(words.name) + " cut a sample's name at " +
                  quoted({&words.separator, 1}) + ":" + names,
              "give the samples other names with --pairs FILE (--print-samples makes one)" +
                  std::string(dialect == TableDialect::original ? ", or write --table extender" : ""));
}

}  // namespace matrix2vcf
