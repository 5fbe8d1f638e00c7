// SPDX-License-Identifier: MIT
// version - the one place that holds the version; CMakeLists.txt reads it from here.
#pragma once

namespace matrix2vcf {

inline constexpr char version[] = "0.1.0";

}  // namespace matrix2vcf
