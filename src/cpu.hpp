// SPDX-License-Identifier: MIT
// cpu - which vector instructions may be used. Bytes written never depend on the answer, only speed does.
#pragma once

namespace matrix2vcf {

enum class Cpu {
  scalar,  ///< what every processor can do
  avx2     ///< AVX2, BMI1, BMI2 and POPCNT
};

/// The best level of this processor, found once. MATRIX2VCF_CPU=scalar in the environment forces `scalar`.
[[nodiscard]] Cpu cpu() noexcept;

}  // namespace matrix2vcf

/// On a function with vector instructions, and on the instances that call it.
#if defined(__x86_64__)
#define MATRIX2VCF_AVX2 [[gnu::target("avx2,bmi,bmi2,popcnt")]]
#endif
