// SPDX-License-Identifier: MIT
// encoders_fuzz - rows as VCF text and as BCF: htslib reads in both what was meant, header and records.
#include <htslib/hfile.h>
#include <htslib/hts.h>
#include <htslib/kstring.h>
#include <htslib/vcf.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "encode/bcf_record.hpp"
#include "encode/header.hpp"
#include "encode/vcf_text.hpp"
#include "fuzz.hpp"
#include "unit/sites.hpp"

namespace matrix2vcf::fuzz {
namespace {

using testing::OwnedSite;

struct Free {
  void operator()(htsFile* file) const { hts_close(file); }
  void operator()(bcf_hdr_t* header) const { bcf_hdr_destroy(header); }
  void operator()(bcf1_t* record) const { bcf_destroy(record); }
};

struct Line {
  kstring_t text = KS_INITIALIZE;
  Line() = default;
  ~Line() { ks_free(&text); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  [[nodiscard]] std::string_view view() const { return {text.s, text.l}; }
};

struct Bundle {
  EncodePlan plan;
  HeaderPlan header;
  std::vector<OwnedSite> sites;
};

// ---- Drawn from the bytes -------------------------------------------------------------------------------------------

std::string draw_allele(Input& in) {
  const std::uint32_t kind = in.byte();
  if (kind < 128) return std::string(1, "ACGTN"[kind % 5]);
  std::string allele;
  for (std::size_t i = kind % 20 + (kind > 250 ? 120 : 0); i > 0; --i) allele += "ACGT"[i % 4];
  return allele.empty() ? "*" : allele + "ACGT"[in.below(4)];
}

/// REF and different ALT alleles; many of them are written out by number.
std::vector<std::string> draw_alleles(Input& in) {
  std::vector<std::string> alleles{draw_allele(in)};
  if (alleles[0] == "*") alleles[0] = "A";
  const std::uint32_t kind = in.byte();
  if (kind >= 230) {
    testing::Dice dice(kind);
    return testing::random_alleles(dice, 60 + in.below(250), 2);
  }
  for (std::uint32_t i = 0; i < kind % 6; ++i) {
    std::string allele = draw_allele(in);
    if (std::ranges::find(alleles, allele) == alleles.end()) alleles.push_back(std::move(allele));
  }
  return alleles;
}

OwnedSite draw_site(Input& in, std::size_t haplotypes) {
  OwnedSite site{"", 0, draw_alleles(in), {}};
  const auto alleles = static_cast<std::int64_t>(site.alleles.size());
  while (site.codes.size() < haplotypes) {
    const std::uint32_t kind = in.byte();
    const std::int64_t code = kind % 4 == 3 ? -1 : (kind / 4 % 2 == 0 ? kind / 8 : alleles - 1 - kind / 8 % 4);
    const std::size_t run = 1 + kind / 64;
    for (std::size_t i = 0; i < run && site.codes.size() < haplotypes; ++i)
      site.codes.push_back(code < 0 ? -1 : code % alleles);
  }
  return site;
}

Bundle draw(Input& in) {
  Bundle bundle;
  const std::uint32_t kind = in.byte();
  std::vector<std::size_t> ploidies(1 + in.below(kind % 8 == 7 ? 200 : 12), 1 + kind / 8 % 8);
  if (kind >= 128)
    for (std::size_t i = 0; i < 6 && i < ploidies.size(); ++i) ploidies[i] = 1 + in.below(8);
  bundle.header.phase_pi = (kind & 1) == 0;
  bundle.header.phase_ps = (kind & 2) != 0;
  bundle.plan = EncodePlan::make(ploidies, bundle.header.phase_pi, bundle.header.phase_ps);
  bundle.header.contigs = {{"1", 0}, {"HLA:A*01:01%x", 500}, {std::string(14 + in.below(120), 'c'), 0}};
  bundle.header.samples = testing::sample_names(bundle.plan);
  while (!in.empty() && bundle.sites.size() < 8) {
    OwnedSite site = draw_site(in, bundle.plan.haplotypes());
    site.chrom = bundle.header.contigs[in.below(3)].name;
    const std::uint32_t place = in.number();
    site.pos = place < 60000 ? 1 + place : 2'147'483'646 - 65535 + place - 700;
    bundle.sites.push_back(std::move(site));
  }
  return bundle;
}

/// The line that is meant, without its newline; a site without ALT has no AC.
std::string line_of(const OwnedSite& site, const EncodePlan& plan) {
  constexpr std::string_view empty = "\t\t.\t.\tAC=;";
  std::string line = testing::plain_vcf_line(site, plan, phase_block_name(site.chrom));
  if (site.alleles.size() == 1) line.replace(line.find(empty), empty.size(), "\t.\t.\t.\t");
  line.pop_back();
  return line;
}

// ---- Judging --------------------------------------------------------------------------------------------------------

std::string encode(Encoder& encoder, const Bundle& bundle) {
  Payload payload;
  for (const OwnedSite& site : bundle.sites) {
    const auto contig = std::ranges::find(bundle.header.contigs, site.chrom, &Contig::name);
    encoder.begin_contig(site.chrom, static_cast<std::int32_t>(contig - bundle.header.contigs.begin()));
    encoder.append(testing::SiteView(site).site(), payload);
  }
  require(testing::payload_fault(payload).empty());
  return std::string(payload.text.view());
}

void parse_line(std::string line, bcf_hdr_t* header, bcf1_t* record, Line& out) {
  kstring_t words{line.size(), line.size() + 1, line.data()};
  require(vcf_parse(&words, header, record) == 0 && record->errcode == 0);
  ks_clear(&out.text);
  require(vcf_format(header, record, &out.text) == 0);
}

/// `file`, a whole BCF, holds the records that `lines` are, one after the other.
void check_bcf(const std::string& file, const Bundle& bundle, const std::vector<std::string>& lines) {
  auto* const copy = static_cast<char*>(std::malloc(file.size()));
  std::memcpy(copy, file.data(), file.size());
  hFILE* const bytes = hopen("mem:", "rb:", copy, file.size());
  require(bytes != nullptr);
  const std::unique_ptr<htsFile, Free> reader(hts_hopen(bytes, "mem:", "rb"));
  require(reader != nullptr && reader->format.format == bcf);
  const std::unique_ptr<bcf_hdr_t, Free> header(bcf_hdr_read(reader.get()));
  require(header != nullptr && bcf_hdr_nsamples(header.get()) == static_cast<int>(bundle.plan.samples()));
  const std::unique_ptr<bcf1_t, Free> record(bcf_init()), parsed(bcf_init());
  Line found, expected;
  for (const std::string& line : lines) {
    require(bcf_read(reader.get(), header.get(), record.get()) == 0 && record->errcode == 0);
    ks_clear(&found.text);
    require(vcf_format(header.get(), record.get(), &found.text) == 0);
    parse_line(line, header.get(), parsed.get(), expected);
    require(found.view() == expected.view());
    require(expected.view() == line + '\n');
  }
  require(bcf_read(reader.get(), header.get(), record.get()) == -1);
}

}  // namespace
}  // namespace matrix2vcf::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace matrix2vcf;
  using namespace matrix2vcf::fuzz;
  static const bool quiet = (hts_set_log_level(HTS_LOG_OFF), true);
  require(quiet);
  Input in(data, size);
  const Bundle bundle = draw(in);
  std::vector<std::string> lines;
  std::string text;
  for (const OwnedSite& site : bundle.sites) {
    lines.push_back(line_of(site, bundle.plan));
    text += lines.back() + '\n';
  }
  VcfText vcf(bundle.plan);
  require(encode(vcf, bundle) == text);
  BcfRecord bcf(bundle.plan);
  check_bcf(bcf_header(bundle.header) + encode(bcf, bundle), bundle, lines);
  return 0;
}
