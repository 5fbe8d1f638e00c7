// SPDX-License-Identifier: MIT
#include "read/sorted_text.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <limits>
#include <matrix2vcf/error.hpp>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "limits.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

using Bytes = std::span<char>;

constexpr std::size_t number_bytes = sizeof(std::uint64_t);

constexpr std::size_t least_memory = std::size_t{4} << 10;

// What one write to a temporary file takes: a larger one is no faster.
constexpr std::size_t most_write_bytes = std::size_t{1} << 20;

// Half of a common L2 of 512 KiB, so that the text just read is still there when its lines are looked at.
constexpr std::size_t most_read_bytes = std::size_t{256} << 10;

// A run's share of the memory in a merge. Less makes a disk seek more than it reads; 4 MiB are enough for any.
constexpr std::size_t least_share = std::size_t{80} << 10;
constexpr std::size_t most_share = std::size_t{4} << 20;

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
static_assert(sizeof(Key) == 16 && alignof(Key) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
constexpr std::size_t most_run_text = std::numeric_limits<std::uint32_t>::max();

Bytes cut_front(Bytes& bytes, std::size_t count) noexcept {
  const Bytes front = bytes.first(count);
  bytes = bytes.subspan(count);
  return front;
}

// Memory for three streams, the text of rows and two numbers for each: a tenth for either number.
struct Buffers {
  explicit Buffers(Bytes memory) {
    const std::size_t numbers = memory.size() / 10 / number_bytes * number_bytes;
    ranks = cut_front(memory, numbers);
    lines = cut_front(memory, numbers);
    text = memory;
  }
  Bytes ranks, lines, text;
};

Descriptor open_temporary(const std::string& folder) try { return open_unnamed(folder); } catch (const Error& error) {
  // Its own hint proposes -C, with which a sort needs temporary files all the same.
  throw Error(error.code(), error.what(), "name a folder with --temp-dir");
}

void read_back(int fd, char* out, std::size_t count, std::int64_t offset) {
  while (count != 0) {
    const ssize_t got = pread(fd, out, count, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      throw Error(Exit::output, std::string("could not read the temporary file back: ") +
                                    (got == 0 ? "it is too short" : std::strerror(errno)));
    out += got;
    count -= static_cast<std::size_t>(got);
    offset += got;
  }
}

// A temporary file that is written from first to last.
class Spool {
 public:
  Spool(const std::string& folder, const std::stop_token& stop, Bytes buffer)
      : folder_(folder), stop_(stop), fd_(open_temporary(folder)), buffer_(buffer) {}

  void append(std::string_view bytes) {
    while (bytes.size() > buffer_.size() - used_) {
      const std::size_t count = buffer_.size() - used_;
      put(bytes.substr(0, count));
      bytes.remove_prefix(count);
      flush();
    }
    put(bytes);
  }

  void append_number(std::uint64_t number) {
    char bytes[number_bytes];
    std::memcpy(bytes, &number, sizeof bytes);
    append({bytes, sizeof bytes});
  }

  void flush() {
    if (stop_.stop_requested()) throw Stopped();
    if (const int error = write_all(fd_.get(), {buffer_.data(), used_}); error != 0)
      throw Error(Exit::output,
                  "could not write the temporary file in " + printable(folder_) + ": " + std::strerror(error),
                  "free some space, or name another folder with --temp-dir");
    flushed_ += static_cast<std::int64_t>(used_);
    used_ = 0;
  }

  [[nodiscard]] int fd() const noexcept { return fd_.get(); }
  [[nodiscard]] std::int64_t size() const noexcept { return flushed_ + static_cast<std::int64_t>(used_); }

  Descriptor release() {
    if (lseek(fd_.get(), 0, SEEK_SET) != 0)
      throw Error(Exit::output, std::string("could not go back in the temporary file: ") + std::strerror(errno));
    return std::move(fd_);
  }

 private:
  void put(std::string_view bytes) noexcept {
    std::copy(bytes.begin(), bytes.end(), buffer_.data() + used_);
    used_ += bytes.size();
  }

  std::string folder_;
  std::stop_token stop_;
  Descriptor fd_;
  Bytes buffer_;
  std::size_t used_ = 0;
  std::int64_t flushed_ = 0;
};

// Rows in order, in the files of a RunFiles.
struct Run {
  std::int64_t row_begin = 0, row_end = 0;
  std::int64_t text_begin = 0, text_end = 0;
  std::uint64_t last_rank = 0;
};

// Runs one behind the other: their text, and the rank and line of each row.
class RunFiles {
 public:
  RunFiles(const std::string& folder, const std::stop_token& stop, Bytes memory)
      : RunFiles(folder, stop, Buffers(memory)) {}

  /// Ranks serve to merge: what is known to be the only run needs none.
  void leave_out_ranks() noexcept { has_ranks_ = false; }

  /// What is appended from here on is in order, and begins with `first_rank`.
  void begin_run(std::uint64_t first_rank) {
    if (!runs_.empty() && first_rank >= runs_.back().last_rank) return;
    runs_.push_back({rows_, rows_, text_.size(), text_.size(), 0});
  }

  /// A row, whose line is then appended to text(), piece by piece, then end_row().
  void begin_row(std::uint64_t rank, std::uint64_t line) {
    if (has_ranks_) ranks_.append_number(rank);
    lines_.append_number(line);
    runs_.back().last_rank = rank;
    runs_.back().row_end = ++rows_;
  }
  void end_row() noexcept { runs_.back().text_end = text_.size(); }

  void finish() {
    ranks_.flush();
    lines_.flush();
    text_.flush();
  }

  [[nodiscard]] Spool& text() noexcept { return text_; }
  [[nodiscard]] const Spool& ranks() const noexcept { return ranks_; }
  [[nodiscard]] const Spool& lines() const noexcept { return lines_; }
  [[nodiscard]] const Spool& text() const noexcept { return text_; }
  [[nodiscard]] const std::vector<Run>& runs() const noexcept { return runs_; }

  /// The files of the only run, or of none.
  void release_to(SortedText& sorted) {
    sorted.text = text_.release();
    sorted.lines = lines_.release();
    sorted.rows = rows_;
  }

 private:
  RunFiles(const std::string& folder, const std::stop_token& stop, const Buffers& buffers)
      : ranks_(folder, stop, buffers.ranks), lines_(folder, stop, buffers.lines), text_(folder, stop, buffers.text) {}

  Spool ranks_, lines_, text_;
  std::vector<Run> runs_;
  std::int64_t rows_ = 0;
  bool has_ranks_ = true;
};

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

  [[nodiscard]] std::string_view line_at(std::size_t offset) const noexcept {
    const char* const line = text_ + offset;
    const auto* const newline = static_cast<const char*>(std::memchr(line, '\n', filled_ - offset));
    return without_cr({line, static_cast<std::size_t>(newline - line)});
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

// A stretch of a temporary file, read from first to last.
class Stretch {
 public:
  Stretch(const Spool& file, std::int64_t begin, std::int64_t end, Bytes buffer)
      : fd_(file.fd()), at_(begin), end_(end), buffer_(buffer) {}

  /// The next bytes; empty at the end.
  std::string_view next() {
    if (begin_ == filled_) refill();
    return {buffer_.data() + begin_, filled_ - begin_};
  }
  void skip(std::size_t count) noexcept { begin_ += count; }

  /// Of a stretch of numbers. Its buffer holds whole ones only.
  std::uint64_t next_number() {
    std::uint64_t number = 0;
    std::memcpy(&number, next().data(), sizeof number);
    skip(sizeof number);
    return number;
  }

 private:
  void refill() {
    begin_ = 0;
    filled_ = static_cast<std::size_t>(std::min(end_ - at_, static_cast<std::int64_t>(buffer_.size())));
    read_back(fd_, buffer_.data(), filled_, at_);
    at_ += static_cast<std::int64_t>(filled_);
  }

  int fd_;
  std::int64_t at_, end_;
  Bytes buffer_;
  std::size_t begin_ = 0, filled_ = 0;
};

// A run on its way through a merge. It stands at a row.
class RunReader {
 public:
  RunReader(const RunFiles& files, const Run& run, const Buffers& buffers)
      : ranks_(files.ranks(), run.row_begin * width, run.row_end * width, buffers.ranks),
        lines_(files.lines(), run.row_begin * width, run.row_end * width, buffers.lines),
        text_(files.text(), run.text_begin, run.text_end, buffers.text),
        rank_(ranks_.next_number()),
        rows_left_(run.row_end - run.row_begin) {}

  [[nodiscard]] std::uint64_t rank() const noexcept { return rank_; }

  /// Appends the row and goes on to the next one; false where there is none.
  bool move_row(RunFiles& to) {
    to.begin_row(rank_, lines_.next_number());
    for (bool ended = false; !ended;) {
      const std::string_view bytes = text_.next();
      const std::size_t newline = bytes.find('\n');
      ended = newline != bytes.npos;
      const std::string_view piece = bytes.substr(0, ended ? newline + 1 : bytes.size());
      to.text().append(piece);
      text_.skip(piece.size());
    }
    to.end_row();
    if (--rows_left_ == 0) return false;
    rank_ = ranks_.next_number();
    return true;
  }

 private:
  static constexpr auto width = static_cast<std::int64_t>(number_bytes);
  Stretch ranks_, lines_, text_;
  std::uint64_t rank_;
  std::int64_t rows_left_;
};

// The runs of a merge by the rank of the row they stand at, the smallest first; equal ones by number, as in the input.
class RunHeap {
 public:
  explicit RunHeap(const std::vector<RunReader>& readers) {
    for (std::size_t run = 0; run < readers.size(); ++run) entries_.push_back({readers[run].rank(), run});
    std::ranges::sort(entries_);  // sorted is a heap, too
  }

  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  [[nodiscard]] std::size_t first() const noexcept { return entries_[0].run; }

  /// The first run stands at another row now.
  void update_first(std::uint64_t rank) noexcept {
    entries_[0].rank = rank;
    sink_first();
  }
  void remove_first() noexcept {
    entries_[0] = entries_.back();
    entries_.pop_back();
    sink_first();
  }

 private:
  struct Entry {
    std::uint64_t rank;
    std::size_t run;
    auto operator<=>(const Entry&) const = default;
  };

  void sink_first() noexcept {
    for (std::size_t at = 0;;) {
      std::size_t child = 2 * at + 1;
      if (child >= entries_.size()) return;
      if (child + 1 < entries_.size() && entries_[child + 1] < entries_[child]) ++child;
      if (entries_[at] < entries_[child]) return;
      std::swap(entries_[at], entries_[child]);
      at = child;
    }
  }

  std::vector<Entry> entries_;
};

void merge_runs(const RunFiles& from, std::span<const Run> runs, Bytes memory, RunFiles& to) {
  const std::size_t share = std::min(memory.size() / runs.size(), most_share);
  std::vector<RunReader> readers;
  for (const Run& run : runs) readers.emplace_back(from, run, Buffers(cut_front(memory, share)));
  RunHeap heap(readers);
  to.begin_run(readers[heap.first()].rank());
  while (!heap.empty()) {
    RunReader& reader = readers[heap.first()];
    if (reader.move_row(to))
      heap.update_first(reader.rank());
    else
      heap.remove_first();
  }
}

// Merges as many runs at a time as the memory has room for, neighbours always, so that ties stay in order.
RunFiles merge_pass(const RunFiles& from, const SortPlan& plan, const std::stop_token& stop, Bytes write_memory,
                    Bytes memory) {
  const std::size_t most_runs = std::max<std::size_t>(2, memory.size() / least_share);
  const std::span<const Run> runs = from.runs();
  const std::size_t groups = (runs.size() + most_runs - 1) / most_runs;
  RunFiles to(plan.folder, stop, write_memory);
  if (groups == 1) to.leave_out_ranks();
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t begin = runs.size() * group / groups, end = runs.size() * (group + 1) / groups;
    merge_runs(from, runs.subspan(begin, end - begin), memory, to);
  }
  to.finish();
  return to;
}

std::unique_ptr<char[]> allocate(std::size_t bytes) try {
  return std::unique_ptr<char[]>(new char[bytes]);
} catch (const std::bad_alloc&) {
  throw Error(Exit::resources, "could not get " + std::to_string(bytes) + " bytes of memory for sorting",
              "let it take less: --max-mem SIZE");
}

}  // namespace

std::int64_t SortedText::original_line(std::int64_t sorted_line) const {
  std::uint64_t line = 0;
  char bytes[number_bytes];
  read_back(lines.get(), bytes, sizeof bytes, (sorted_line - 1) * static_cast<std::int64_t>(number_bytes));
  std::memcpy(&line, bytes, sizeof line);
  return static_cast<std::int64_t>(line);
}

SortedText sort_text(Source& source, Head& head, const SortPlan& plan, const std::stop_token& stop) {
  const std::size_t total = std::max(plan.max_memory, least_memory) / sizeof(Key) * sizeof(Key);
  const std::size_t for_writing = std::min(total / 8, most_write_bytes) / sizeof(Key) * sizeof(Key);
  const std::unique_ptr<char[]> bytes = allocate(total);
  Bytes memory(bytes.get(), total);
  const Bytes write_memory = cut_front(memory, for_writing);

  RunFiles files(plan.folder, stop, write_memory);
  RunMaker maker(source, head, plan, stop, memory, files);
  maker.run();
  files.finish();
  while (files.runs().size() > 1) files = merge_pass(files, plan, stop, write_memory, memory);

  SortedText sorted;
  files.release_to(sorted);
  sorted.contigs = maker.take_contigs();
  return sorted;
}

}  // namespace matrix2vcf
