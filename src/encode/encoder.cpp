// SPDX-License-Identifier: MIT
#include "encode/encoder.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "encode/bcf_record.hpp"
#include "encode/haplotype_table.hpp"
#include "encode/vcf_text.hpp"

namespace matrix2vcf {

EncodePlan EncodePlan::make(const std::vector<std::size_t>& ploidies, bool phase_pi, bool phase_ps) {
  EncodePlan plan;
  plan.sample_begins.push_back(0);
  for (const std::size_t ploidy : ploidies) {
    plan.sample_begins.push_back(plan.sample_begins.back() + static_cast<std::uint32_t>(ploidy));
    plan.max_ploidy = std::max(plan.max_ploidy, ploidy);
  }
  const bool uniform = std::ranges::all_of(ploidies, [&](std::size_t count) { return count == plan.max_ploidy; });
  plan.ploidy = uniform ? plan.max_ploidy : 0;
  plan.phase_pi = phase_pi;
  plan.phase_ps = phase_ps;
  return plan;
}

std::unique_ptr<Encoder> make_encoder(Format format, const EncodePlan& plan) {
  switch (format) {
    case Format::bcf:
    case Format::bcf_uncompressed: return std::make_unique<BcfRecord>(plan);
    case Format::table:
    case Format::table_gz: return std::make_unique<HaplotypeTable>(plan);
    default: return std::make_unique<VcfText>(plan);
  }
}

std::string phase_block_name(std::string_view name) {
  std::string out(3 * name.size(), '\0');
  out.resize(static_cast<std::size_t>(write_phase_block(out.data(), name) - out.data()));
  return out;
}

char* write_phase_block(char* out, std::string_view name) noexcept {
  for (const char letter : name) {
    if (letter == '%')
      out = write_text(out, "%25");
    else if (letter == ':')
      out = write_text(out, "%3A");
    else
      *out++ = letter;
  }
  return out;
}

// BCF gives all samples as many bytes as the longest takes.
std::size_t phase_bound(const Site& site) noexcept {
  constexpr std::size_t most_of_a_number = 16;  // and of the separators around it
  std::size_t longest = 0;
  for (const SamplePhase& phase : site.phases) longest = std::max(longest, phase.block.size());
  return site.phases.size() * (3 * longest + most_of_a_number);
}

bool is_called(const Site& site, const EncodePlan& plan, std::size_t sample) noexcept {
  const auto any = [&](auto codes) {
    using Code = typename decltype(codes)::value_type;
    const auto own =
        codes.subspan(plan.sample_begins[sample], plan.sample_begins[sample + 1] - plan.sample_begins[sample]);
    return std::ranges::any_of(own, [](Code code) { return code != missing_code<Code>; });
  };
  return site.codes.empty() ? any(site.wide_codes) : any(site.codes);
}

// AC and AN are small as a rule, and of one digit or two by chance: their branch would be mispredicted.
char* write_number(char* out, std::int64_t value) noexcept {
  constexpr std::size_t most_digits = 19;
  if (value >= 100) return std::to_chars(out, out + most_digits, value).ptr;
  const bool two = value >= 10;
  const auto tens = static_cast<char>('0' + value / 10), ones = static_cast<char>('0' + value % 10);
  out[0] = two ? tens : ones;
  out[1] = ones;
  return out + 1 + (two ? 1 : 0);
}

}  // namespace matrix2vcf
