// SPDX-License-Identifier: MIT
// sample_choice - which of the samples are written, and in which order: -s and -S as in bcftools view (spec section 3).
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <stop_token>

#include "read/layout.hpp"

namespace matrix2vcf {

/// Leaves the samples that `options` ask for in `layout`, in the order of the list; with `^` all but these, in the
/// order they had. Throws Error(Exit::usage) for a name that is unknown, unless force_samples makes it a warning, for a
/// name that stands twice, and where no sample is left.
void choose_samples(const Options& options, Layout& layout, const std::stop_token& stop);

}  // namespace matrix2vcf
