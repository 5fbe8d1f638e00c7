// SPDX-License-Identifier: MIT
#include "encode/vcf_text.hpp"

#include <cstring>

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
  if (plan_.ploidy == 2) fill_diploid_cells();
}

std::size_t VcfText::row_bound() const noexcept {
  return line_begin_.size() + plan_.haplotypes() * (most_digits + 1) + plan_.samples() * called_tail_.size();
}

void VcfText::fill_diploid_cells() {
  constexpr auto missing = missing_code<std::uint8_t>;
  if (3 + called_tail_.size() > stored_cell) return;
  for (unsigned pair = 0; pair < diploid_cells_.size(); ++pair) {
    const auto code = [](unsigned bits) { return static_cast<std::uint8_t>(bits == (missing & 15U) ? missing : bits); };
    const std::uint8_t first = code(pair & 15U);
    const std::uint8_t second = code(pair >> 4U);
    char* at = diploid_cells_[pair].bytes.data();
    *at++ = static_cast<char>('0' + first);
    *at++ = '|';
    *at++ = static_cast<char>('0' + second);
    at = write_text(at, first == missing && second == missing ? blank_tail_ : called_tail_);
    diploid_bytes_[pair] = static_cast<std::uint8_t>(at - diploid_cells_[pair].bytes.data());
  }
}

void VcfText::append(const Site& site, Payload& payload) {
  std::size_t bound = row_bound() + format_.size() + 64 + stored_cell;
  for (const std::string_view allele : site.alleles) bound += allele.size() + most_digits + 2;
  char* const begin = payload.text.reserve(bound);
  const bool one_digit = !site.codes.empty() && site.alleles.size() <= one_digit_alleles;

  char* const cells = write_prefix(begin, site);
  char* end = nullptr;
  if (one_digit && plan_.ploidy == 2 && 3 + called_tail_.size() <= stored_cell)
    end = write_diploid_cells(cells, site);
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
  out = write_text(out, "\t.\t");
  out = write_text(out, site.alleles[0]);
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

// Every cell is one store of 16 bytes, of which the next cell overwrites what is too much.
char* VcfText::write_diploid_cells(char* out, const Site& site) const noexcept {
  const std::uint8_t* codes = site.codes.data();
  const std::size_t samples = plan_.samples();
  const auto pair_of = [codes](std::size_t sample) {
    return (codes[2 * sample] & 15U) | (codes[2 * sample + 1] & 15U) << 4U;
  };
  if (site.called == static_cast<std::int64_t>(site.codes.size()) || blank_tail_.size() == called_tail_.size()) {
    const std::size_t cell_bytes = 3 + called_tail_.size();
    for (std::size_t sample = 0; sample < samples; ++sample, out += cell_bytes)
      std::memcpy(out, diploid_cells_[pair_of(sample)].bytes.data(), stored_cell);
    return out;
  }
  for (std::size_t sample = 0; sample < samples; ++sample) {
    const unsigned pair = pair_of(sample);
    std::memcpy(out, diploid_cells_[pair].bytes.data(), stored_cell);
    out += diploid_bytes_[pair];
  }
  return out;
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

}  // namespace matrix2vcf
