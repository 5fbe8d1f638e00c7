// SPDX-License-Identifier: MIT
// header_check - htslib's own parser must read in a header what we meant by it (design rule 1).
#pragma once

#include "encode/header.hpp"

namespace matrix2vcf {

/// Parses the VCF header of `plan` with htslib and compares contigs, samples and id numbers.
/// Throws Error(Exit::internal) naming what came back otherwise: names were checked before.
void check_header(const HeaderPlan& plan);

}  // namespace matrix2vcf
