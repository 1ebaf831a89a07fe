// Runs a program and reads what it prints: argv in, output out.

#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace tenon {

/// What a program came to.
struct ProgramResult {
  enum class End { kExited, kSignalled, kTimedOut, kNotStarted, kTooMuch, kStopped };
  End end = End::kExited;
  int code = 0;  ///< the exit code, the signal, or errno of what could not be started
  std::string out;
  std::string err;
};

/// Runs `argv` without a shell, with nothing on its stdin, and reads what it prints until it ends. It is
/// looked for on the PATH. After the time limit, when it prints more than `most` bytes, and soon after `stop`
/// is requested, it is killed with all that it started. REQUIRES: argv is not empty.
ProgramResult run_program(const std::vector<std::string>& argv, std::chrono::milliseconds time_limit,
                          std::size_t most = 65536, const std::stop_token& stop = {});

}  // namespace tenon
