// SPDX-License-Identifier: MIT
// inflate - the text of a gzip or BGZF input, member by member, through zlib (RFC 1952; SAMv1, section 4.1).
//
// zlib checks each member's CRC and length. A BGZF file must end with the empty EOF block; zero bytes after the last
// member are padding; anything else there is damage.
#pragma once

#include <zlib.h>

#include <cstddef>

#include "read/source.hpp"

namespace matrix2vcf {

class Inflate {
 public:
  /// `input` stands at the first byte of a gzip member and outlives this. Throws std::bad_alloc.
  explicit Inflate(RawInput& input);
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;
  ~Inflate();

  /// The next bytes of text, 0 at the end. Throws Error(Exit::input) for truncated or damaged data.
  std::size_t read(char* out, std::size_t count);

 private:
  bool begin_member();
  void end_input();
  [[noreturn]] void fail(const std::string& what) const;

  RawInput& input_;
  z_stream stream_{};
  bool bgzf_ = false;  // the first member is a BGZF block
  bool in_member_ = false;
  bool last_was_eof_ = false;  // the member read last is BGZF's EOF block
  bool done_ = false;
};

/// True where `begin`, at least 2 bytes, are those of a gzip member.
[[nodiscard]] bool is_gzip(std::string_view begin) noexcept;

}  // namespace matrix2vcf
