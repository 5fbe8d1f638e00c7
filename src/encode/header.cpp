// SPDX-License-Identifier: MIT
#include "encode/header.hpp"

#include <string_view>

#include "encode/bcf_record.hpp"
#include "encode/table_dialect.hpp"

namespace matrix2vcf {

namespace {

class HeaderText {
 public:
  explicit HeaderText(bool with_idx) : with_idx_(with_idx) {}

  void line(std::string_view text) { (text_ += text) += '\n'; }

  // A structured line; `fields` is what stands between the angle brackets.
  void declare(std::string_view kind, const std::string& fields, std::size_t idx) {
    const std::string number = with_idx_ ? ",IDX=" + std::to_string(idx) : "";
    line("##" + std::string(kind) + "=<" + fields + number + ">");
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool with_idx_;
};

}  // namespace

std::string vcf_header(const HeaderPlan& plan, bool with_idx) {
  HeaderText header(with_idx);
  header.line("##fileformat=VCFv4.2");
  header.declare("FILTER", R"(ID=PASS,Description="All filters passed")", bcf_pass);
  if (!plan.reference.empty()) header.line("##reference=" + plan.reference);
  for (std::size_t i = 0; i < plan.contigs.size(); ++i) {
    const Contig& contig = plan.contigs[i];
    header.declare("contig",
                   "ID=" + contig.name + (contig.length > 0 ? ",length=" + std::to_string(contig.length) : ""), i);
  }
  header.declare("INFO", R"(ID=AC,Number=A,Type=Integer,Description="Allele count in genotypes, for each ALT allele")",
                 bcf_ac);
  header.declare("INFO", R"(ID=AN,Number=1,Type=Integer,Description="Total number of alleles in called genotypes")",
                 bcf_an);
  header.declare("FORMAT", R"(ID=GT,Number=1,Type=String,Description="Genotype")", bcf_gt);
  if (plan.phase_pi)
    header.declare(
        "FORMAT", R"(ID=PI,Number=1,Type=String,Description="Phase block, unique within a sample and contig")", bcf_pi);
  if (plan.phase_ps)
    header.declare("FORMAT", R"(ID=PS,Number=1,Type=Integer,Description="Phase set")", plan.phase_pi ? bcf_ps : bcf_pi);
  if (!plan.command.empty()) {
    header.line("##matrix2vcf_Version=" + std::string(version));
    header.line("##matrix2vcf_Command=" + plan.command);
  }
  std::string columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT";
  for (const std::string& sample : plan.samples) (columns += '\t') += sample;
  header.line(columns);
  return header.take();
}

std::string bcf_header(const HeaderPlan& plan) {
  const std::string text = vcf_header(plan, true);
  const std::size_t length = text.size() + 1;  // with the NUL
  std::string out = "BCF\2\2";
  for (unsigned byte = 0; byte < 4; ++byte) out += static_cast<char>(length >> (8 * byte) & 0xFFU);
  out += text;
  out += '\0';
  return out;
}

std::string table_header(const HeaderPlan& plan) {
  const TableWords& words = table_words(plan.table);
  std::string line(words.columns);
  for (const std::string& sample : plan.samples) {
    ((line += '\t') += sample) += words.separator;
    (line += "PI\t") += sample;
    (line += words.separator) += "PG_al";
  }
  return line + '\n';
}

std::string make_header(const HeaderPlan& plan, Format format) {
  switch (format) {
    case Format::bcf:
    case Format::bcf_uncompressed: return bcf_header(plan);
    case Format::table:
    case Format::table_gz: return table_header(plan);
    default: return vcf_header(plan, false);
  }
}

}  // namespace matrix2vcf
