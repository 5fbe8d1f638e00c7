// SPDX-License-Identifier: MIT
#include "read/inflate.hpp"

#include <algorithm>
#include <matrix2vcf/error.hpp>
#include <new>

#include "compress/bgzf.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr std::size_t bgzf_head_bytes = 18;

// A gzip member with an extra field whose first subfield is "BC" of two bytes.
bool is_bgzf(std::string_view begin) noexcept {
  return begin.size() >= bgzf_head_bytes && begin.substr(2, 2) == std::string_view("\x08\x04", 2) &&
         begin.substr(12, 4) == std::string_view("BC\x02\x00", 4);
}

constexpr std::string_view gzip_magic = "\x1f\x8b";

// The first byte of a member, and nothing behind it.
bool is_cut_magic(std::string_view begin) noexcept { return begin == gzip_magic.substr(0, 1); }

}  // namespace

bool is_gzip(std::string_view begin) noexcept { return begin.starts_with(gzip_magic); }

Inflate::Inflate(RawInput& input) : input_(input), bgzf_(is_bgzf(input.peek(bgzf_head_bytes))) {
  constexpr int gzip_only = 16;
  if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK) throw std::bad_alloc();
}

Inflate::~Inflate() { inflateEnd(&stream_); }

void Inflate::fail(const std::string& what) const {
  throw Error(Exit::input,
              shown_path(input_.path()) + ": " + what + " (near byte " + std::to_string(input_.consumed()) +
                  " of the compressed data)",
              "the file is not complete or was damaged on its way: copy it again; gzip -t tells more");
}

bool Inflate::begin_member() {
  const std::string_view next = input_.peek(bgzf_eof.size());
  if (next.empty()) {
    if (bgzf_ && !last_was_eof_) fail("the BGZF end-of-file block is missing: the file is truncated");
    return false;
  }
  if (next[0] == '\0') {
    end_input();
    return false;
  }
  if (is_cut_magic(next)) fail("the gzip data end in the middle: the file is truncated");
  if (!is_gzip(next)) fail("there are bytes that are no gzip data");
  last_was_eof_ = next.starts_with(bgzf_eof);
  inflateReset(&stream_);
  in_member_ = true;
  return true;
}

// Zero padding, as tapes and some archives add, and nothing else.
void Inflate::end_input() {
  if (bgzf_ && !last_was_eof_) fail("the BGZF end-of-file block is missing: the file is truncated");
  for (std::string_view rest = input_.peek(1); !rest.empty(); rest = input_.peek(1)) {
    if (std::ranges::any_of(rest, [](char byte) { return byte != '\0'; }))
      fail("there are bytes that are no gzip data");
    input_.skip(rest.size());
  }
}

std::size_t Inflate::read(char* out, std::size_t count) {
  constexpr std::size_t most = std::size_t{1} << 30;  // zlib counts in 32 bits
  stream_.next_out = reinterpret_cast<Bytef*>(out);
  stream_.avail_out = static_cast<uInt>(std::min(count, most));
  const uInt asked = stream_.avail_out;
  while (!done_ && stream_.avail_out == asked) {
    if (!in_member_ && !begin_member()) {
      done_ = true;
      break;
    }
    const std::string_view input = input_.peek(1);
    if (input.empty()) fail("the gzip data end in the middle: the file is truncated");
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(input.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    input_.skip(input.size() - stream_.avail_in);
    if (status == Z_STREAM_END)
      in_member_ = false;
    else if (status == Z_MEM_ERROR)
      throw std::bad_alloc();
    else if (status != Z_OK && status != Z_BUF_ERROR)
      fail(std::string("the gzip data are damaged") + (stream_.msg != nullptr ? std::string(": ") + stream_.msg : ""));
  }
  return asked - stream_.avail_out;
}

}  // namespace matrix2vcf
