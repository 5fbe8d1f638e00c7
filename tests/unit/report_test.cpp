// SPDX-License-Identifier: MIT
// report_test - messages and progress as standard error gets them: lines for a file, one moving line for a terminal.
#include "cli/report.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include "helpers.hpp"
#include "text.hpp"

namespace matrix2vcf::testing {
namespace {

/// Standard error is a terminal, or a pipe, while it lives.
class StandardError {
 public:
  explicit StandardError(bool terminal) : before_(dup(STDERR_FILENO)) {
    int ends[2] = {-1, -1};
    if (terminal) {
      ends[0] = posix_openpt(O_RDWR | O_NOCTTY);
      REQUIRE(grantpt(ends[0]) == 0);
      REQUIRE(unlockpt(ends[0]) == 0);
      ends[1] = open(ptsname(ends[0]), O_RDWR | O_NOCTTY);
    } else {
      REQUIRE(pipe(ends) == 0);
    }
    REQUIRE(dup2(ends[1], STDERR_FILENO) == STDERR_FILENO);
    close(ends[1]);
    reader_ = ends[0];
  }
  ~StandardError() {
    dup2(before_, STDERR_FILENO);
    close(before_);
    close(reader_);
  }
  StandardError(const StandardError&) = delete;
  StandardError& operator=(const StandardError&) = delete;

  /// What was written since the last call; a terminal's line ends are \r\n. A terminal hands over what was written at a
  /// later moment of its own, so the text is read up to a byte that is written after it.
  [[nodiscard]] std::string text() const {
    constexpr char end = '\x1e';
    REQUIRE(write(STDERR_FILENO, &end, 1) == 1);
    std::string text;
    for (char byte = 0; read(reader_, &byte, 1) == 1 && byte != end;) text += byte;
    return text;
  }

 private:
  int before_;
  int reader_ = -1;
};

Progress half_way() {
  Progress progress;
  progress.bytes_read = 500'000'000;
  progress.bytes_total = 1'000'000'000;
  progress.contig = "chr2";
  progress.position = 1234;
  progress.records = 77;
  return progress;
}

void wait_for(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

}  // namespace

TEST_CASE("progress is a line every so many seconds where there is no terminal", "[report]") {
  const StandardError output(false);
  Report report(3, 1);
  Report seldom(3, 100'000);
  wait_for(1.01);
  seldom.progress(half_way());
  CHECK(output.text().empty());
  report.progress(half_way());
  CHECK(output.text() == "[progress] matrix2vcf: 50.0% chr2:1234\n");
  wait_for(1.01);
  report.progress({});  // of a pipe, whose end nobody knows, before the first contig
  CHECK(output.text() == "[progress] matrix2vcf: \n");
}

TEST_CASE("progress on a terminal is one line that moves, and goes before a message and at the end", "[report]") {
  const StandardError output(true);
  const Environment kind("TERM", "xterm");
  {
    Report report(3, -1);
    wait_for(0.3);
    report.progress(half_way());
    const std::string line = output.text();
    CHECK(line.find("\r[matrix2vcf] 50.0% 500 MB ") == 0);
    CHECK(line.find("MB/s chr2:1234 77 records ") != std::string::npos);
    CHECK(line.find(" s left\x1b[K") != std::string::npos);
    report.message(Severity::warning, "what one must know");
    CHECK(output.text() == "\r\x1b[KWarning: what one must know\r\n");
    wait_for(0.3);
    Progress piped = half_way();
    piped.bytes_total = 0;
    report.progress(piped);
    CHECK(output.text().find(" left") == std::string::npos);
  }
  CHECK(output.text() == "\r\x1b[K");
}

TEST_CASE("a moving line is cut where it would scroll the terminal", "[report]") {
  const StandardError output(true);
  const Environment kind("TERM", "xterm");
  Report report(3, -1);
  Progress progress = half_way();
  for (const std::string& letter : {std::string("c"), std::string("\xC3\xA9")}) {
    std::string name;
    for (int i = 0; i < 1000; ++i) name += letter;
    progress.contig = name;
    for (const int columns : {0, 40, 200}) {
      winsize size{};
      size.ws_col = static_cast<unsigned short>(columns);
      REQUIRE(ioctl(STDERR_FILENO, TIOCSWINSZ, &size) == 0);
      wait_for(0.3);
      report.progress(progress);
      const std::string line = output.text();
      REQUIRE(line.starts_with("\r[matrix2vcf] 50.0% "));
      REQUIRE(line.ends_with("\x1b[K"));
      const std::string_view shown = std::string_view(line).substr(1, line.size() - 4);
      const auto letters = std::ranges::count_if(shown, [](char byte) { return (byte & 0xC0) != 0x80; });
      CHECK(is_utf8(shown));
      CHECK(letters < (columns == 0 ? 80 : columns));
      CHECK(letters > 30);
    }
  }
}

TEST_CASE("a terminal that cannot move back, and --quiet, have no moving line", "[report]") {
  const StandardError output(true);
  const Environment kind("TERM", "dumb");
  Report report(3, -1);
  Report quiet(0, -1);
  Report errors_alone(0, 1);
  wait_for(1.01);
  report.progress(half_way());
  quiet.progress(half_way());
  errors_alone.progress(half_way());
  quiet.message(Severity::warning, "a warning");
  CHECK(output.text().empty());
  Report warnings(1, -1);
  warnings.message(Severity::warning, "a warning");
  warnings.message(Severity::note, "a note");
  CHECK(output.text() == "Warning: a warning\r\n");
}

TEST_CASE("an error is its sentence and its hint", "[report]") {
  const StandardError output(false);
  print_error(Error(Exit::content, "what is wrong", "what helps"));
  print_error(Error(Exit::content, "what is wrong"));
  CHECK(output.text() == "Error: what is wrong\nhint: what helps\nError: what is wrong\n");
}

}  // namespace matrix2vcf::testing
