// SPDX-License-Identifier: MIT
// random_matrix - a genome matrix and its options, drawn from a seed: all that the specification allows, or one or two
// planted errors. A pure function of the seed on every platform.
#pragma once

#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "reference.hpp"

namespace matrix2vcf::testing {

/// Draws that do not depend on the standard library at hand (its distributions do).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// 0 to count - 1; count is at least 1.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
  }
  bool percent(std::size_t chance) { return below(100) < chance; }

  template <class T>
  const T& pick(const std::vector<T>& values) {
    return values[below(values.size())];
  }

  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

struct RandomMatrix {
  reference::Request request;
  Format format = Format::vcf;
  int level = -1;
  std::string planted;  ///< what is wrong with it, for people
};

/// A matrix that must be converted.
[[nodiscard]] RandomMatrix random_matrix(std::uint64_t seed);

/// A matrix that must be refused.
[[nodiscard]] RandomMatrix random_broken_matrix(std::uint64_t seed);

}  // namespace matrix2vcf::testing
