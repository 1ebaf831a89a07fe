// Holds back the signals that end a run, until what was begun is whole.

#pragma once

#include <signal.h>

namespace tenon {

/// The signals that end the program from outside: SIGINT, SIGTERM and SIGHUP.
sigset_t ending_signals();

/// Holds the ending signals back, for the thread that makes it, until the object is gone; a signal that came
/// in the meantime ends the program then.
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
