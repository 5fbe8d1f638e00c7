// SPDX-License-Identifier: MIT
#include "encode/bcf_record.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace matrix2vcf {

namespace {

static_assert(std::endian::native == std::endian::little, "BCF is little-endian and is written by plain stores");

// Type numbers of typed values; the same for all readers.
enum Type : std::uint8_t { type_int8 = 1, type_int16 = 2, type_int32 = 3, type_char = 7 };

// Bytes of the fixed part: the two lengths, then CHROM to n_fmt_sample.
constexpr std::size_t lengths_bytes = 8;
constexpr std::uint32_t missing_float = 0x7F800001;

template <class Word>
char* write_word(char* out, Word value) noexcept {
  std::memcpy(out, &value, sizeof value);
  return out + sizeof value;
}

Type type_for(std::int64_t largest) noexcept {
  return largest <= INT8_MAX ? type_int8 : largest <= INT16_MAX ? type_int16 : type_int32;
}

char* write_integer(char* out, Type type, std::int64_t value) noexcept {
  switch (type) {
    case type_int8: return write_word(out, static_cast<std::int8_t>(value));
    case type_int16: return write_word(out, static_cast<std::int16_t>(value));
    default: return write_word(out, static_cast<std::int32_t>(value));
  }
}

// A descriptor byte holds lengths up to 14; a longer one follows as a typed integer.
char* write_type(char* out, Type type, std::size_t count) noexcept {
  if (count < 15) return write_word(out, static_cast<std::uint8_t>(count << 4U | type));
  out = write_word(out, static_cast<std::uint8_t>(15U << 4U | type));
  const Type count_type = type_for(static_cast<std::int64_t>(count));
  out = write_word(out, static_cast<std::uint8_t>(1U << 4U | count_type));
  return write_integer(out, count_type, static_cast<std::int64_t>(count));
}

char* write_key(char* out, BcfId id) noexcept {
  out = write_type(out, type_int8, 1);
  return write_word(out, static_cast<std::uint8_t>(id));
}

// An upper bound of what write_type can take.
constexpr std::size_t type_bound = 6;

}  // namespace

BcfRecord::BcfRecord(const EncodePlan& plan)
    : plan_(plan), all_sets_(plan.samples(), 1), phased_(plan.haplotypes(), 1) {
  for (std::size_t sample = 0; sample < plan.samples(); ++sample) phased_[plan.sample_begins[sample]] = 0;
}

void BcfRecord::begin_contig(std::string_view name, std::int32_t number) {
  contig_ = number;
  phase_block_ = phase_block_name(name);
  blank_block_.assign(phase_block_.size(), '\0');
  blank_block_[0] = '.';
  pi_head_.resize(2 + type_bound);
  char* const end = write_type(write_key(pi_head_.data(), bcf_pi), type_char, phase_block_.size());
  pi_head_.resize(static_cast<std::size_t>(end - pi_head_.data()));
  all_blocks_.clear();
  if (!plan_.phase_pi) return;
  all_blocks_.reserve(plan_.samples() * phase_block_.size());
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample) all_blocks_ += phase_block_;
}

std::size_t BcfRecord::row_bound() const noexcept {
  return 128 + plan_.samples() * (plan_.max_ploidy * sizeof(std::int32_t) + phase_block_.size() + 1);
}

void BcfRecord::append(const Site& site, Payload& payload) {
  std::size_t bound = row_bound() + type_bound + site.id.size() + phase_bound(site);
  for (const std::string_view allele : site.alleles) bound += allele.size() + type_bound + sizeof(std::int32_t);
  char* const begin = payload.text.reserve(bound);

  set_phased(site);
  char* const individual = write_shared(begin + lengths_bytes, site);
  const char* cells = nullptr;
  char* const genotypes_end = write_genotypes(individual, site, cells);
  char* const end = site.phases.empty() ? write_phase(genotypes_end, site) : write_own_phase(genotypes_end, site);
  write_word(begin, static_cast<std::uint32_t>(individual - begin - static_cast<std::ptrdiff_t>(lengths_bytes)));
  write_word(begin + 4, static_cast<std::uint32_t>(end - individual));

  const auto offset = [&](const char* at) { return static_cast<std::uint32_t>(at - payload.text.data()); };
  PayloadRow row{.begin = offset(begin), .end = offset(end), .cells = offset(cells)};
  if (site_phased_.empty() && !site.codes.empty() && site.alleles.size() <= 10 && plan_.ploidy != 0) {
    row.codes = static_cast<std::uint32_t>(payload.codes.size());
    row.samples = static_cast<std::uint32_t>(plan_.samples());
    row.cell_bytes = static_cast<std::uint16_t>(plan_.ploidy);
    row.allele_bytes = 1;
    row.ploidy = static_cast<std::uint8_t>(plan_.ploidy);
    payload.codes.insert(payload.codes.end(), site.codes.begin(), site.codes.end());
  }
  payload.text.commit(end);
  payload.rows.push_back(row);
}

