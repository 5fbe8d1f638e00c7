// SPDX-License-Identifier: MIT
// sites - Sites that own their alleles and codes, drawn at random: what the encoders' tests feed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "encode/encoder.hpp"
#include "encode/header.hpp"
#include "random_matrix.hpp"
#include "sites/site.hpp"

namespace matrix2vcf::testing {

/// One row in plain containers; -1 is a missing allele.
struct OwnedSite {
  std::string chrom;
  std::int64_t pos = 1;
  std::vector<std::string> alleles;
  std::vector<std::int64_t> codes;  // one a haplotype

  [[nodiscard]] std::vector<std::int64_t> counts() const {
    std::vector<std::int64_t> result(alleles.size());
    for (const std::int64_t code : codes)
      if (code >= 0) ++result[static_cast<std::size_t>(code)];
    return result;
  }
  [[nodiscard]] std::int64_t called() const {
    return std::ranges::count_if(codes, [](std::int64_t code) { return code >= 0; });
  }
};

/// The same as the encoders take it; lives as long as this and the OwnedSite do.
class SiteView {
 public:
  explicit SiteView(const OwnedSite& owned)
      : alleles_(owned.alleles.begin(), owned.alleles.end()), counts_(owned.counts()) {
    for (const std::int64_t code : owned.codes) {
      narrow_.push_back(code < 0 ? missing_code<std::uint8_t> : static_cast<std::uint8_t>(code));
      wide_.push_back(code < 0 ? missing_code<std::uint32_t> : static_cast<std::uint32_t>(code));
    }
    site_.chrom = owned.chrom;
    site_.pos = owned.pos;
    site_.alleles = alleles_;
    if (alleles_.size() <= max_narrow_alleles)
      site_.codes = narrow_;
    else
      site_.wide_codes = wide_;
    site_.allele_counts = counts_;
    site_.called = owned.called();
  }
  SiteView(const SiteView&) = delete;
  SiteView& operator=(const SiteView&) = delete;

  [[nodiscard]] const Site& site() const noexcept { return site_; }

 private:
  std::vector<std::string_view> alleles_;
  std::vector<std::int64_t> counts_;
  std::vector<std::uint8_t> narrow_;
  std::vector<std::uint32_t> wide_;
  Site site_;
};

/// `count` different alleles; the first is REF. `longest` is the most bases an allele gets beyond what its number
/// needs.
inline std::vector<std::string> random_alleles(Dice& dice, std::size_t count, std::size_t longest) {
  if (count <= 5 && dice.percent(60)) {
    std::vector<std::string> letters{"A", "C", "G", "T", "*"};
    std::swap(letters[0], letters[dice.below(4)]);
    letters.resize(count);
    return letters;
  }
  std::vector<std::string> alleles{std::string(1 + dice.below(longest + 1), 'N')};
  for (std::size_t number = 1; number < count; ++number) {
    std::string allele;  // digits of the number, then T and a tail of A: different for each number
    for (std::size_t rest = number; rest > 0; rest /= 3) allele += "ACG"[rest % 3];
    alleles.push_back(allele + 'T' + std::string(dice.below(longest + 1), 'A'));
  }
  return alleles;
}

/// Codes for `haplotypes`: mostly REF, every allele possible, some missing; whole samples missing now and then.
inline OwnedSite random_site(Dice& dice, const EncodePlan& plan, std::size_t alleles, std::size_t longest = 3) {
  OwnedSite site;
  site.alleles = random_alleles(dice, alleles, longest);
  const std::size_t missing_percent = dice.pick(std::vector<std::size_t>{0, 0, 10, 60});
  for (std::size_t i = 0; i < plan.haplotypes(); ++i)
    site.codes.push_back(dice.percent(missing_percent) ? -1
                         : dice.percent(40)            ? 0
                                                       : static_cast<std::int64_t>(dice.below(alleles)));
  if (dice.percent(50)) site.codes[dice.below(site.codes.size())] = static_cast<std::int64_t>(alleles) - 1;
  for (std::size_t sample = 0; sample < plan.samples(); ++sample)
    if (missing_percent > 0 && dice.percent(20))
      std::fill(site.codes.begin() + plan.sample_begins[sample], site.codes.begin() + plan.sample_begins[sample + 1],
                -1);
  return site;
}

inline std::vector<std::size_t> random_ploidies(Dice& dice, std::size_t most_samples) {
  std::vector<std::size_t> ploidies(1 + dice.below(most_samples), 1 + dice.below(8));
  if (dice.percent(40))
    for (std::size_t& ploidy : ploidies) ploidy = 1 + dice.below(8);
  return ploidies;
}

inline std::vector<std::string> sample_names(const EncodePlan& plan) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= plan.samples(); ++i) names.push_back("s" + std::to_string(i));
  return names;
}

