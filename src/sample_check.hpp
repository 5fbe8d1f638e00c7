// SPDX-License-Identifier: MIT
// sample_check - whether the samples to write are such as the format, and the tool that --for names, can take.
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <string>

#include "read/layout.hpp"

namespace matrix2vcf {

/// What to warn of; empty: nothing. Throws Error(Exit::content) where the tool does not take a sample's ploidy, or BCF
/// not that many samples, Error(Exit::usage) where a haplotype table is to hold a sample that is not diploid.
[[nodiscard]] std::string check_ploidy(const Demands& demands, Format format, const Layout& layout);

}  // namespace matrix2vcf
