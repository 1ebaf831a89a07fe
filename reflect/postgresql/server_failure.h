// Explains what a server says against a statement: its state and words in, a reason and what to do out.

#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "model/error.h"

namespace tenon {

/// A statement that failed.
struct ServerFailure {
  std::string state = {};    ///< SQLSTATE; empty: the connection broke before the server could say one
  std::string message = {};  ///< what the server, or libpq, said
  bool is_cut = false;       ///< the connection is gone
  std::chrono::milliseconds waited{0};   ///< since the answer before
  std::chrono::milliseconds allowed{0};  ///< by the session's statement_timeout; 0: without limit
};

struct FailureAdvice {
  Reason reason = Reason::kConnect;
  std::string_view text;  ///< what happened and what to do; empty: nothing in particular
  Healing healing = Healing::kNever;
};

/// Explains a failure. A statement that ran into its time limit, and one that somebody cancelled, have one
/// state (57014): the message tells them apart, and in a language that is not known the time that went by.
FailureAdvice explained(const ServerFailure& failure);

/// Returns why a read-only statement failed (manual, appendix A).
Reason reason_of_sqlstate(std::string_view state);

}  // namespace tenon
