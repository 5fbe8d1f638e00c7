// SPDX-License-Identifier: MIT
// consumers - --for NAME[,NAME]: what other tools demand of a VCF, as a table of options that exist and of checks.
//
// The demands were measured on the tools themselves, or read in their sources: GATK 4 (ValidateVariants; an index that
// htsjdk reads), Beagle 5 (duplicate markers, VCF as text, ploidy, a phased panel), SHAPEIT4 and 5 (diploid samples;
// multiallelic sites are dropped), plink2 (half calls, ploidy), vcftools, whatshap (PS as Integer, one ploidy).
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace matrix2vcf {

/// Names of the tools in `list` (with commas) set their options. `given`: long names of the options on the command
/// line; one that contradicts a demand is an Error(Exit::usage), as is an unknown name.
void apply_consumers(std::string_view list, const std::vector<std::string>& given, Options& options);

/// What was applied for each tool and how often, a line each, for the end of a run.
[[nodiscard]] std::string describe_consumers(std::string_view list, const Summary& summary);

}  // namespace matrix2vcf
