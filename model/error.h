// The error that ends a run: its fault decides the exit code, its reason is for programs.

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// What kind of fault ends the run; it decides the exit code.
enum class Fault {
  kUsage,          ///< 64: the command line is off
  kConfiguration,  ///< 78: a configuration is off
  kDeclaration,    ///< 1: a declared schema cannot be read
  kConnection,     ///< 1: a database cannot be reached or opened
  kRights,         ///< 1: the role may not do what is needed
  kUnsupported,    ///< 1: tenon cannot express this
  kRefused,        ///< 1: tenon will not do this unasked (an existing file, a destructive op)
  kInternal,       ///< 1: tenon's own bug
};

/// Why a question could not be answered, for programs: `error.reason` of a report. A run that could succeed
/// at the next attempt is told apart from one that somebody must look into.
enum class Reason {
  kConnect,      ///< a database cannot be reached, opened or understood
  kLock,         ///< another session or program holds a lock
  kRights,       ///< a role, a file or an option does not allow it
  kParse,        ///< a file, a folder or the command line is not what was wanted
  kTimeout,      ///< it took too long
  kNotModelled,  ///< tenon cannot express or compare something
  kGone,         ///< the server, or the reader of the result, went away in the middle
  kInternal,     ///< the machine failed (no disk space, no memory), or tenon has a bug
};

/// `connect`, `lock`, `rights`, `parse`, `timeout`, `not_modelled`, `gone`, `internal`.
std::string_view word(Reason reason);
/// The reason of a fault where nothing more is known.
Reason usual_reason(Fault fault);

/// Ends the run. The message says what was wanted, what was found, where, and what to do; lower case, no
/// full stop. It is one line without control characters, whatever names it holds (see visible()). What the
/// run is meant to find is a value, never an Error.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, const std::string& message);
  Error(Fault fault, Reason reason, const std::string& message);
  /// Of several faults: the lines of the message.
  Error(Fault fault, const std::vector<std::string>& lines);

  Fault fault() const { return fault_; }
  Reason reason() const { return reason_; }

 private:
  Fault fault_;
  Reason reason_;
};

/// The exit code of the published table.
constexpr int exit_code(Fault fault) {
  return fault == Fault::kUsage ? 64 : fault == Fault::kConfiguration ? 78 : 1;
}

/// What a run that ended without an answer says.
struct Failure {
  Reason reason = Reason::kInternal;
  std::string message;
  int exit_code = 1;

  friend bool operator==(const Failure&, const Failure&) = default;
};

Failure failure_of(const Error& error);

}  // namespace tenon
