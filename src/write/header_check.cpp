// SPDX-License-Identifier: MIT
#include "write/header_check.hpp"

#include <string>
#include <utility>

#include "encode/bcf_record.hpp"
#include "text.hpp"
#include "write/htslib.hpp"

namespace matrix2vcf {

namespace {

void require(bool holds, const std::string& what) {
  if (!holds) throw Error(Exit::internal, "htslib reads the header otherwise than it was meant: " + what);
}

}  // namespace

void check_header(const HeaderPlan& plan) {
  const QuietHtslib quiet;
  std::string text = vcf_header(plan, true);
  const HtsHeader header = with_memory([] { return HtsHeader(bcf_hdr_init("r")); });
  require(with_memory([&] { return bcf_hdr_parse(header.get(), text.data()); }) == 0, "it refuses the text");

  require(header->n[BCF_DT_CTG] == static_cast<int>(plan.contigs.size()), "number of contigs");
  for (std::size_t i = 0; i < plan.contigs.size(); ++i)
    require(bcf_hdr_name2id(header.get(), plan.contigs[i].name.c_str()) == static_cast<int>(i),
            "contig " + quoted(plan.contigs[i].name));

  require(bcf_hdr_nsamples(header.get()) == static_cast<int>(plan.samples.size()), "number of samples");
  for (std::size_t i = 0; i < plan.samples.size(); ++i)
    require(plan.samples[i] == header->samples[i], "sample " + quoted(plan.samples[i]));

  for (const auto& [id, number] : {std::pair{"PASS", bcf_pass}, {"AC", bcf_ac}, {"AN", bcf_an}, {"GT", bcf_gt}})
    require(bcf_hdr_id2int(header.get(), BCF_DT_ID, id) == number, std::string("id ") + id);
  if (plan.phase_pi) require(bcf_hdr_id2int(header.get(), BCF_DT_ID, "PI") == bcf_pi, "id PI");
  if (plan.phase_ps)
    require(bcf_hdr_id2int(header.get(), BCF_DT_ID, "PS") == (plan.phase_pi ? bcf_ps : bcf_pi), "id PS");
}

}  // namespace matrix2vcf
