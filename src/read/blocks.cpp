// SPDX-License-Identifier: MIT
#include "read/blocks.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace matrix2vcf {

namespace {

constexpr std::size_t page = 4096;

// Half of a common L2 of 512 KiB, so that the text just read is still there when it is scanned and encoded.
constexpr std::size_t slice_bytes = std::size_t{256} << 10;

constexpr std::size_t round_up(std::size_t count) noexcept { return (count + page - 1) / page * page; }
constexpr std::int64_t round_down(std::int64_t offset) noexcept {
  return offset / static_cast<std::int64_t>(page) * static_cast<std::int64_t>(page);
}

// Where the line that holds the byte at `at` begins.
std::size_t line_begin(std::string_view text, std::size_t at) noexcept {
  return at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
}

}  // namespace

void FileSlices::Free::operator()(char* bytes) const noexcept { std::free(bytes); }

FileSlices::FileSlices(const Source& source, std::int64_t body_begin, std::size_t block_bytes)
    : source_(source), body_begin_(body_begin), block_bytes_(static_cast<std::int64_t>(block_bytes)) {}

void FileSlices::begin(std::int64_t block) {
  const std::int64_t from = std::max(body_begin_, block * block_bytes_);
  block_end_ = std::min((block + 1) * block_bytes_, source_.size());
  begin_ = end_ = 0;
  done_ = from >= block_end_;
  if (done_) return;
  source_.read_ahead(block_end_, static_cast<std::size_t>(block_bytes_));
  read_to_ = round_down(from);
  begin_ = static_cast<std::size_t>(from - read_to_);
  char before = '\n';
  if (from > body_begin_) source_.read_at(&before, 1, from - 1);
  skip_ = before != '\n';
}

std::int64_t FileSlices::offset() const noexcept {
  return read_to_ - static_cast<std::int64_t>(end_) + static_cast<std::int64_t>(begin_);
}

// Moves the bytes not yet handed out to where `wanted` more can be read behind them at a page's beginning.
void FileSlices::make_room(std::size_t wanted) {
  const std::size_t rest = end_ - std::min(begin_, end_);
  const std::size_t before = round_up(rest);
  const std::size_t needed = before + wanted + slice_padding;
  std::unique_ptr<char, Free> larger;
  if (needed > capacity_) {
    const std::size_t bytes = round_up(needed);
    larger.reset(static_cast<char*>(std::aligned_alloc(page, bytes)));
    if (larger == nullptr) throw std::bad_alloc();
    capacity_ = bytes;
  }
  char* const target = larger != nullptr ? larger.get() : bytes_.get();
  if (rest != 0) std::memmove(target + before - rest, bytes_.get() + begin_, rest);
  if (larger != nullptr) bytes_ = std::move(larger);
  begin_ = before - rest;
  end_ = before;
}

// False at the end of the file. A block's last line is followed in small steps, a line longer than a slice in steps
// that double, so that its bytes are moved a bounded number of times.
bool FileSlices::read_more() {
  const std::size_t ahead = end_ == 0 ? begin_ : 0;  // bytes of the first page that are before the block
  const std::size_t rest = end_ - std::min(begin_, end_);
  const std::int64_t left = block_end_ - read_to_;
  const std::size_t step = left > 0 ? std::min(slice_bytes, round_up(static_cast<std::size_t>(left))) : 2 * page;
  const std::size_t wanted = std::max(step, round_up(rest));
  make_room(wanted);
  const std::size_t got = source_.read_at(bytes_.get() + end_, wanted, read_to_);
  end_ += got;
  read_to_ += static_cast<std::int64_t>(got);
  begin_ += ahead;
  return got != 0;
}

