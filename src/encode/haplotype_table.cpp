// SPDX-License-Identifier: MIT
#include "encode/haplotype_table.hpp"

#include <algorithm>

namespace matrix2vcf {

void HaplotypeTable::begin_contig(std::string_view name, std::int32_t) { contig_ = name; }

std::size_t HaplotypeTable::row_bound() const noexcept {
  return contig_.size() + plan_.samples() * (contig_.size() + 4);
}

void HaplotypeTable::append(const Site& site, Payload& payload) {
  std::size_t longest = 1;
  std::size_t bound = row_bound() + 64 + phase_bound(site);
  for (std::size_t i = 0; i < site.alleles.size(); ++i) {
    longest = std::max(longest, site.alleles[i].size());
    bound += (site.alleles[i].size() + 1) * (2 + static_cast<std::size_t>(site.allele_counts[i]));
  }
  char* const begin = payload.text.reserve(bound);

  char* out = write_text(begin, contig_);
  *out++ = '\t';
  out = write_number(out, site.pos);
  *out++ = '\t';
  out = write_text(out, site.alleles[0]);
  const std::size_t first_listed = words_.lists_reference ? 0 : 1;
  for (std::size_t allele = first_listed; allele < site.alleles.size(); ++allele) {
    *out++ = allele == first_listed ? '\t' : ',';
    out = write_text(out, shown(site.alleles[allele]));
  }
  if (site.alleles.size() == first_listed) out = write_text(out, "\t.");
  char* const cells = out;
  char* const end =
      site.codes.empty() ? write_cells(out, site, site.wide_codes.data()) : write_cells(out, site, site.codes.data());

  const auto offset = [&](const char* at) { return static_cast<std::uint32_t>(at - payload.text.data()); };
  PayloadRow row{.begin = offset(begin), .end = offset(end), .cells = offset(cells)};
  // Regular: the last sample is left to the row's tail, since its cell ends after the alleles.
  const std::size_t before = contig_.size() + 2;  // tab, contig, tab
  const std::size_t cell_bytes = before + 3;
  if (site.phases.empty() && !site.codes.empty() && longest == 1 && site.alleles.size() <= 10 &&
      cell_bytes <= UINT16_MAX && static_cast<std::size_t>(end - cells) == plan_.samples() * cell_bytes + 1) {
    row.cells += static_cast<std::uint32_t>(before);
    row.codes = static_cast<std::uint32_t>(payload.codes.size());
    row.samples = static_cast<std::uint32_t>(plan_.samples() - 1);
    row.cell_bytes = static_cast<std::uint16_t>(cell_bytes);
    row.allele_bytes = 2;
    row.ploidy = 2;
    payload.codes.insert(payload.codes.end(), site.codes.begin(), site.codes.end());
  }
  payload.text.commit(end);
  payload.rows.push_back(row);
}

// A sample with a missing allele is "." in both columns: what phase-Extender and phase-Stitcher read. Where PI is not
// ".", they cut PG_al at its "|", so a sample without phase has no PI.
template <class Code>
char* HaplotypeTable::write_cells(char* out, const Site& site, const Code* codes) const noexcept {
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample, codes += 2) {
    if (codes[0] == missing_code<Code> || codes[1] == missing_code<Code>) {
      out = write_text(out, "\t.\t.");
      continue;
    }
    const bool phased = site.phases.empty() || site.phases[sample].phased;
    *out++ = '\t';
    out = write_text(out, site.phases.empty() ? contig_ : phased ? site.phases[sample].block : ".");
    *out++ = '\t';
    out = write_text(out, shown(site.alleles[codes[0]]));
    *out++ = phased ? '|' : '/';
    out = write_text(out, shown(site.alleles[codes[1]]));
  }
  *out++ = '\n';
  return out;
}

}  // namespace matrix2vcf
