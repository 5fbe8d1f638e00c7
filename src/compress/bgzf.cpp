// SPDX-License-Identifier: MIT
#include "compress/bgzf.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <new>

#include "compress/gzip_crc.hpp"

namespace matrix2vcf {

namespace {

constexpr std::size_t head_bytes = 18;
constexpr std::size_t foot_bytes = 8;
constexpr std::size_t max_block = 0x10000;

// gzip member with an extra field: SI1 'B', SI2 'C', SLEN 2, BSIZE (set when it is known).
constexpr std::string_view head("\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff\x06\x00\x42\x43\x02\x00\x00\x00", head_bytes);

// htslib's map of levels to libdeflate's (bgzf.c, bgzf_compress) from 7 on, so that -Oz7 means what it means in
// bcftools.
constexpr std::array<int, 3> libdeflate_level = {8, 10, 12};

void store16(char* at, std::size_t value) noexcept {
  at[0] = static_cast<char>(value & 0xFFU);
  at[1] = static_cast<char>(value >> 8U & 0xFFU);
}

void store32(char* at, std::uint32_t value) noexcept {
  store16(at, value & 0xFFFFU);
  store16(at + 2, value >> 16U);
}

// One stored DEFLATE block, final; `text` is shorter than 64 KiB.
std::size_t store(std::string_view text, char* out) noexcept {
  out[0] = 1;
  store16(out + 1, text.size());
  store16(out + 3, ~text.size());
  std::memcpy(out + 5, text.data(), text.size());
  return 5 + text.size();
}

}  // namespace

void BgzfCompressor::Free::operator()(libdeflate_compressor* compressor) const noexcept {
  libdeflate_free_compressor(compressor);
}

BgzfCompressor::BgzfCompressor(int level) {
  const int asked = level < 0 ? bgzf_default_level : level;
  if (asked == 0) return;
  if (asked <= bgzf_last_row_level) {
    rows_.emplace(asked);
    return;
  }
  const auto above = static_cast<std::size_t>(asked - bgzf_last_row_level - 1);
  libdeflate_.reset(libdeflate_alloc_compressor(libdeflate_level[above]));
  if (libdeflate_ == nullptr) throw std::bad_alloc();
}

BgzfCompressor::~BgzfCompressor() = default;
BgzfCompressor::BgzfCompressor(BgzfCompressor&&) noexcept = default;
BgzfCompressor& BgzfCompressor::operator=(BgzfCompressor&&) noexcept = default;

// 0 where the stream does not fit, or the level stores.
std::size_t BgzfCompressor::deflate(const PayloadView& payload, std::span<std::byte> out) noexcept {
  if (rows_) return rows_->compress(payload, out);
  if (libdeflate_ == nullptr) return 0;
  return libdeflate_deflate_compress(libdeflate_.get(), payload.text.data(), payload.text.size(), out.data(),
                                     out.size());
}

void BgzfCompressor::begin() noexcept {
  if (rows_) rows_->begin();
}

void BgzfCompressor::append_block(const PayloadView& payload, Buffer& out) {
  const std::string_view text = payload.text;
  char* const block = out.reserve(max_block);
  std::memcpy(block, head.data(), head_bytes);
  char* const stream = block + head_bytes;
  const std::span room(reinterpret_cast<std::byte*>(stream), max_block - head_bytes - foot_bytes);
  std::size_t bytes = deflate(payload, room);
  if (bytes == 0) bytes = store(text, stream);
  store32(stream + bytes, gzip_crc(text));
  store32(stream + bytes + 4, static_cast<std::uint32_t>(text.size()));
  store16(block + 16, head_bytes + bytes + foot_bytes - 1);
  out.commit(stream + bytes + foot_bytes);
}

void BgzfCompressor::append_text(std::string_view text, Buffer& out) {
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, bgzf_max_text);
    append_block({piece, {}, {}}, out);
    text.remove_prefix(piece.size());
  }
}

}  // namespace matrix2vcf
