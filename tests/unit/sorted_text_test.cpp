// SPDX-License-Identifier: MIT
// sorted_text_test - an external sort gives what std::stable_sort gives, whatever the memory, and knows the lines.
#include "read/sorted_text.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "helpers.hpp"
#include "limits.hpp"
#include "random_matrix.hpp"
#include "test_files.hpp"
#include "text.hpp"

namespace matrix2vcf::testing {
namespace {

constexpr std::size_t kib = 1024, mib = 1024 * kib;

struct Row {
  std::size_t contig = 0;
  std::int64_t position = 0;
  std::int64_t line = 0;
  std::string text;
};

/// All that a sort gives.
struct Sorted {
  std::string text;
  std::vector<std::int64_t> lines;
  std::vector<std::string> contigs;
  bool operator==(const Sorted&) const = default;
};

std::string contents(int fd) {
  std::string text;
  std::vector<char> piece(64 * kib);
  for (ssize_t got = 0; (got = read(fd, piece.data(), piece.size())) > 0;)
    text.append(piece.data(), static_cast<std::size_t>(got));
  return text;
}

Sorted sort_file(const std::string& path, const SortPlan& plan) {
  Source source(path, {});
  Head head = read_head(source, false);
  const SortedText sorted = sort_text(source, head, plan, {});
  Sorted result{contents(sorted.text.get()), {}, {}};
  for (std::int64_t line = 1; line <= sorted.rows; ++line) result.lines.push_back(sorted.original_line(line));
  for (const Contig& contig : sorted.contigs.all()) result.contigs.push_back(contig.name);
  return result;
}

SortPlan plan_of(const Workspace& space, std::size_t max_memory = 4 * kib) {
  SortPlan plan;
  plan.folder = space.file("");
  plan.max_memory = max_memory;
  return plan;
}

Error refusal_of(const Workspace& space, const SortPlan& plan, const std::string& text) {
  write_file(space.file("matrix"), text);
  return error_of([&] { return sort_file(space.file("matrix"), plan); });
}

UnsortableRow fault_of(const Workspace& space, const SortPlan& plan, const std::string& text) {
  write_file(space.file("matrix"), text);
  try {
    static_cast<void>(sort_file(space.file("matrix"), plan));
  } catch (const UnsortableRow& row) {
    return row;
  }
  FAIL("no row was refused");
  return {};
}

constexpr std::string_view names = "CHROM\tPOS\tREF\ta\tb\n";

/// Rows of lengths up to `longest`, often of few positions, so that there are ties; shuffled, in order or nearly so.
/// And the same sorted, as ten plain lines would do it.
class RandomBody {
 public:
  RandomBody(std::uint64_t seed, std::size_t bytes, std::size_t longest) : dice_(seed) {
    const std::vector<std::size_t> counts = {1, 2, 5, 200};
    for (std::size_t i = dice_.pick(counts); i > 0; --i) contigs_.push_back("contig_" + std::to_string(i));
    const std::int64_t last = dice_.percent(50) ? 50 : max_position;
    for (std::size_t made = 0; made < bytes;) {
      Row row{dice_.below(contigs_.size()), dice_.between(1, last), 0, {}};
      row.text = contigs_[row.contig] + "\t" + std::to_string(row.position) + "\tA\tC\t" +
                 std::string(dice_.below(longest), static_cast<char>('a' + dice_.below(26)));
      made += row.text.size() + 1;
      rows_.push_back(std::move(row));
    }
    if (dice_.percent(30)) put_in_order();
    if (dice_.percent(50)) put_first_appearances_in_front();
  }

  [[nodiscard]] const std::vector<std::string>& contigs() const { return contigs_; }

  /// The matrix. Numbers the rows.
  std::string matrix() {
    const bool carriage_return = dice_.percent(20);
    const std::string line_end = carriage_return ? "\r\n" : "\n";
    std::string text = dice_.percent(20) ? "\xef\xbb\xbf" : "";
    std::int64_t line = 1;
    for (; dice_.percent(30); ++line) text += "## a comment" + line_end;
    text += std::string(names.substr(0, names.size() - 1)) + line_end;
    for (Row& row : rows_) {
      row.line = ++line;
      text += row.text + line_end;
    }
    if (dice_.percent(30))
      text.resize(text.size() - line_end.size());
    else if (dice_.percent(30))
      text += line_end + line_end;
    return text;
  }

