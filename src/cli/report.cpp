// SPDX-License-Identifier: MIT
#include "cli/report.hpp"

#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "cli/consumers.hpp"
#include "format.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

using Clock = std::chrono::steady_clock;

// One write, so that lines of several processes do not mix. What cannot be written is lost: the exit code is the word.
void print(std::string_view text) noexcept {
  const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
  static_cast<void>(written);
}

std::string fixed(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string megabytes(std::int64_t bytes) { return fixed(static_cast<double>(bytes) / 1e6, 0) + " MB"; }

bool is_terminal() {
  const char* const kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::string where(const Progress& progress) {
  return progress.contig.empty() ? "" : shown_name(progress.contig) + ":" + std::to_string(progress.position);
}

std::string percent(const Progress& progress) {
  if (progress.bytes_total == 0) return "";
  return fixed(100.0 * static_cast<double>(progress.bytes_read) / static_cast<double>(progress.bytes_total), 1) + "% ";
}

// Letters that fit a line of the terminal, whose last column stays free: what is longer would scroll it.
std::string_view cut_to_terminal(std::string_view line) {
  constexpr std::size_t usual = 80;
  winsize size{};
  const bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  std::size_t left = is_known ? size.ws_col : usual;
  for (std::size_t i = 0; i < line.size(); ++i)
    if ((static_cast<unsigned char>(line[i]) & 0xC0U) != 0x80U && --left == 0) return line.substr(0, i);
  return line;
}

// What became of `-` and `*` cells.
std::string fate_of_gaps(const Options& options) {
  const Gap gap = resolve_gap(options);
  if (options.missing_to_reference)
    return gap == Gap::star ? "taken as REF in the genotypes (-0), kept as an ALT allele" : "taken as REF (-0)";
  if (gap == Gap::star) return "kept as an allele";
  return std::string("taken as ") + (gap == Gap::missing ? "missing" : "REF") + " (--gap star keeps them)";
}

}  // namespace

std::int64_t peak_memory_bytes() {
  rusage usage{};
  return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss * std::int64_t{1024} : 0;
}

std::string shown_output(const Options& options) {
  return options.output == "-" ? "standard output" : printable(options.output);
}

void print_error(const Error& error) noexcept try {
  print("Error: " + std::string(error.what()) + "\n" + (error.hint().empty() ? "" : "hint: " + error.hint() + "\n"));
} catch (...) {
  print("Error: out of memory\n");
}

Report::Report(int verbosity, int progress_seconds)
    : verbosity_(verbosity),
      terminal_(is_terminal() && progress_seconds < 0),
      interval_(verbosity < 2          ? 0.0
                : terminal_            ? 0.25
                : progress_seconds < 0 ? 60.0
                                       : progress_seconds),
      started_(Clock::now()),
      next_(started_ + std::chrono::duration_cast<Clock::duration>(interval_)) {}

Report::~Report() { clear_line(); }

void Report::clear_line() {
  if (line_shown_) print("\r\x1b[K");
  line_shown_ = false;
}

void Report::message(Severity severity, std::string_view text) {
  if (verbosity_ < (severity == Severity::warning ? 1 : 2)) return;
  clear_line();
  print((severity == Severity::warning ? "Warning: " : "") + std::string(text) + "\n");
}

void Report::progress(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (interval_.count() == 0 || now < next_) return;
  next_ = now + std::chrono::duration_cast<Clock::duration>(interval_);
  const double seconds = std::chrono::duration<double>(now - started_).count();
  if (!terminal_) {
    std::string line = "[progress] matrix2vcf: ";
    print(((line += percent(progress)) += where(progress)) += '\n');
    return;
  }
  std::string line = "[matrix2vcf] ";
  line += percent(progress) + megabytes(progress.bytes_read) + " " +
          megabytes(static_cast<std::int64_t>(static_cast<double>(progress.bytes_read) / seconds)) + "/s " +
          where(progress) + " " + std::to_string(progress.records) + " records";
  if (progress.bytes_total > 0 && progress.bytes_read > 0) {
    const auto left = static_cast<double>(progress.bytes_total - progress.bytes_read);
    (line += ' ') += fixed(seconds * left / static_cast<double>(progress.bytes_read), 0) + " s left";
  }
  print("\r" + std::string(cut_to_terminal(line)) + "\x1b[K");
  line_shown_ = true;
}

void Report::print_contigs(const Summary& summary) const {
  constexpr std::size_t shown = 50;
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, summary.contigs.size()); ++i) {
    const ContigSummary& contig = summary.contigs[i];
    text += "contig " + shown_name(contig.name) + ": " + counted(contig.rows, "row") + ", " +
            counted(contig.records, "record") + ", " + fixed(contig.seconds, 2) + " s\n";
  }
  if (summary.contigs.size() > shown) {
    std::int64_t rows = 0;
    std::int64_t records = 0;
    for (std::size_t i = shown; i < summary.contigs.size(); ++i) {
      rows += summary.contigs[i].rows;
      records += summary.contigs[i].records;
    }
    text += counted(static_cast<std::int64_t>(summary.contigs.size() - shown), "more contig") + ": " +
            counted(rows, "row") + ", " + counted(records, "record") + "\n";
  }
  print(text);
}

void Report::account(const Summary& summary, const Options& options, std::string_view consumers) {
  if (verbosity_ < 2) return;
  clear_line();
  print_contigs(summary);
  std::string text = "rows read: " + std::to_string(summary.rows) + " = " + std::to_string(summary.records) +
                     " written + " + std::to_string(summary.invariant) + " invariant";
  if (summary.skipped.targets > 0) text += " + " + std::to_string(summary.skipped.targets) + " outside the targets";
  if (summary.skipped.reference_mismatch > 0)
    text += " + " + std::to_string(summary.skipped.reference_mismatch) + " that do not match the reference";
  text += '\n';
  text += "missing cells in the records written: " + std::to_string(summary.missing_cells) + "\n";
  if (summary.gap_cells > 0)
    text += "gap cells: " + std::to_string(summary.gap_cells) + ", " + fate_of_gaps(options) + "\n";
  if (summary.reference_mismatches > 0)
    text += "rows whose REF is not the reference's: " + std::to_string(summary.reference_mismatches) + "\n";
  if (summary.bad_cells > 0)
    text += "cells that are no allele, taken as missing" +
            std::string(options.missing_to_reference ? " and so REF" : "") + ": " + std::to_string(summary.bad_cells) +
            "\n";
  if (summary.half_calls > 0)
    text += "samples with a part of their alleles missing: " + std::to_string(summary.half_calls) +
            (options.half_call_missing ? ", taken as missing\n" : "\n");
  if (summary.repeated_positions > 0)
    text += "rows with the POS of the row before: " + std::to_string(summary.repeated_positions) + "\n";
  if (summary.unanchored > 0)
    text +=
        "records whose alleles differ in length without a shared first base: " + std::to_string(summary.unanchored) +
        "\nhint: bcftools norm -f REFERENCE anchors and left-aligns them\n";
  if (!consumers.empty()) text += describe_consumers(consumers, summary);
  text += "time: " + fixed(summary.seconds, 2) +
          " s, peak memory: " + fixed(static_cast<double>(peak_memory_bytes()) / (1 << 20), 1) + " MiB\n";
  if (!summary.index_path.empty()) text += "index: " + printable(summary.index_path) + "\n";
  text += "Done: " + shown_output(options) + "\n";
  print(text);
}

}  // namespace matrix2vcf
