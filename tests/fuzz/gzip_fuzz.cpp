// SPDX-License-Identifier: MIT
// gzip_fuzz - gzip and BGZF, raw or built and then damaged, read as zlib reads them, or refused where it refuses; what
// is read, libdeflate reads too.
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <matrix2vcf/error.hpp>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "compress/bgzf.hpp"
#include "fuzz.hpp"
#include "memory_file.hpp"
#include "read/inflate.hpp"
#include "read/source.hpp"

namespace matrix2vcf::fuzz {
namespace {

constexpr std::size_t most_text = 20000;
constexpr std::size_t most_file = 8192;

/// A file under construction; never grows.
struct File {
  std::array<char, most_file> bytes{};
  std::size_t size = 0;

  void add(std::string_view text) {
    const std::size_t count = std::min(text.size(), most_file - size);
    std::memcpy(bytes.data() + size, text.data(), count);
    size += count;
  }
  void add(std::uint32_t value, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, value >>= 8U)
      add(std::string_view(reinterpret_cast<const char*>(&value), 1));
  }
};

struct Text {
  std::array<char, most_text + 1> bytes{};
  std::size_t size = 0;
  [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

// ---- What zlib makes of a whole file --------------------------------------------------------------------------------

enum class Verdict { refused, accepted, too_long };

z_stream* reset_stream() {
  static z_stream* const stream = [] {
    auto* const fresh = new z_stream{};
    if (inflateInit2(fresh, MAX_WBITS + 16) != Z_OK) std::abort();
    return fresh;
  }();
  inflateReset(stream);
  return stream;
}

/// The member at the front of `file` is appended to `text`; its length, 0 where it is damaged.
std::size_t read_member(std::string_view file, Text& text) {
  z_stream* const stream = reset_stream();
  stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(file.data()));
  stream->avail_in = static_cast<uInt>(file.size());
  stream->next_out = reinterpret_cast<Bytef*>(text.bytes.data() + text.size);
  stream->avail_out = static_cast<uInt>(text.bytes.size() - text.size);
  const int status = inflate(stream, Z_FINISH);
  text.size = text.bytes.size() - stream->avail_out;
  return status == Z_STREAM_END ? file.size() - stream->avail_in : 0;
}

bool is_bgzf(std::string_view file) {
  return file.size() >= 18 && file[2] == 8 && file[3] == 4 && file.substr(12, 4) == std::string_view("BC\2\0", 4);
}

/// `members`: where they begin, and the end of the last.
Verdict judge(std::string_view file, Text& text, std::vector<std::size_t>& members) {
  const bool needs_end = is_bgzf(file);
  bool ended = false;
  std::size_t at = 0;
  text.size = 0;
  members.assign(1, 0);
  while (at < file.size() && file[at] != '\0') {
    const std::string_view rest = file.substr(at);
    if (!rest.starts_with("\x1f\x8b")) return Verdict::refused;
    const std::size_t length = read_member(rest, text);
    if (text.size > most_text) return Verdict::too_long;
    if (length == 0) return Verdict::refused;
    ended = rest.starts_with(bgzf_eof);
    members.push_back(at += length);
  }
  if (file.find_first_not_of('\0', at) != file.npos) return Verdict::refused;
  return needs_end && !ended ? Verdict::refused : Verdict::accepted;
}

// ---- What we make of it ---------------------------------------------------------------------------------------------

/// False where it is refused. Small pieces are given up after a while: thousands of calls find no more than these.
bool read_ours(std::size_t piece, Text& text) {
  constexpr std::size_t most_small = 100;
  std::size_t calls = 0;
  text.size = 0;
  try {
    Source source(memory_path(0), {});
    while (text.size <= most_text) {
      if (++calls == most_small) piece = most_text;
      const std::size_t got =
          source.read(text.bytes.data() + text.size, std::min(piece, text.bytes.size() - text.size));
      if (got == 0) return true;
      text.size += got;
    }
    return true;
  } catch (const Error& error) {
    require(error.code() == Exit::input && !error.hint().empty());
    return false;
  }
}

/// Every member through libdeflate, which knows nothing of the others.
bool libdeflate_agrees(std::string_view file, const std::vector<std::size_t>& members, std::string_view text) {
  static libdeflate_decompressor* const reader = libdeflate_alloc_decompressor();
  static std::array<char, most_text> out;
  for (std::size_t i = 0; i + 1 < members.size(); ++i) {
    std::size_t used = 0, got = 0;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(
        reader, file.data() + members[i], members[i + 1] - members[i], out.data(), out.size(), &used, &got);
    if (result != LIBDEFLATE_SUCCESS || used != members[i + 1] - members[i]) return false;
    if (text.substr(0, got) != std::string_view(out.data(), got)) return false;
    text.remove_prefix(got);
  }
  return text.empty();
}

// ---- Files built from the bytes -------------------------------------------------------------------------------------

struct Body {
  std::string deflated, text;
};

/// DEFLATE streams of every kind of block, made once.
const std::vector<Body>& bodies() {
  static const std::vector<Body> made = [] {
    std::vector<Body> all;
    for (const std::size_t length : {0U, 1U, 20U, 90U, 700U})
      for (const int strategy : {Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY}) {
        Body body;
        while (body.text.size() < length) body.text += "1\t" + std::to_string(body.text.size() * 7 % 1000) + "\tA\tC\n";
        body.text.resize(length);
        z_stream stream{};
        if (deflateInit2(&stream, strategy == Z_HUFFMAN_ONLY ? 1 : 9, Z_DEFLATED, -MAX_WBITS, 8, strategy) != Z_OK)
          std::abort();
        body.deflated.resize(length + 100);
        stream.next_in = reinterpret_cast<Bytef*>(body.text.data());
        stream.avail_in = static_cast<uInt>(length);
        stream.next_out = reinterpret_cast<Bytef*>(body.deflated.data());
        stream.avail_out = static_cast<uInt>(body.deflated.size());
        if (deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
        body.deflated.resize(stream.total_out);
        deflateEnd(&stream);
        all.push_back(std::move(body));
      }
    return all;
  }();
  return made;
}

void add_end(std::string_view text, File& file) {
  file.add(libdeflate_crc32(0, text.data(), text.size()), 4);
  file.add(static_cast<std::uint32_t>(text.size()), 4);
}

void add_deflated(Input& in, std::string_view& text, File& file) {
  if (in.byte() % 2 == 0) {
    const Body& body = bodies()[in.below(bodies().size())];
    file.add(body.deflated);
    text = body.text;
    return;
  }
  text = in.text(in.below(64));
  file.add(1, 1);
  file.add(static_cast<std::uint32_t>(text.size()), 2);
  file.add(static_cast<std::uint32_t>(~text.size()), 2);
  file.add(text);
}

/// A gzip head with any of its fields.
void add_gzip_head(Input& in, File& file) {
  const std::size_t begin = file.size;
  const std::uint32_t flags = in.byte() & 31;
  file.add(std::string_view("\x1f\x8b\x08", 3));
  file.add(flags, 1);
  file.add(in.number(), 6);
  if ((flags & 4) != 0) {
    const std::string_view extra = in.text(in.below(12));
    file.add(static_cast<std::uint32_t>(extra.size()), 2);
    file.add(extra);
  }
  for (const std::uint32_t flag : {8U, 16U})
    if ((flags & flag) != 0) file.add(std::string_view("name\0", 5));
  if ((flags & 2) != 0) file.add(libdeflate_crc32(0, file.bytes.data() + begin, file.size - begin) & 0xffff, 2);
}

void add_member(Input& in, File& file) {
  std::string_view text;
  const std::size_t begin = file.size;
  const std::uint32_t kind = in.byte() % 8;
  if (kind == 0) return file.add(in.text(in.below(8)));
  if (kind == 1) return file.add(std::string(in.below(40), '\0'));
  if (kind == 2) return file.add(bgzf_eof);
  if (kind == 3) {
    add_gzip_head(in, file);
  } else {
    file.add(bgzf_eof.substr(0, 16));
    file.add(0, 2);
  }
  add_deflated(in, text, file);
  add_end(text, file);
  if (kind == 3 || begin + 18 > file.size) return;
  const std::size_t block = file.size - begin - 1 - (kind == 7 ? in.below(3) : 0);
  file.bytes[begin + 16] = static_cast<char>(block & 255);
  file.bytes[begin + 17] = static_cast<char>(block >> 8U);
}

void build(Input& in, File& file) {
  const std::size_t members = 1 + in.below(4);
  const std::uint32_t damage = in.byte();
  const std::size_t where = in.number();
  for (std::size_t i = 0; i < members; ++i) add_member(in, file);
  if (damage % 4 == 1) file.add(bgzf_eof);
  if (file.size == 0) return;
  if (damage % 16 == 2) file.size = where % file.size;
  if (damage % 16 == 3 && where % file.size >= 2)
    file.bytes[where % file.size] ^= static_cast<char>(1U << damage / 16 % 8);
}

}  // namespace
}  // namespace matrix2vcf::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace matrix2vcf;
  using namespace matrix2vcf::fuzz;
  static File file;
  static Text expected, found;
  static std::vector<std::size_t> members;
  constexpr std::array<std::size_t, 8> pieces{65536, 65536, 65536, 4096, 1000, 64, 7, 1};

  Input in(data, size);
  const std::uint32_t kind = in.byte();
  file.size = 0;
  if ((kind & 128) != 0) {
    build(in, file);
  } else {
    file.add("\x1f\x8b");
    file.add(in.rest());
  }
  const std::string_view bytes(file.bytes.data(), file.size);
  if (!is_gzip(bytes)) return 0;
  const Verdict verdict = judge(bytes, expected, members);
  if (verdict == Verdict::too_long) return 0;

  memory_file[0] = {.bytes = bytes, .interrupted = (kind & 8) != 0};
  if ((kind & 16) != 0) memory_file[0].most = 1 + (kind >> 5 & 3) * 13;
  const bool accepted = read_ours(pieces[kind % 8], found);
  require(accepted == (verdict == Verdict::accepted));
  if (!accepted) return 0;
  require(found.view() == expected.view());
  require(libdeflate_agrees(bytes, members, found.view()));
  return 0;
}
