// Waits for the signals that end a run, so that it can end in order.

#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

#include "app/held_signals.h"

namespace tenon {

/// While it exists, SIGINT, SIGTERM and SIGHUP do not end the program: the first of them stops a token, a
/// second one ends the program at once. There is one at a time. Threads that are started while it exists do
/// not see the signals.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  std::stop_token token() const { return stop_.get_token(); }

  /// Returns whether there is one: whoever takes one of these signals passes it on to the process then.
  static bool is_awaited();

 private:
  void wait();

  HeldSignals held_;
  std::stop_source stop_;
  std::atomic<bool> is_done_ = false;
  std::thread waiter_;
};

}  // namespace tenon
