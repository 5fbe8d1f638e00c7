// SPDX-License-Identifier: MIT
// bgzf - a Payload becomes one BGZF block: frame, CRC, and the DEFLATE stream of the level that was asked for
// (SAMv1 specification, section 4.1).
//
// Pure: no I/O, no threads, no exceptions of its own. A BgzfCompressor belongs to one worker; the bytes it makes are a
// function of level and payload alone.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "buffer.hpp"
#include "compress/row_deflate.hpp"
#include "encode/payload.hpp"

struct libdeflate_compressor;

namespace matrix2vcf {

/// Most text in a block: htslib's BGZF_BLOCK_SIZE. A stored block of it still fits in the 16 bits of BSIZE:
/// 18 bytes of frame before, 5 of DEFLATE's own, 8 of CRC and ISIZE after.
inline constexpr std::size_t bgzf_max_text = 0xff00;
static_assert(18 + 5 + bgzf_max_text + 8 <= 0x10000);

/// The empty block that ends a BGZF file.
inline constexpr std::string_view bgzf_eof(
    "\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff\x06\x00\x42\x43\x02\x00\x1b\x00\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00",
    28);

/// The level used where none was asked for: on real haplotypes it is 10 times as fast as level 6 of bgzip and smaller
/// than it; the levels above gain 2 % of size (bench/results.md).
inline constexpr int bgzf_default_level = 4;

/// Levels 1 to this are row_deflate's settings, those above libdeflate's.
inline constexpr int bgzf_last_row_level = 6;

class BgzfCompressor {
 public:
  /// `level`: 0 stored, 1 to 6 row_deflate, 7 to 9 libdeflate as in bcftools, -1 the default. Throws std::bad_alloc.
  explicit BgzfCompressor(int level);
  ~BgzfCompressor();
  BgzfCompressor(BgzfCompressor&&) noexcept;
  BgzfCompressor& operator=(BgzfCompressor&&) noexcept;

  /// What follows has nothing to do with the blocks before: they may have bearing on its bytes, never on its text.
  void begin() noexcept;

  /// Appends one block that inflates to payload.text, which has 1 to bgzf_max_text bytes.
  void append_block(const PayloadView& payload, Buffer& out);

  /// Appends `text` of any length as blocks, without an EOF block.
  void append_text(std::string_view text, Buffer& out);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const noexcept;
  };
  [[nodiscard]] std::size_t deflate(const PayloadView& payload, std::span<std::byte> out) noexcept;

  std::optional<RowDeflate> rows_;  // one of the two, or none for stored blocks
  std::unique_ptr<libdeflate_compressor, Free> libdeflate_;
};

}  // namespace matrix2vcf
