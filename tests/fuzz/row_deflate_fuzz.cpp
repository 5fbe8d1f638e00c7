// SPDX-License-Identifier: MIT
// row_deflate_fuzz - arbitrary rows, described truly or falsely, come back from the compressor through libdeflate and
// zlib, and vector code writes the bytes of plain code.
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compress/row_deflate.hpp"
#include "fuzz.hpp"

using namespace matrix2vcf;
using namespace matrix2vcf::fuzz;

namespace {

constexpr std::size_t max_text = 65280;

struct Block {
  std::string text;
  std::vector<PayloadRow> rows;
  std::vector<std::uint8_t> codes;

  /// A row as the encoders write them; each call takes 8 bytes of input and 1 for every changed haplotype.
  void add_row(Input& in) {
    PayloadRow row;
    row.begin = size();
    text += "chr" + std::to_string(in.byte() % 3) + "\t" + std::to_string(in.number()) + "\t.\tA\t" +
            std::string(1 + in.byte() % 4 * 90, "CGT"[in.byte() % 3]) + "\tGT\t";
    row.cells = size();
    row.codes = static_cast<std::uint32_t>(codes.size());
    row.samples = 1 + in.number() % 700;
    row.ploidy = static_cast<std::uint8_t>(1 + in.byte() % 8);
    row.allele_bytes = static_cast<std::uint8_t>(1 + in.byte() % 2);
    const std::string tail(in.byte() % 5, ':');
    row.cell_bytes = static_cast<std::uint16_t>(row.ploidy * row.allele_bytes + tail.size());
    std::vector<std::uint8_t> own(std::size_t{row.samples} * row.ploidy);
    if (!rows.empty() && in.byte() % 4 != 0) {
      const PayloadRow& other = rows[in.byte() % rows.size()];
      for (std::size_t i = 0; i < own.size() && other.codes + i < codes.size(); ++i) own[i] = codes[other.codes + i];
    }
    for (std::uint32_t changes = in.byte() % 16; changes > 0; --changes)
      own[in.number() % own.size()] = static_cast<std::uint8_t>(in.byte() % 8 == 0 ? in.byte() : in.byte() % 2);
    for (std::size_t i = 0; i < own.size(); ++i) {
      text += static_cast<char>('0' + own[i]);
      if (row.allele_bytes == 2) text += '|';
      if ((i + 1) % row.ploidy == 0) text += tail;
    }
    text += '\n';
    row.end = size();
    codes.insert(codes.end(), own.begin(), own.end());
    rows.push_back(row);
  }

  void add_bytes(Input& in) {
    PayloadRow row;
    row.begin = size();
    for (std::uint32_t n = in.byte(); n > 0; --n) text += static_cast<char>(in.byte());
    row.end = size();
    rows.push_back(row);
  }

  void spoil_row(Input& in) {
    if (rows.empty()) return;
    PayloadRow& row = rows[in.byte() % rows.size()];
    std::uint32_t* const fields[] = {&row.begin, &row.end, &row.cells, &row.codes, &row.samples};
    *fields[in.byte() % 5] ^= in.number() << in.byte() % 17;
    if (in.byte() % 2 == 0) row.cell_bytes = static_cast<std::uint16_t>(in.number());
    if (in.byte() % 2 == 0) row.ploidy = static_cast<std::uint8_t>(in.byte());
    if (in.byte() % 2 == 0) row.allele_bytes = static_cast<std::uint8_t>(in.byte());
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text.size()); }
};

/// The text of a raw DEFLATE stream, by zlib, has exactly `length` bytes.
bool zlib_reads(std::span<const std::byte> stream, char* out, std::size_t length) {
  static z_stream* const reader = [] {
    auto* const fresh = new z_stream{};
    require(inflateInit2(fresh, -MAX_WBITS) == Z_OK);
    return fresh;
  }();
  inflateReset(reader);
  reader->next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(stream.data()));
  reader->avail_in = static_cast<uInt>(stream.size());
  reader->next_out = reinterpret_cast<Bytef*>(out);
  reader->avail_out = static_cast<uInt>(length + 1);
  return inflate(reader, Z_FINISH) == Z_STREAM_END && reader->avail_in == 0 && reader->avail_out == 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static RowDeflate fast[] = {RowDeflate(1), RowDeflate(2), RowDeflate(3), RowDeflate(4), RowDeflate(5), RowDeflate(6)};
  static RowDeflate plain[] = {RowDeflate(1, Cpu::scalar), RowDeflate(2, Cpu::scalar), RowDeflate(3, Cpu::scalar),
                               RowDeflate(4, Cpu::scalar), RowDeflate(5, Cpu::scalar), RowDeflate(6, Cpu::scalar)};
  static libdeflate_decompressor* const reader = libdeflate_alloc_decompressor();

  Input in(data, size);
  const std::size_t setting = in.byte() % 6;
  Block block;
  while (!in.empty() && block.text.size() < max_text) {
    const std::uint32_t kind = in.byte() % 16;
    if (kind == 0)
      block.spoil_row(in);
    else if (kind < 3)
      block.add_bytes(in);
    else
      block.add_row(in);
  }
  const std::size_t length = std::min(block.text.size(), max_text);
  const std::unique_ptr<char[]> text(new char[length]);  // exact, so that reading past it is seen
  std::memcpy(text.get(), block.text.data(), length);
  const PayloadView view{{text.get(), length}, block.rows, block.codes};

  static std::vector<std::byte> out(max_text + 5), again(max_text + 5);
  const std::size_t written = fast[setting].compress(view, out);
  require(written > 0);
  require(plain[setting].compress(view, again) == written);
  require(std::memcmp(out.data(), again.data(), written) == 0);
  const std::unique_ptr<char[]> back(new char[length + 1]);
  std::size_t got = 0;
  require(libdeflate_deflate_decompress(reader, out.data(), written, back.get(), length + 1, &got) ==
          LIBDEFLATE_SUCCESS);
  require(got == length && std::memcmp(back.get(), text.get(), length) == 0);
  require(zlib_reads(std::span(out).first(written), back.get(), length));
  require(std::memcmp(back.get(), text.get(), length) == 0);
  return 0;
}
