// SPDX-License-Identifier: MIT
// chosen_places - what the scan must know of -r and -t: whether a row is asked for. A row that is not is held to
// nothing but its own form.
#pragma once

#include <cstdint>

namespace matrix2vcf {

class ChosenPlaces {
 public:
  virtual ~ChosenPlaces() = default;

  /// Of the contig begun last; `position` does not decrease.
  [[nodiscard]] virtual bool contains(std::int64_t position) noexcept = 0;
};

}  // namespace matrix2vcf
