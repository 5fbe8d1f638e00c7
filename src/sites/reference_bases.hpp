// SPDX-License-Identifier: MIT
// reference_bases - what the scan must know of a reference genome: its bases at a place, whoever fetches them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace matrix2vcf {

class ReferenceBases {
 public:
  virtual ~ReferenceBases() = default;

  /// The `count` bases of the contig begun last from `begin` on, counted from 0, in upper case. They live until the
  /// next call. May throw: the bases are read from a file.
  [[nodiscard]] virtual std::string_view bases(std::int64_t begin, std::size_t count) = 0;
};

/// What becomes of a row whose REF is not the reference's (--check-ref e, w, x, s).
enum class ReferenceRule { error, warn, exclude, swap };

}  // namespace matrix2vcf