// CHROM to INFO, without the two lengths in front.
char* BcfRecord::write_shared(char* out, const Site& site) const {
  const std::size_t alleles = site.alleles.size();
  const std::size_t formats = 1U + (plan_.phase_pi ? 1U : 0U) + (plan_.phase_ps ? 1U : 0U);
  const std::uint32_t infos = alleles == 1 ? 1 : 2;  // AC has no value where there is no ALT
  out = write_word(out, contig_);
  out = write_word(out, static_cast<std::int32_t>(site.pos - 1));
  out = write_word(out, static_cast<std::int32_t>(site.alleles[0].size()));
  out = write_word(out, missing_float);
  out = write_word(out, static_cast<std::uint32_t>(alleles << 16U | infos));
  out = write_word(out, static_cast<std::uint32_t>(formats << 24U | plan_.samples()));
  const std::string_view id = site.id == "." ? std::string_view() : site.id;
  out = write_text(write_type(out, type_char, id.size()), id);
  for (const std::string_view allele : site.alleles)
    out = write_text(write_type(out, type_char, allele.size()), allele);
  *out++ = 0;  // FILTER: none applied

  if (const std::span<const std::int64_t> alternate = site.allele_counts.subspan(1); !alternate.empty()) {
    const Type type = type_for(*std::ranges::max_element(alternate));
    out = write_type(write_key(out, bcf_ac), type, alternate.size());
    for (const std::int64_t count : alternate) out = write_integer(out, type, count);
  }
  const Type called_type = type_for(site.called);
  out = write_type(write_key(out, bcf_an), called_type, 1);
  return write_integer(out, called_type, site.called);
}

// GT: (allele + 1) << 1 | phased in the narrowest integer that holds the largest, 0 | phased where missing; a sample of
// lower ploidy is filled up with the end-of-vector value.
char* BcfRecord::write_genotypes(char* out, const Site& site, const char*& cells) {
  std::int64_t largest_allele = static_cast<std::int64_t>(site.alleles.size()) - 1;
  while (largest_allele > 0 && site.allele_counts[static_cast<std::size_t>(largest_allele)] == 0) --largest_allele;
  const Type type = type_for((largest_allele + 1) * 2 + 1);
  out = write_type(write_key(out, bcf_gt), type, plan_.max_ploidy);
  cells = out;
  if (site.codes.empty()) {
    return type == type_int8    ? write_words<std::int8_t>(out, site.wide_codes.data())
           : type == type_int16 ? write_words<std::int16_t>(out, site.wide_codes.data())
                                : write_words<std::int32_t>(out, site.wide_codes.data());
  }
  return type == type_int8 ? write_words<std::int8_t>(out, site.codes.data())
                           : write_words<std::int16_t>(out, site.codes.data());
}

