// SPDX-License-Identifier: MIT
// report - what the command line says on standard error: errors with their cure, notes, progress, the account.
#pragma once

#include <chrono>
#include <cstdint>
#include <matrix2vcf/matrix2vcf.hpp>
#include <string>
#include <string_view>

namespace matrix2vcf {

/// "Error: ..." and "hint: ..." on standard error. Never throws: a message that cannot be written is lost.
void print_error(const Error& error) noexcept;

/// The output as messages name it.
[[nodiscard]] std::string shown_output(const Options& options);

/// Most memory that this process has held so far.
[[nodiscard]] std::int64_t peak_memory_bytes();

/// The words of one run. A terminal gets one line of progress that moves, a log gets a line now and then.
class Report {
 public:
  /// `progress_seconds` as in CommandLine.
  Report(int verbosity, int progress_seconds);

  /// Takes the moving line away.
  ~Report();
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  void message(Severity severity, std::string_view text);
  void progress(const Progress& progress);

  /// A line per contig, the totals, and `Done: FILE` last, which is the sign that the file is complete.
  /// `consumers`: --for.
  void account(const Summary& summary, const Options& options, std::string_view consumers);

 private:
  void clear_line();
  void print_contigs(const Summary& summary) const;

  int verbosity_;
  bool terminal_;
  std::chrono::duration<double> interval_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point next_;
  bool line_shown_ = false;
};

}  // namespace matrix2vcf