  /// By the places of the contigs in `order`, or by first appearance.
  [[nodiscard]] Sorted sorted(const std::vector<std::string>& order) const {
    Sorted result;
    std::map<std::string, std::size_t> place;
    for (const std::string& name : order) place.emplace(name, place.size());
    for (const Row& row : rows_)
      if (place.emplace(contigs_[row.contig], place.size()).second) result.contigs.push_back(contigs_[row.contig]);
    std::vector<Row> rows = rows_;
    std::ranges::stable_sort(rows, {},
                             [&](const Row& row) { return std::pair(place[contigs_[row.contig]], row.position); });
    for (const Row& row : rows) {
      result.text += row.text + "\n";
      result.lines.push_back(row.line);
    }
    return result;
  }

  std::vector<std::string> shuffled_contigs() {
    std::vector<std::string> order = contigs_;
    order.push_back("without_rows");
    dice_.shuffle(order);
    return order;
  }

 private:
  // All of it, or all but a few rows that go where they should not, or but for each two neighbours.
  void put_in_order() {
    std::ranges::stable_sort(rows_, {}, [](const Row& row) { return std::pair(row.contig, row.position); });
    for (std::size_t wrong = dice_.below(4); wrong > 0; --wrong)
      std::swap(rows_[dice_.below(rows_.size())], rows_[dice_.below(rows_.size())]);
    if (dice_.percent(30))
      for (std::size_t i = 1; i < rows_.size(); i += 2) std::swap(rows_[i - 1], rows_[i]);
  }

  void put_first_appearances_in_front() {
    for (std::size_t i = 0; i < std::min(contigs_.size(), rows_.size()); ++i)
      std::swap(rows_[i], rows_[dice_.below(rows_.size())]);
  }

