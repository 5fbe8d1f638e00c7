// SPDX-License-Identifier: MIT
// options_check - which options fit together; the one place that judges them.
#pragma once

#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <vector>

namespace matrix2vcf {

/// Throws Error(Exit::usage) for a value out of range or options that contradict each other.
void check_options(const Options& options);

/// The files that a run reads, or makes beside them, which nothing may be written over; empty: not given.
[[nodiscard]] std::vector<std::string> input_files(const Options& options);

}  // namespace matrix2vcf
