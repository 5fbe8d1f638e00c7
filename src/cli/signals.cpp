// SPDX-License-Identifier: MIT
#include "cli/signals.hpp"

#include <atomic>

namespace matrix2vcf {

namespace {

std::atomic<int> received_signal{0};
std::atomic<std::stop_source*> source{nullptr};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::stop_source*>::is_always_lock_free);

// request_stop() is atomic operations alone here: nobody registers a stop callback, the library only asks
// stop_requested().
void on_signal(int signal) {
  int none = 0;
  received_signal.compare_exchange_strong(none, signal);
  if (std::stop_source* const stop = source.load()) stop->request_stop();
}

}  // namespace

SignalGuard::SignalGuard() {
  received_signal = 0;
  source = &stop_;
  for (std::size_t i = 0; i < handled.size(); ++i) {
    struct sigaction action {};
    const bool stops = handled[i] != SIGPIPE && handled[i] != SIGXFSZ;
    action.sa_handler = stops ? on_signal : SIG_IGN;
    if (stops)
      action.sa_flags = static_cast<int>(SA_RESETHAND);  // and no SA_RESTART: a waiting open() or read() returns
    sigemptyset(&action.sa_mask);
    sigaction(handled[i], nullptr, &before_[i]);
    // What the caller had ignored (nohup) stays ignored.
    if (!stops || before_[i].sa_handler != SIG_IGN) sigaction(handled[i], &action, nullptr);
  }
}

SignalGuard::~SignalGuard() {
  for (std::size_t i = 0; i < handled.size(); ++i) sigaction(handled[i], &before_[i], nullptr);
  source = nullptr;
}

int SignalGuard::received() const noexcept { return received_signal; }

}  // namespace matrix2vcf
