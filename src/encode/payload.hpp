// SPDX-License-Identifier: MIT
// payload - what `encode` hands to `compress`: the text of a BGZF block, and where its genotypes stand in it.
//
// Stored and libdeflate blocks use the text alone. The row compressor uses both: in a regular row the byte of haplotype
// i of sample s stands at cells + s * cell_bytes + i * allele_bytes, and is a function of its code and of i alone;
// every other byte of a cell is the same in all cells of the row, but for the last cell's separator, which ends the
// row, and for the phase block of a sample without any allele, where "." is as long as the others'.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "buffer.hpp"

namespace matrix2vcf {

/// One row, or the piece of a row that is longer than a BGZF block. Offsets in bytes from the start of the text.
struct PayloadRow {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;          ///< one past the row's last byte
  std::uint32_t cells = 0;        ///< first genotype byte of the first sample of this row (or piece)
  std::uint32_t codes = 0;        ///< index of that sample's first code in Payload::codes
  std::uint32_t samples = 0;      ///< samples whose cells stand in this row (or piece); 0: not regular, bytes only
  std::uint16_t cell_bytes = 0;   ///< from one sample's cell to the next
  std::uint8_t allele_bytes = 0;  ///< from one haplotype to the next within a cell: 2 in text, 1 in BCF
  std::uint8_t ploidy = 0;        ///< the same in every sample of a regular row
};

/// What a compressor sees. Rows lie one after the other and cover the text.
struct PayloadView {
  std::string_view text;
  std::span<const PayloadRow> rows;
  std::span<const std::uint8_t> codes;  ///< 0 REF, 1.. ALT (at most 9 in a regular row), missing_code<uint8_t>
};

struct Payload {
  Buffer text;
  std::vector<PayloadRow> rows;
  std::vector<std::uint8_t> codes;

  [[nodiscard]] PayloadView view() const { return {text.view(), rows, codes}; }
};

}  // namespace matrix2vcf