template <class Word, class Code>
char* BcfRecord::write_words(char* out, const Code* codes) const noexcept {
  const std::uint8_t* const phased = site_phased_.empty() ? phased_.data() : site_phased_.data();
  const auto word_of = [](Code code, std::uint8_t phase) {
    const auto allele = static_cast<std::uint32_t>(code == missing_code<Code> ? 0 : (code + 1U) << 1U);
    return static_cast<Word>(allele | phase);
  };
  if (plan_.ploidy != 0) {
    const std::size_t haplotypes = plan_.haplotypes();
    for (std::size_t i = 0; i < haplotypes; ++i) {
      const Word word = word_of(codes[i], phased[i]);
      std::memcpy(out + i * sizeof word, &word, sizeof word);
    }
    return out + haplotypes * sizeof(Word);
  }
  constexpr auto vector_end = static_cast<Word>(std::numeric_limits<Word>::min() + 1);
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample) {
    const std::uint32_t begin = plan_.sample_begins[sample];
    const std::uint32_t ploidy = plan_.sample_begins[sample + 1] - begin;
    for (std::uint32_t i = 0; i < plan_.max_ploidy; ++i)
      out = write_word(out, i < ploidy ? word_of(codes[begin + i], phased[begin + i]) : vector_end);
  }
  return out;
}

// PI and PS: one value for all samples, but for those without any allele.
char* BcfRecord::write_phase(char* out, const Site& site) const {
  static constexpr std::string_view missing_int8("\x80", 1);
  const bool all_called = site.called == static_cast<std::int64_t>(plan_.haplotypes());
  const auto write = [&](std::string_view called, std::string_view blank) {
    char* const cells = out;
    out = write_text(out, called);
    if (all_called) return;
    if (site.codes.empty())
      blank_uncalled(cells, site.wide_codes.data(), blank);
    else
      blank_uncalled(cells, site.codes.data(), blank);
  };
  if (plan_.phase_pi) {
    out = write_text(out, pi_head_);
    write(all_blocks_, blank_block_);
  }
  if (plan_.phase_ps) {
    out = write_type(write_key(out, plan_.phase_pi ? bcf_ps : bcf_pi), type_int8, 1);
    write(all_sets_, missing_int8);
  }
  return out;
}

void BcfRecord::set_phased(const Site& site) {
  site_phased_.clear();
  if (std::ranges::all_of(site.phases, &SamplePhase::phased)) return;
  site_phased_ = phased_;
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample)
    if (!site.phases[sample].phased)
      std::fill(site_phased_.begin() + plan_.sample_begins[sample],
                site_phased_.begin() + plan_.sample_begins[sample + 1], 0);
}

// PI and PS of a haplotype table, where each sample has its own.
char* BcfRecord::write_own_phase(char* out, const Site& site) const {
  if (plan_.phase_pi) {
    const auto block = [&](std::size_t sample) -> std::string_view {
      return is_called(site, plan_, sample) ? site.phases[sample].block : ".";
    };
    std::size_t width = 1;
    for (std::size_t sample = 0; sample < plan_.samples(); ++sample) {
      const std::string_view text = block(sample);
      const auto encoded = std::ranges::count_if(text, [](char letter) { return letter == '%' || letter == ':'; });
      width = std::max(width, text.size() + 2 * static_cast<std::size_t>(encoded));
    }
    out = write_type(write_key(out, bcf_pi), type_char, width);
    for (std::size_t sample = 0; sample < plan_.samples(); ++sample, out += width)
      std::fill(write_phase_block(out, block(sample)), out + width, '\0');
  }
  return plan_.phase_ps ? write_own_sets(out, site) : out;
}

char* BcfRecord::write_own_sets(char* out, const Site& site) const {
  std::int64_t largest = 0;
  for (const SamplePhase& phase : site.phases) largest = std::max<std::int64_t>(largest, phase.set);
  const Type type = type_for(largest);
  const std::int64_t missing = type == type_int8 ? INT8_MIN : type == type_int16 ? INT16_MIN : INT32_MIN;
  out = write_type(write_key(out, plan_.phase_pi ? bcf_ps : bcf_pi), type, 1);
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample) {
    const std::int32_t set = is_called(site, plan_, sample) ? site.phases[sample].set : -1;
    out = write_integer(out, type, set < 0 ? missing : set);
  }
  return out;
}

template <class Code>
void BcfRecord::blank_uncalled(char* cells, const Code* codes, std::string_view blank) const noexcept {
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample, cells += blank.size()) {
    const Code* const begin = codes + plan_.sample_begins[sample];
    const Code* const end = codes + plan_.sample_begins[sample + 1];
    if (std::all_of(begin, end, [](Code code) { return code == missing_code<Code>; })) write_text(cells, blank);
  }
}

}  // namespace matrix2vcf
