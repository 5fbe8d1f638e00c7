// SPDX-License-Identifier: MIT
// options_check - which options fit together; the one place that judges them.
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>

namespace matrix2vcf {

/// Throws Error(Exit::usage) for a value out of range or options that contradict each other.
void check_options(const Options& options);

}  // namespace matrix2vcf
