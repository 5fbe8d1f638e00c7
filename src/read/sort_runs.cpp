// SPDX-License-Identifier: MIT
#include "read/sort_runs.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <limits>
#include <matrix2vcf/error.hpp>
#include <memory>
#include <string_view>

#include "limits.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

// Half of a common L2 of 512 KiB, so that the text just read is still there when its lines are looked at.
constexpr std::size_t most_read_bytes = std::size_t{256} << 10;

// The place of a row: contig, then POS. POS has 31 bits (max_position), a contig's number as many.
std::uint64_t rank_of(std::int32_t contig, std::int64_t position) noexcept {
  return static_cast<std::uint64_t>(contig) << 32U | static_cast<std::uint64_t>(position);
}

// A row in memory. 16 bytes, for there is one for each line: this is why a run has at most 4 GiB of text.
struct Key {
  std::uint64_t rank;
  std::uint32_t offset;  // of the line in the run's text
  std::uint32_t row;     // of the run: ties stay in input order

  bool operator<(const Key& other) const noexcept { return rank != other.rank ? rank < other.rank : row < other.row; }
};
static_assert(sizeof(Key) == key_bytes && alignof(Key) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
constexpr std::size_t most_run_text = std::numeric_limits<std::uint32_t>::max();

// Reads the body and makes its runs. Text grows from the memory's front, keys from its back towards it.
class RunMaker {
 public:
  RunMaker(Source& source, Head& head, const SortPlan& plan, const std::stop_token& stop, Bytes memory, RunFiles& files)
      : source_(source),
        head_(head),
        plan_(plan),
        stop_(stop),
        files_(files),
        read_bytes_(std::min(most_read_bytes, memory.size() / 16)),
        text_(memory.data()),
        keys_begin_(reinterpret_cast<Key*>(memory.data() + memory.size())),
        keys_end_(keys_begin_),
        lines_(head.lines_before),
        run_line_(head.lines_before + 1) {}

  void run() {
    while (read_more()) take_lines();
    if (filled_ != taken_) end_last_line();
    if (files_.runs().empty()) files_.leave_out_ranks();
    spill();
    source_.require_unchanged();
  }

  [[nodiscard]] ContigNumbers take_contigs() { return std::move(contigs_); }

 private:
  [[nodiscard]] std::size_t free_bytes() const noexcept {
    return static_cast<std::size_t>(reinterpret_cast<const char*>(keys_begin_) - (text_ + filled_));
  }

  // Bytes of text that may be read. A key's place stays free, so that the first line of a run always gets its key.
  [[nodiscard]] std::size_t room() const noexcept {
    return std::min(std::max(free_bytes(), sizeof(Key)) - sizeof(Key), most_run_text - filled_);
  }

  // The next bytes of the body: first those that came with the head.
  std::size_t read(char* out, std::size_t count) {
    if (head_.text.empty()) return source_.read(out, count);
    const auto begin = static_cast<std::size_t>(head_.body_begin) + head_taken_;
    const std::size_t here = std::min(count, head_.text.size() - begin);
    std::copy_n(head_.text.data() + begin, here, out);
    head_taken_ += here;
    if (begin + here == head_.text.size()) std::string().swap(head_.text);
    return here != 0 ? here : source_.read(out, count);
  }

  bool read_more() {
    make_room(read_bytes_);
    const std::size_t got = read(text_ + filled_, std::min(read_bytes_, room()));
    filled_ += got;
    return got != 0;
  }

  void end_last_line() {
    make_room(1);
    text_[filled_++] = '\n';
    take_lines();
  }

  void take_lines() {
    while (const void* found = std::memchr(text_ + searched_, '\n', filled_ - searched_)) {
      if (free_bytes() < sizeof(Key)) {
        spill();
        continue;
      }
      const auto newline = static_cast<std::size_t>(static_cast<const char*>(found) - text_);
      take_line(std::string_view(text_ + taken_, newline - taken_));
      taken_ = searched_ = newline + 1;
    }
    searched_ = filled_;
    if (filled_ - taken_ > max_line + 1) fail(FaultKind::long_line, {}, lines_ + 1);  // 1 for a carriage return
  }

  void take_line(std::string_view whole) {
    const std::string_view line = without_cr(whole);
    ++lines_;
    if (line.empty()) {
      if (first_blank_ == 0) first_blank_ = lines_;
      return;
    }
    if (first_blank_ != 0) fail(FaultKind::blank_line, {}, first_blank_);
    if (line.size() > max_line) fail(FaultKind::long_line, {}, lines_);
    if (line[0] == '#') fail(FaultKind::comment_line, line, lines_);
    add_key(rank_of_row(line));
  }

  void add_key(std::uint64_t rank) {
    in_order_ = in_order_ && rank >= last_rank_;
    last_rank_ = rank;
    const auto row = static_cast<std::uint32_t>(keys_end_ - keys_begin_);
    std::construct_at(--keys_begin_, Key{rank, static_cast<std::uint32_t>(taken_), row});
  }

  std::uint64_t rank_of_row(std::string_view line) {
    const std::string_view chrom = field_at(line, plan_.shape.chrom), pos = field_at(line, plan_.shape.pos);
    if (chrom.data() == nullptr || pos.data() == nullptr)
      fail(FaultKind::column_count, line, lines_, std::ranges::count(line, '\t') + 1);
    const std::int32_t contig = contig_number(chrom);
    const std::int64_t value = parse_whole_number(pos).value_or(-1);
    const std::int64_t first = plan_.first_position, last = max_position - 1 + first;
    if (value < first || value > last) fail(FaultKind::bad_pos, pos, lines_);
    return rank_of(contig, value);
  }

  std::int32_t contig_number(std::string_view name) {
    if (name == contig_) return contig_number_;
    const ContigNumbers& known = plan_.contigs != nullptr ? *plan_.contigs : contigs_;
    std::int32_t number = known.find(name);
    if (number < 0) {
      if (!is_contig_name(name)) fail(FaultKind::bad_chrom, name, lines_);
      if (plan_.contigs != nullptr) fail(FaultKind::none, name, lines_);
      number = contigs_.add(name);
    }
    contig_ = name;
    return contig_number_ = number;
  }

  [[noreturn]] static void fail(FaultKind kind, std::string_view text, std::int64_t line, std::int64_t number = 0) {
    // A message shows 60 bytes; one more tells that there was more.
    UnsortableRow row;
    row.fault.kind = kind;
    row.fault.line = line - 1;
    row.fault.number = number;
    row.fault.text = text.substr(0, 64);
    row.line = line;
    throw row;
  }

  // `wanted` bytes, or what there is beside a single line.
  void make_room(std::size_t wanted) {
    if (room() < wanted && taken_ != 0) spill();
    if (room() == 0) refuse_line();
  }

  // The lines seen leave the memory, those with a key as a run.
  void spill() {
    if (stop_.stop_requested()) throw Stopped();
    if (keys_begin_ != keys_end_) write_run();
    run_line_ += keys_end_ - keys_begin_;
    keys_begin_ = keys_end_;
    in_order_ = true;
    last_rank_ = 0;
    std::memmove(text_, text_ + taken_, filled_ - taken_);
    filled_ -= taken_;
    searched_ -= taken_;
    taken_ = 0;
  }

  void write_run() {
    // The order of a walk from the back: as the rows came.
    const auto begin = std::make_reverse_iterator(keys_end_), end = std::make_reverse_iterator(keys_begin_);
    if (!in_order_) std::sort(begin, end);
    files_.begin_run(begin->rank);
    // The lines of shuffled rows lie anywhere in the memory: asking for a few ahead makes the sort 20 to 30 % faster.
    constexpr std::ptrdiff_t ahead = 8;
    for (auto key = begin; key != end; ++key) {
      if (end - key > ahead) __builtin_prefetch(text_ + key[ahead].offset);
      files_.begin_row(key->rank, static_cast<std::uint64_t>(run_line_ + key->row));
      files_.text().append(line_at(key->offset));
      files_.text().append("\n");
      files_.end_row();
    }
  }

  // A CR that stays is the reader's matter.
  [[nodiscard]] std::string_view line_at(std::size_t offset) const noexcept {
    const char* const line = text_ + offset;
    const auto* const newline = static_cast<const char*>(std::memchr(line, '\n', filled_ - offset));
    const std::string_view whole(line, static_cast<std::size_t>(newline - line));
    return whole.ends_with("\r\r") ? whole : without_cr(whole);
  }

  // The memory holds the beginning of one line and nothing else. A line over 1 GiB is so whatever the memory.
  [[noreturn]] void refuse_line() {
    std::size_t length = 0;
    std::size_t have = filled_;
    while (have != 0 && length <= max_line + 1) {
      const auto* const newline = static_cast<const char*>(std::memchr(text_, '\n', have));
      length += newline != nullptr ? static_cast<std::size_t>(newline - text_) : have;
      have = newline != nullptr ? 0 : read(text_, std::min(read_bytes_, filled_));
    }
    if (length > max_line + 1) fail(FaultKind::long_line, {}, lines_ + 1);
    throw Error(Exit::resources,
                file_and_line(source_.path(), lines_ + 1) + "the line, of " + std::to_string(length) +
                    " bytes, does not fit into the " + std::to_string(plan_.max_memory) +
                    " bytes of memory for sorting",
                "give it more: --max-mem SIZE");
  }

  Source& source_;
  Head& head_;
  std::size_t head_taken_ = 0;
  const SortPlan& plan_;
  const std::stop_token& stop_;
  RunFiles& files_;
  ContigNumbers contigs_;  // by first appearance
  std::string contig_;     // of the row before; no name is empty
  std::int32_t contig_number_ = -1;

  std::size_t read_bytes_;
  char* text_;
  std::size_t taken_ = 0;     // bytes of lines that have a key, or are blank
  std::size_t searched_ = 0;  // no newline lies in [taken_, searched_)
  std::size_t filled_ = 0;    // bytes read
  Key* keys_begin_;           // the key of the row seen last
  Key* keys_end_;
  bool in_order_ = true;  // the rows of this run, as they came
  std::uint64_t last_rank_ = 0;

  std::int64_t lines_;     // of the input, seen so far
  std::int64_t run_line_;  // line of this run's first row: no blank line stands between rows
  std::int64_t first_blank_ = 0;
};

}  // namespace

ContigNumbers make_runs(Source& source, Head& head, const SortPlan& plan, const std::stop_token& stop, Bytes memory,
                        RunFiles& files) {
  RunMaker maker(source, head, plan, stop, memory, files);
  maker.run();
  return maker.take_contigs();
}

}  // namespace matrix2vcf
