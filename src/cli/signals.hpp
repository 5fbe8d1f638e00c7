// SPDX-License-Identifier: MIT
// signals - a signal becomes a stop request, for the time of one run.
#pragma once

#include <array>
#include <csignal>
#include <stop_token>

namespace matrix2vcf {

/// While it lives: SIGINT, SIGTERM, SIGHUP and SIGXCPU request a stop (the second of them has its old effect, so that
/// Ctrl-C twice ends at once); SIGPIPE and SIGXFSZ are ignored, so that a write fails with an errno instead. One at a
/// time.
class SignalGuard {
 public:
  SignalGuard();
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;
  ~SignalGuard();

  [[nodiscard]] std::stop_token token() const noexcept { return stop_.get_token(); }

  /// The signal that requested the stop, 0: none did.
  [[nodiscard]] int received() const noexcept;

 private:
  static constexpr std::array<int, 6> handled = {SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGPIPE, SIGXFSZ};
  std::stop_source stop_;
  std::array<struct sigaction, handled.size()> before_{};
};

}  // namespace matrix2vcf
