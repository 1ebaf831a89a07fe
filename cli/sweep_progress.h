// Shows on stderr how far a sweep is: one line that is written over on a terminal, a line now and then
// elsewhere.

#pragma once

#include <chrono>
#include <string>

#include "app/audit/sweep.h"

namespace tenon {

/// Returns `audited 12 of 214: 9 in sync, 2 drift, 1 not audited; now orders, tenant-003 and 6 more`.
std::string progress_text(const SweepProgress& progress);

/// The line of one sweep.
class SweepProgressLine {
 public:
  /// `is_shown`: false where nothing is to be printed (--quiet).
  explicit SweepProgressLine(bool is_shown);
  /// Takes the line away.
  ~SweepProgressLine();
  SweepProgressLine(const SweepProgressLine&) = delete;
  SweepProgressLine& operator=(const SweepProgressLine&) = delete;

  void show(const SweepProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  void write_over(const std::string& text);

  bool is_shown_;
  bool is_terminal_;
  bool is_there_ = false;  ///< a line stands on the terminal
  Clock::time_point last_ = Clock::now();
};

}  // namespace tenon