/// The decimal of a code, `.` where missing.
inline std::string genotype_word(std::int64_t code) { return code < 0 ? "." : std::to_string(code); }

/// A line of VCF, built without haste.
inline std::string plain_vcf_line(const OwnedSite& site, const EncodePlan& plan, const std::string& phase_block) {
  std::string alternate, counts;
  const std::vector<std::int64_t> allele_counts = site.counts();
  for (std::size_t allele = 1; allele < site.alleles.size(); ++allele) {
    alternate += (allele == 1 ? "" : ",") + site.alleles[allele];
    counts += (allele == 1 ? "" : ",") + std::to_string(allele_counts[allele]);
  }
  std::string line = site.chrom + '\t' + std::to_string(site.pos) + "\t.\t" + site.alleles[0] + '\t' + alternate +
                     "\t.\t.\tAC=" + counts + ";AN=" + std::to_string(site.called()) + "\tGT" +
                     (plan.phase_pi ? ":PI" : "") + (plan.phase_ps ? ":PS" : "");
  for (std::size_t sample = 0; sample < plan.samples(); ++sample) {
    bool called = false;
    for (std::uint32_t i = plan.sample_begins[sample]; i < plan.sample_begins[sample + 1]; ++i) {
      line += (i == plan.sample_begins[sample] ? '\t' : '|') + genotype_word(site.codes[i]);
      called = called || site.codes[i] >= 0;
    }
    if (plan.phase_pi) line += ':' + (called ? phase_block : ".");
    if (plan.phase_ps) line += called ? ":1" : ":.";
  }
  return line + '\n';
}

/// True where sample `sample` of the row has no allele.
inline bool is_blank(const PayloadView& view, const PayloadRow& row, std::size_t sample) {
  const auto codes = view.codes.subspan(row.codes + sample * row.ploidy, row.ploidy);
  return std::ranges::all_of(codes, [](std::uint8_t code) { return code == missing_code<std::uint8_t>; });
}

/// What is untrue of one cell of a regular row: an allele byte is a function of code and place alone; every other byte
/// is the first called cell's, but for what follows the alleles of a blank sample and for the last byte of the row.
inline std::string cell_fault(const PayloadView& view, const PayloadRow& row, std::size_t sample, std::size_t model) {
  const auto text_at = [&](std::size_t cell, std::size_t byte) {
    return view.text[row.cells + cell * row.cell_bytes + byte];
  };
  const std::size_t allele_end = row.ploidy * row.allele_bytes;
  for (std::size_t byte = 0; byte < row.cell_bytes; ++byte) {
    const bool ends_row = std::max(sample, model) + 1 == row.samples && byte + 1 == row.cell_bytes;
    if (byte % row.allele_bytes == 0 && byte < allele_end) {
      const std::size_t place = byte / row.allele_bytes;
      for (std::size_t other = 0; other < sample; ++other)
        if (view.codes[row.codes + other * row.ploidy + place] == view.codes[row.codes + sample * row.ploidy + place] &&
            text_at(other, byte) != text_at(sample, byte))
          return "an allele byte is no function of its code";
    } else if (text_at(sample, byte) != text_at(model, byte) && !ends_row &&
               (byte < allele_end || !is_blank(view, row, sample))) {
      return "byte " + std::to_string(byte) + " of cell " + std::to_string(sample) + " differs from the others'";
    }
  }
  return "";
}

/// What of a payload is not as payload.hpp says, or empty: what a compressor may rely on.
inline std::string payload_fault(const Payload& payload) {
  const PayloadView view = payload.view();
  std::size_t at = 0;
  for (const PayloadRow& row : view.rows) {
    if (row.begin != at || row.end <= row.begin) return "the rows do not cover the text";
    at = row.end;
    if (row.samples == 0) continue;
    if (row.ploidy * row.allele_bytes > row.cell_bytes + 1) return "the alleles do not fit in the cell";
    if (row.cells < row.begin || row.cells + std::size_t{row.samples} * row.cell_bytes > row.end)
      return "the cells leave the row";
    if (row.codes + std::size_t{row.samples} * row.ploidy > view.codes.size()) return "there are too few codes";
    std::size_t model = 0;
    while (model + 1 < row.samples && is_blank(view, row, model)) ++model;
    for (std::size_t sample = 0; sample < row.samples; ++sample)
      if (const std::string fault = cell_fault(view, row, sample, model); !fault.empty()) return fault;
  }
  return at == view.text.size() ? "" : "the rows do not cover the text";
}

}  // namespace matrix2vcf::testing
