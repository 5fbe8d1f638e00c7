// SPDX-License-Identifier: MIT
#include "cli/run_cli.hpp"

#include <fcntl.h>
#include <htslib/hts.h>
#include <htslib/hts_log.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>

#include "cli/json.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "cli/signals.hpp"
#include "options_check.hpp"
#include "write/file_names.hpp"
#include "write/output.hpp"

namespace matrix2vcf {

namespace {

// Standard descriptors that are closed get a file that refuses what they are for; otherwise a file we open would get
// such a number, and messages would land in it.
void fill_standard_descriptors() noexcept {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
      const int filled = open("/dev/null", fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
      static_cast<void>(filled);
    }
}

// Help, version and pairs are data: they go to standard output, and a full disk is an error there too.
void print_data(std::string_view text, const std::stop_token& stop) {
  Output output("-", {});
  output.write(text, stop);
  output.commit();
}

// `complete` becomes true when the output is in place.
void run_conversion(CommandLine& line, const SignalGuard& signals, bool& complete) {
  if (line.verbosity > 3) hts_verbose = line.verbosity;
  Report report(line.verbosity, line.progress_seconds);
  line.options.on_message = [&](Severity severity, std::string_view text) { report.message(severity, text); };
  line.options.on_progress = [&](const Progress& progress) { report.progress(progress); };
  std::optional<JsonFile> json;
  if (!line.json.empty()) json.emplace(line.json, line.options);
  const Summary summary = convert(line.options, signals.token());
  complete = true;
  if (json) json->write(summary, line.options, signals.token());
  report.account(summary, line.options, line.consumers);
}

void run_action(CommandLine& line, const SignalGuard& signals, bool& complete) {
  const std::stop_token stop = signals.token();
  if (line.action == Action::help) return print_data(help_text(), stop);
  if (line.action == Action::show_version)
    return print_data("matrix2vcf " + std::string(version) + "\nUsing htslib " + hts_version() + "\n", stop);
  if (line.options.input.empty())
    throw Error(Exit::usage, "no matrix was named\nUsage: matrix2vcf [OPTIONS] MATRIX",
                "a single - stands for standard input; matrix2vcf --help tells the options");
  if (line.action == Action::print_samples) {
    refuse_inputs("-", input_files(line.options));
    return print_data(describe_samples(line.options, stop), stop);
  }
  run_conversion(line, signals, complete);
}

int say(const Error& error) noexcept {
  if (error.code() != Exit::broken_pipe) print_error(error);
  return static_cast<int>(error.code());
}

// Everything but a lack of memory while an error is told.
int run_reporting(int argc, char** argv, const SignalGuard& signals, bool& complete) try {
  CommandLine line = parse_command_line(argc, argv);
  run_action(line, signals, complete);
  return static_cast<int>(Exit::done);
} catch (const Error& error) {
  if (signals.received() == 0 || complete) say(error);
  return signals.received() != 0 ? 128 + signals.received() : static_cast<int>(error.code());
} catch (const std::bad_alloc&) {
  throw;
} catch (const std::system_error& error) {
  return say(Error(Exit::resources, error.what()));
} catch (const std::exception& error) {
  return say(Error(Exit::internal, error.what(), "this is a fault of matrix2vcf: please report it"));
} catch (...) {
  return say(Error(Exit::internal, "unknown failure", "this is a fault of matrix2vcf: please report it"));
}

int say_out_of_memory(bool complete) noexcept {
  const std::string_view words = complete ? "Error: out of memory for the account; the output is complete\n"
                                          : "Error: out of memory\nhint: use fewer --threads, or allow more memory\n";
  const ssize_t written = write(STDERR_FILENO, words.data(), words.size());
  static_cast<void>(written);
  return static_cast<int>(Exit::resources);
}

}  // namespace

int run_cli(int argc, char** argv) noexcept {
  fill_standard_descriptors();
  try {
    const SignalGuard signals;
    bool complete = false;
    try {
      return run_reporting(argc, argv, signals, complete);
    } catch (...) {
      return say_out_of_memory(complete);
    }
  } catch (...) {  // the guard needs memory, too
    return say_out_of_memory(false);
  }
}

}  // namespace matrix2vcf
