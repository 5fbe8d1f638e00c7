// SPDX-License-Identifier: MIT
// error - the one exception that leaves the library: a sentence, its cure and the exit code it stands for.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace matrix2vcf {

/// Exit codes, as listed in spec section 6. A stopped run has no code of its own: the caller knows what stopped it.
enum class Exit : int {
  done = 0,
  usage = 1,         ///< contradictory options, output equals input
  content = 3,       ///< an input file says something that cannot be converted
  input = 4,         ///< an input is unreadable, truncated, damaged or changed while read
  output = 5,        ///< the output could not be written
  resources = 6,     ///< no memory or no threads
  internal = 255,    ///< a fault of ours
  broken_pipe = 141  ///< the reader of our output went away (128 + SIGPIPE)
};

/// What `convert` throws. `what()` is one sentence without a final newline; `hint()` names the cure, or is empty.
class Error : public std::runtime_error {
 public:
  Error(Exit code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

  [[nodiscard]] Exit code() const noexcept { return code_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  Exit code_;
  std::string hint_;
};

/// Thrown when the stop token was triggered before the output was complete. Nothing is left under the final name.
class Stopped : public Error {
 public:
  Stopped() : Error(Exit::internal, "stopped before all was written") {}
};

}  // namespace matrix2vcf