// Drops the rest of a line that began in an earlier block. False where the block holds no line.
bool FileSlices::skip_partial_line() {
  for (;;) {
    const std::size_t have = end_ - begin_;
    const auto* newline = static_cast<const char*>(std::memchr(bytes_.get() + begin_, '\n', have));
    if (newline != nullptr) {
      begin_ = static_cast<std::size_t>(newline - bytes_.get()) + 1;
      return offset() < block_end_;
    }
    begin_ = end_;
    if (read_to_ >= block_end_ || !read_more()) return false;
  }
}

std::string_view FileSlices::next() {
  while (!done_) {
    const bool more = read_to_ < source_.size() && read_more();
    if (skip_ && !skip_partial_line()) break;
    skip_ = false;
    const char* const text = bytes_.get() + begin_;
    std::size_t lines = 0;
    if (read_to_ >= block_end_ && begin_ < end_) {
      // The line that holds the block's last byte is its last line.
      const auto last_byte = static_cast<std::size_t>(block_end_ - 1 - offset());
      const auto* newline = static_cast<const char*>(std::memchr(text + last_byte, '\n', end_ - begin_ - last_byte));
      if (newline != nullptr || read_to_ == source_.size()) {
        lines = newline != nullptr ? static_cast<std::size_t>(newline - text) + 1 : end_ - begin_;
        done_ = true;
      }
    }
    if (lines == 0 && begin_ < end_) {
      const auto* newline = static_cast<const char*>(memrchr(text, '\n', end_ - begin_));
      if (newline != nullptr) lines = static_cast<std::size_t>(newline - text) + 1;
      if (newline != nullptr && offset() + static_cast<std::int64_t>(lines) >= block_end_) done_ = true;
    }
    if (lines != 0) {
      begin_ += lines;
      return {text, lines};
    }
    if (end_ - begin_ > max_line) throw LongLine();
    if (!more) break;
  }
  done_ = true;
  return {};
}

StreamBlocks::StreamBlocks(Source& source, Head& head, std::size_t block_bytes)
    : StreamBlocks([&source](char* out, std::size_t count) { return source.read(out, count); }, block_bytes) {
  text_at_ = head.body_begin;
  carry_.append(std::string_view(head.text).substr(static_cast<std::size_t>(head.body_begin)));
  std::string().swap(head.text);
}

StreamBlocks::StreamBlocks(Read read, std::size_t block_bytes)
    : read_(std::move(read)), block_bytes_(static_cast<std::int64_t>(block_bytes)) {}

bool StreamBlocks::next(Buffer& block) {
  constexpr std::size_t read_bytes = std::size_t{64} << 10;
  block.clear();
  const std::int64_t block_end = ++block_ * block_bytes_;
  if (text_at_ >= block_end) return true;

  // Up to the newline of the line that holds the block's last byte.
  const auto last_byte = static_cast<std::size_t>(block_end - 1 - text_at_);
  static_cast<void>(block.reserve(last_byte + 2 * read_bytes + slice_padding));
  block.append(carry_.view());
  carry_.clear();
  std::size_t searched = last_byte;
  for (;;) {
    if (block.size() > searched) {
      const auto* newline =
          static_cast<const char*>(std::memchr(block.data() + searched, '\n', block.size() - searched));
      if (newline != nullptr) {
        const auto lines = static_cast<std::size_t>(newline - block.data()) + 1;
        carry_.append(block.view().substr(lines));
        block.commit(block.data() + lines);
        break;
      }
      searched = block.size();
    }
    if (const std::size_t line = block.size() > max_line ? line_begin(block.view(), last_byte) : block.size();
        block.size() - line > max_line)
      throw LongLine{std::ranges::count(block.view().substr(0, line), '\n')};
    const std::size_t got = at_end_ ? 0 : read_(block.reserve(read_bytes + slice_padding), read_bytes);
    if (got == 0) {
      at_end_ = true;
      break;
    }
    block.commit(block.data() + block.size() + got);
  }
  text_at_ += static_cast<std::int64_t>(block.size());
  return !block.empty() || !at_end_;
}

}  // namespace matrix2vcf
