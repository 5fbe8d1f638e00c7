// SPDX-License-Identifier: MIT
#include "cpu.hpp"

#include <cstdlib>
#include <string_view>

namespace matrix2vcf {

namespace {

Cpu detect() noexcept {
  const char* wish = std::getenv("MATRIX2VCF_CPU");
  if (wish != nullptr && std::string_view(wish) == "scalar") return Cpu::scalar;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool has_all = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  if (has_all) return Cpu::avx2;
#endif
  return Cpu::scalar;
}

}  // namespace

Cpu cpu() noexcept {
  static const Cpu level = detect();
  return level;
}

}  // namespace matrix2vcf
