// Holds back the signals that end a run, until what was begun is whole.

#pragma once

#include <signal.h>

namespace tenon {

/// Returns the signals that end the program from outside: SIGINT, SIGTERM and SIGHUP.
sigset_t ending_signals();

/// Blocks the ending signals in the thread that creates the object, for its lifetime; a signal that arrived
/// meanwhile ends the program afterwards.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_;
};

}  // namespace tenon
