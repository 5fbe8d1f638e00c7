// SPDX-License-Identifier: MIT
#include "encode/vcf_text.hpp"

namespace matrix2vcf {

namespace {

// Alleles whose index is one digit: the cells of such a row have one width, and a code is a character.
constexpr std::size_t one_digit_alleles = 10;

constexpr std::size_t most_digits = 19;

template <class Code>
char* write_code(char* out, Code code) noexcept {
  if (code < one_digit_alleles || code == missing_code<Code>) {
    *out = static_cast<char>('0' + static_cast<std::uint8_t>(code));
    return out + 1;
  }
  return write_number(out, static_cast<std::int64_t>(code));
}

}  // namespace

VcfText::VcfText(const EncodePlan& plan) : plan_(plan), format_("\tGT") {
  if (plan.phase_pi) format_ += ":PI";
  if (plan.phase_ps) format_ += ":PS";
  format_ += '\t';
}

void VcfText::begin_contig(std::string_view name, std::int32_t) {
  line_begin_ = name;
  line_begin_ += '\t';
  called_tail_.clear();
  blank_tail_.clear();
  if (plan_.phase_pi) {
    (called_tail_ += ':') += phase_block_name(name);
    blank_tail_ += ":.";
  }
  if (plan_.phase_ps) {
    called_tail_ += ":1";
    blank_tail_ += ":.";
  }
  called_tail_ += '\t';
  blank_tail_ += '\t';
  stores_cells_ = plan_.ploidy == 2 && diploid_cells_.set_tails(called_tail_, blank_tail_);
}

std::size_t VcfText::row_bound() const noexcept {
  return line_begin_.size() + plan_.haplotypes() * (most_digits + 1) + plan_.samples() * called_tail_.size();
}

void VcfText::append(const Site& site, Payload& payload) {
  std::size_t bound = row_bound() + format_.size() + 64 + DiploidCells::overhang + site.id.size() + phase_bound(site);
  for (const std::string_view allele : site.alleles) bound += allele.size() + most_digits + 2;
  char* const begin = payload.text.reserve(bound);
  const bool one_digit = site.phases.empty() && !site.codes.empty() && site.alleles.size() <= one_digit_alleles;

  char* const cells = write_prefix(begin, site);
  char* end = nullptr;
  if (!site.phases.empty())
    end = site.codes.empty() ? write_phased_cells(cells, site, site.wide_codes.data())
                             : write_phased_cells(cells, site, site.codes.data());
  else if (one_digit && stores_cells_)
    end = diploid_cells_.write(cells, site.codes.data(), plan_.samples(),
                               site.called == static_cast<std::int64_t>(site.codes.size()));
  else
    end = site.codes.empty() ? write_cells(cells, site.wide_codes.data()) : write_cells(cells, site.codes.data());
  end[-1] = '\n';

  const auto offset = [&](const char* at) { return static_cast<std::uint32_t>(at - payload.text.data()); };
  PayloadRow row{.begin = offset(begin), .end = offset(end), .cells = offset(cells)};
  const std::size_t cell_bytes = 2 * plan_.ploidy - 1 + called_tail_.size();
  if (one_digit && plan_.ploidy != 0 && cell_bytes <= UINT16_MAX &&
      static_cast<std::size_t>(end - cells) == plan_.samples() * cell_bytes) {
    row.codes = static_cast<std::uint32_t>(payload.codes.size());
    row.samples = static_cast<std::uint32_t>(plan_.samples());
    row.cell_bytes = static_cast<std::uint16_t>(cell_bytes);
    row.allele_bytes = 2;
    row.ploidy = static_cast<std::uint8_t>(plan_.ploidy);
    payload.codes.insert(payload.codes.end(), site.codes.begin(), site.codes.end());
  }
  payload.text.commit(end);
  payload.rows.push_back(row);
}

// CHROM POS ID REF ALT QUAL FILTER INFO FORMAT, each with its tab.
char* VcfText::write_prefix(char* out, const Site& site) const {
  out = write_text(out, line_begin_);
  out = write_number(out, site.pos);
  *out++ = '\t';
  out = write_text(out, site.id);
  *out++ = '\t';
  out = write_text(out, site.alleles[0]);
  if (site.alleles.size() == 1) {
    out = write_text(out, "\t.\t.\t.\tAN=");
    return write_text(write_number(out, site.called), format_);
  }
  for (std::size_t allele = 1; allele < site.alleles.size(); ++allele) {
    *out++ = allele == 1 ? '\t' : ',';
    out = write_text(out, site.alleles[allele]);
  }
  out = write_text(out, "\t.\t.\tAC");
  for (std::size_t allele = 1; allele < site.alleles.size(); ++allele) {
    *out++ = allele == 1 ? '=' : ',';
    out = write_number(out, site.allele_counts[allele]);
  }
  out = write_text(out, ";AN=");
  out = write_number(out, site.called);
  return write_text(out, format_);
}

template <class Code>
char* VcfText::write_cells(char* out, const Code* codes) const noexcept {
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample) {
    bool called = false;
    for (std::uint32_t i = plan_.sample_begins[sample]; i < plan_.sample_begins[sample + 1]; ++i) {
      out = write_code(out, codes[i]);
      *out++ = '|';
      called = called || codes[i] != missing_code<Code>;
    }
    out = write_text(out - 1, called ? called_tail_ : blank_tail_);
  }
  return out;
}

// Of a haplotype table, where each sample has a phase of its own.
template <class Code>
char* VcfText::write_phased_cells(char* out, const Site& site, const Code* codes) const noexcept {
  for (std::size_t sample = 0; sample < plan_.samples(); ++sample) {
    const SamplePhase& phase = site.phases[sample];
    const bool called = is_called(site, plan_, sample);
    for (std::uint32_t i = plan_.sample_begins[sample]; i < plan_.sample_begins[sample + 1]; ++i) {
      out = write_code(out, codes[i]);
      *out++ = phase.phased ? '|' : '/';
    }
    --out;
    if (plan_.phase_pi) {
      *out++ = ':';
      out = write_phase_block(out, called ? phase.block : ".");
    }
    if (plan_.phase_ps) {
      *out++ = ':';
      out = called && phase.set >= 0 ? write_number(out, phase.set) : write_text(out, ".");
    }
    *out++ = '\t';
  }
  return out;
}

}  // namespace matrix2vcf