  Dice dice_;
  std::vector<std::string> contigs_;
  std::vector<Row> rows_;
};

ContigNumbers numbers_of(const std::vector<std::string>& order) {
  ContigNumbers numbers;
  for (const std::string& name : order) numbers.add(name);
  return numbers;
}

/// While it lives, no file grows past `bytes`: a write fails then, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

/// A number of KiB in /proc/self/status, in bytes; 0 where there is none.
std::size_t own_status(std::string_view field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(field)) return std::stoul(line.substr(line.find_first_of("0123456789"))) * kib;
  return 0;
}

/// Sets the largest memory of this process so far, VmHWM, back to what it has now (proc(5), clear_refs).
bool forget_peak_memory() {
  std::ofstream file("/proc/self/clear_refs");
  file << "5" << std::flush;
  return file.good();
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool memory_is_ours = false;  // a sanitizer takes some for itself
#else
constexpr bool memory_is_ours = true;
#endif

TEST_CASE("rows come out as std::stable_sort puts them, and their lines with them", "[sorted_text]") {
  // 4 KiB of memory make about 60 runs of 120 kB and merge two at a time, in six passes; 300 KiB, one pass; 1 MiB: one
  // run.
  const auto max_memory = GENERATE(4 * kib, 5 * kib + 7, 40 * kib, 300 * kib, mib);
  const Workspace space;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(max_memory, seed);
    const std::size_t bytes = seed % 4 == 0 ? 2 * kib : seed % 4 == 1 && max_memory > 40 * kib ? 900 * kib : 120 * kib;
    RandomBody body(seed, bytes, seed % 3 == 0 ? 2500 : seed % 3 == 1 ? 3 : 100);
    write_file(space.file("matrix"), body.matrix());
    SortPlan plan = plan_of(space, max_memory);
    REQUIRE((sort_file(space.file("matrix"), plan) == body.sorted({})));

    const std::vector<std::string> order = body.shuffled_contigs();
    const ContigNumbers listed = numbers_of(order);
    plan.contigs = &listed;
    REQUIRE((sort_file(space.file("matrix"), plan) == body.sorted(order)));
  }
}

TEST_CASE("a pipe, gzip and BGZF are sorted as a plain file is", "[sorted_text]") {
  const Workspace space;
  RandomBody body(7, 300 * kib, 200);
  const std::string matrix = body.matrix();
  const SortPlan plan = plan_of(space, 64 * kib);
  write_gzip(space.file("gzip"), matrix);
  write_bgzf(space.file("bgzf"), matrix, 5000);
  const Pipe pipe(matrix);
  for (const std::string& path : {space.file("gzip"), space.file("bgzf"), pipe.path()}) {
    CAPTURE(path);
    CHECK((sort_file(path, plan) == body.sorted({})));
  }
}

TEST_CASE("no rows are sorted to no rows", "[sorted_text]") {
  const auto after = GENERATE(as<std::string>{}, "", "\n", "\r\n\n");
  const Workspace space;
  write_file(space.file("matrix"), std::string(names) + after);
  CHECK((sort_file(space.file("matrix"), plan_of(space)) == Sorted{}));
}

TEST_CASE("any number of blank lines at the end goes, though they are more than the memory", "[sorted_text]") {
  const Workspace space;
  write_file(space.file("matrix"), std::string(names) + "1\t2\tA\tA\tC\n1\t1\tA\tA\tC\n" + std::string(20 * kib, '\n'));
  CHECK((sort_file(space.file("matrix"), plan_of(space)) == Sorted{"1\t1\tA\tA\tC\n1\t2\tA\tA\tC\n", {3, 2}, {"1"}}));
}

TEST_CASE("the text stands at its first byte, so that it can be read as a file", "[sorted_text]") {
  const Workspace space;
  write_file(space.file("matrix"), std::string(names) + "1\t2\tA\tA\tC\n");
  Source source(space.file("matrix"), {});
  Head head = read_head(source, false);
  const SortedText sorted = sort_text(source, head, plan_of(space), {});
  CHECK(lseek(sorted.text.get(), 0, SEEK_CUR) == 0);
  CHECK(error_of([&] { return sorted.original_line(2); }).code() == Exit::output);
}

TEST_CASE("a row without a place is told with its line", "[sorted_text]") {
  struct Case {
    std::string rows;
    FaultKind kind;
    std::int64_t line;
    std::string text;
    std::int64_t number = 0;
  };
  const std::string row = "1\t5\tA\tA\tC\n";
  const std::string long_text(100, 'x');
  const auto wrong = GENERATE_COPY(values<Case>({
      {row + "1\tx\tA\tA\tC\n", FaultKind::bad_pos, 3, "x"},
      {row + "1\t\tA\tA\tC\n", FaultKind::bad_pos, 3, ""},
      {row + "1\t0\tA\tA\tC\n", FaultKind::bad_pos, 3, "0"},
      {row + "1\t-1\tA\tA\tC\n", FaultKind::bad_pos, 3, "-1"},
      {row + "1\t+1\tA\tA\tC\n", FaultKind::bad_pos, 3, "+1"},
      {row + "1\t1.0\tA\tA\tC\n", FaultKind::bad_pos, 3, "1.0"},
      {row + "1\t2147483647\tA\tA\tC\n", FaultKind::bad_pos, 3, "2147483647"},
      {row + "1\t9223372036854775807\tA\tA\tC\n", FaultKind::bad_pos, 3, "9223372036854775807"},
      {row + "1\t99999999999999999999\tA\tA\tC\n", FaultKind::bad_pos, 3, "99999999999999999999"},
      {row + "\t5\tA\tA\tC\n", FaultKind::bad_chrom, 3, ""},
      {row + "a b\t5\tA\tA\tC\n", FaultKind::bad_chrom, 3, "a b"},
      {row + "a=b\t5\tA\tA\tC\n", FaultKind::bad_chrom, 3, "a=b"},
      {row + "# 1\t5\tA\tA\tC\n", FaultKind::comment_line, 3, "# 1\t5\tA\tA\tC"},
      {row + "15\r\n", FaultKind::column_count, 3, "15", 1},
      {row + "1 5 A A C\n", FaultKind::column_count, 3, "1 5 A A C", 1},
      {row + long_text + "\n", FaultKind::column_count, 3, long_text.substr(0, 64), 1},
      {row + "\n" + row, FaultKind::blank_line, 3, ""},
      {row + "\r\n\n" + row, FaultKind::blank_line, 3, ""},
      {"\n" + row, FaultKind::blank_line, 2, ""},
      {row + "15", FaultKind::column_count, 3, "15", 1},
  }));
  const auto rows_before = GENERATE(as<std::int64_t>{}, 0, 1000);  // of 11 bytes: in the first run, or a later one
  CAPTURE(wrong.rows, rows_before);
  const Workspace space;
  std::string text(names);
  for (std::int64_t i = 0; i < rows_before; ++i) text += row;
  const UnsortableRow fault = fault_of(space, plan_of(space), text + wrong.rows);
  CHECK(fault.line == wrong.line + rows_before);
  CHECK(fault.fault.kind == wrong.kind);
  CHECK(fault.fault.text == wrong.text);
  CHECK(fault.fault.number == wrong.number);
}

TEST_CASE("the first row without a place is the one that is told", "[sorted_text]") {
  const Workspace space;
  const UnsortableRow fault = fault_of(space, plan_of(space), std::string(names) + "1\t5\tA\tA\tC\n1\tx\tA\tA\tC\n#\n");
  CHECK(fault.line == 3);
}

TEST_CASE("a contig outside the list has no place", "[sorted_text]") {
  const Workspace space;
  const ContigNumbers listed = numbers_of({"1", "2"});
  SortPlan plan = plan_of(space);
  plan.contigs = &listed;
  const UnsortableRow fault = fault_of(space, plan, std::string(names) + "2\t5\tA\tA\tC\n3\t5\tA\tA\tC\n");
  CHECK(fault.fault.kind == FaultKind::none);
  CHECK(fault.fault.text == "3");
  CHECK(fault.line == 3);
  CHECK(fault_of(space, plan, std::string(names) + "=\t5\tA\tA\tC\n").fault.kind == FaultKind::bad_chrom);
}

TEST_CASE("POS has the limits that the scan knows, counted from 1 or from 0", "[sorted_text]") {
  const Workspace space;
  SortPlan plan = plan_of(space);
  const auto text = [](const std::string& position) { return std::string(names) + "1\t" + position + "\tA\tA\tC\n"; };
  for (const std::int64_t first : {0, 1}) {
    CAPTURE(first);
    plan.first_position = first;
    const std::int64_t last = max_position - 1 + first;
    for (const std::string& position :
         {std::to_string(first), std::to_string(last), std::string(24, '0') + std::to_string(last)}) {
      write_file(space.file("matrix"), text(position));
      CHECK(sort_file(space.file("matrix"), plan).lines == std::vector<std::int64_t>{2});
    }
    for (const std::int64_t position : {first - 1, last + 1})
      CHECK(fault_of(space, plan, text(std::to_string(position))).fault.kind == FaultKind::bad_pos);
  }
}

TEST_CASE("a line that fills the memory is sorted or refused, nothing between", "[sorted_text]") {
  const Workspace space;
  const std::string first = "1\t9\tA\tA\tC\n";
  const std::string line_end = GENERATE(as<std::string>{}, "\n", "");
  bool sorted = false, refused = false;
  for (std::size_t length = 3540; length < 3620; ++length) {  // of 4096 bytes an eighth is for writing
    CAPTURE(length, line_end);
    const std::string row = "1\t5\tA\tA\t" + std::string(length - 8, 'C');
    write_file(space.file("matrix"), std::string(names) + first + row + line_end);
    try {
      const Sorted result = sort_file(space.file("matrix"), plan_of(space));
      REQUIRE((result == Sorted{row + "\n" + first, {3, 2}, {"1"}}));
      CHECK_FALSE(refused);
      sorted = true;
    } catch (const Error& error) {
      REQUIRE(error.code() == Exit::resources);
      CHECK(error.what() == space.file("matrix") + ":3: the line, of " + std::to_string(length) +
                                " bytes, does not fit into the 4096 bytes of memory for sorting");
      CHECK(error.hint().find("--max-mem") != std::string::npos);
      refused = true;
    }
  }
  CHECK(sorted);
  CHECK(refused);
}

TEST_CASE("a line that does not fit is told with its length, wherever it stands", "[sorted_text]") {
  const Workspace space;
  const std::string row = "1\t5\tA\tA\tC\n";
  const auto rows_before = GENERATE(as<std::size_t>{}, 0, 1, 700);
  const auto length = GENERATE(as<std::size_t>{}, 5000, 1000000);
  std::string text(names);
  for (std::size_t i = 0; i < rows_before; ++i) text += row;
  const Error error = refusal_of(space, plan_of(space), text + std::string(length, 'x') + "\n" + row);
  CHECK(error.code() == Exit::resources);
  const std::string told =
      ":" + std::to_string(rows_before + 2) + ": the line, of " + std::to_string(length) + " bytes";
  CHECK(std::string(error.what()).find(told) != std::string::npos);
}

TEST_CASE("a line over 1 GiB is a fault of the row, not of the memory", "[sorted_text]") {
  const Workspace space;
  write_file(space.file("matrix"), std::string(names) + "1\t5\tA\tA\tC\n");
  std::filesystem::resize_file(space.file("matrix"), max_line + 100);  // a hole
  Source source(space.file("matrix"), {});
  Head head = read_head(source, false);
  try {
    static_cast<void>(sort_text(source, head, plan_of(space, mib), {}));
    FAIL("no row was refused");
  } catch (const UnsortableRow& row) {
    CHECK(row.fault.kind == FaultKind::long_line);
    CHECK(row.line == 3);
  }
}

TEST_CASE("memory that cannot be had is an error that names --max-mem", "[sorted_text]") {
  if (!memory_is_ours) return;
  const Workspace space;
  const Error error = refusal_of(space, plan_of(space, std::size_t{1} << 62U), std::string(names) + "1\t5\tA\tA\tC\n");
  CHECK(error.code() == Exit::resources);
  CHECK(error.hint().find("--max-mem") != std::string::npos);
}

TEST_CASE("a stop request ends the sort", "[sorted_text]") {
  const Workspace space;
  RandomBody body(3, 100 * kib, 100);
  write_file(space.file("matrix"), body.matrix());
  std::stop_source stop;
  stop.request_stop();
  for (const std::size_t max_memory : {4 * kib, mib}) {
    Source source(space.file("matrix"), {});
    Head head = read_head(source, false);
    CHECK_THROWS_AS(sort_text(source, head, plan_of(space, max_memory), stop.get_token()), Stopped);
  }
}

TEST_CASE("a folder that takes no temporary file is an error that names --temp-dir alone", "[sorted_text]") {
  const Workspace space;
  SortPlan plan = plan_of(space);
  plan.folder = space.file("no_such_folder");
  const Error error = refusal_of(space, plan, std::string(names) + "1\t5\tA\tA\tC\n");
  CHECK(error.code() == Exit::output);
  CHECK(std::string(error.what()).find("could not create a temporary file in " + plan.folder) != std::string::npos);
  CHECK(error.hint().find("--temp-dir") != std::string::npos);
  CHECK(error.hint().find("-C") == std::string::npos);
}

TEST_CASE("a temporary file that cannot grow is an error, and leaves nothing behind", "[sorted_text]") {
  const Workspace space;
  RandomBody body(3, 400 * kib, 100);
  write_file(space.file("matrix"), body.matrix());
  const std::filesystem::path folder = space.output_folder();
  SortPlan plan = plan_of(space, GENERATE(4 * kib, 64 * kib, mib));
  plan.folder = folder.string();
  const FileSizeLimit limit(100 * kib);
  const Error error = error_of([&] { return sort_file(space.file("matrix"), plan); });
  CHECK(error.code() == Exit::output);
  CHECK(std::string(error.what()).starts_with("could not write the temporary file in " + plan.folder + ": "));
  CHECK(error.hint().find("--temp-dir") != std::string::npos);
  CHECK(std::filesystem::is_empty(folder));
}

TEST_CASE("a file that changes while it is sorted is an error", "[sorted_text]") {
  const Workspace space;
  RandomBody body(3, 400 * kib, 100);
  const std::string matrix = body.matrix();
  write_file(space.file("matrix"), matrix);
  Source source(space.file("matrix"), {});
  Head head = read_head(source, false);
  write_file(space.file("matrix"), matrix.substr(0, matrix.rfind('\n', matrix.size() / 2) + 1));
  const Error error = error_of([&] { return sort_text(source, head, plan_of(space), {}); });
  CHECK(error.code() == Exit::input);
  CHECK(std::string(error.what()).find("changed while it was read") != std::string::npos);
}

TEST_CASE("sorting 100 MB takes the memory it was given and little more", "[sorted_text]") {
  if (!memory_is_ours) return;
  const Workspace space;
  constexpr std::size_t max_memory = 48 * mib;  // malloc takes and gives back whole mappings of this size
  Dice dice(1);
  std::ofstream file(space.file("matrix"), std::ios::binary);
  file << names;
  const std::string cells(180, 'A');
  constexpr std::int64_t rows = 500000;
  for (std::int64_t row = 0; row < rows; ++row)
    file << "contig_" << dice.below(20) << '\t' << dice.between(1, 100000000) << "\tA\t" << cells << '\n';
  file.close();

  Source source(space.file("matrix"), {});
  Head head = read_head(source, false);
  if (!forget_peak_memory()) {
    WARN("the peak of the memory cannot be had here");
    return;
  }
  const std::size_t before = own_status("VmRSS:");
  const SortedText sorted = sort_text(source, head, plan_of(space, max_memory), {});
  const std::size_t taken = own_status("VmHWM:") - before;
  CHECK(sorted.rows == rows);
  CHECK(taken > max_memory / 2);  // else it was not measured
  CHECK(taken < max_memory + 4 * mib);
  CHECK(own_status("VmRSS:") < before + 4 * mib);
}

}  // namespace
}  // namespace matrix2vcf::testing
