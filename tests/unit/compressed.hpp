// SPDX-License-Identifier: MIT
// compressed - gzip and BGZF made in memory, member by member, so that each byte of them can be damaged.
#pragma once

#include <zlib.h>

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "compress/bgzf.hpp"

namespace matrix2vcf::testing {

/// One gzip member, by zlib.
inline std::string gzip_member(std::string text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// BGZF blocks of `block` bytes of text each, without the EOF block.
inline std::string bgzf_blocks(std::string_view text, std::size_t block, int level = 6) {
  BgzfCompressor compressor(level);
  Buffer out;
  for (; !text.empty(); text.remove_prefix(std::min(block, text.size())))
    compressor.append_block({text.substr(0, block), {}, {}}, out);
  return std::string(out.view());
}

inline std::string bgzf_file(std::string_view text, std::size_t block, int level = 6) {
  return bgzf_blocks(text, block, level) + std::string(bgzf_eof);
}

}  // namespace matrix2vcf::testing
