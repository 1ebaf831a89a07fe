// The error that ends a run: its fault decides the exit code, its reason is for programs.

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// What kind of fault ends the run; it decides the exit code.
enum class Fault {
  kUsage,          ///< 64: the command line is wrong
  kConfiguration,  ///< 78: a configuration is wrong
  kDeclaration,    ///< 1: a declared schema cannot be read
  kConnection,     ///< 1: a database cannot be reached or opened
  kRights,         ///< 1: the role lacks a privilege
  kUnsupported,    ///< 1: tenon cannot express this
  kRefused,        ///< 1: tenon will not do this unasked (an existing file, a destructive op)
  kInternal,       ///< 1: a bug in tenon
};

/// Why a question could not be answered, for programs: `error.reason` of a report. It separates a run that
/// may succeed when it is repeated from one that needs attention.
enum class Reason {
  kConnect,      ///< a database cannot be reached, opened or understood
  kLock,         ///< another session or program holds a lock
  kRights,       ///< a role, a file permission or an option forbids it
  kParse,        ///< a file, a folder or the command line is not what was expected
  kTimeout,      ///< it took too long
  kNotModelled,  ///< tenon cannot express or compare something
  kGone,         ///< the server, or the reader of the result, went away in the middle
  kInternal,     ///< the machine failed (no disk space, no memory), or tenon has a bug
};

/// Returns `connect`, `lock`, `rights`, `parse`, `timeout`, `not_modelled`, `gone`, `internal`.
std::string_view to_string(Reason reason);
/// Whether a run that failed may succeed when it is repeated, with nothing mended in between.
enum class Healing { kNever, kMaybe };

/// Returns whether what failed for this reason may heal, if nothing more is known: a lock, a time-out and a
/// server that went away may.
Healing usual_healing(Reason reason);

/// Returns the usual reason of a fault, if nothing more is known.
Reason usual_reason(Fault fault);

/// Ends the run. The message says what was wanted, what was found, where, and what to do; lower case, no full
/// stop. It is one line without control characters, even if it contains names with such characters (see
/// visible()). What a run is meant to find is a value, never an Error.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, const std::string& message);
  Error(Fault fault, Reason reason, const std::string& message);
  Error(Fault fault, Reason reason, Healing healing, const std::string& message);
  /// Joins the messages of several faults, one line each.
  Error(Fault fault, const std::vector<std::string>& lines);

  Fault fault() const { return fault_; }
  Reason reason() const { return reason_; }
  Healing healing() const { return healing_; }

 private:
  Fault fault_;
  Reason reason_;
  Healing healing_;
};

/// Returns the exit code of the published table.
constexpr int exit_code(Fault fault) {
  return fault == Fault::kUsage ? 64 : fault == Fault::kConfiguration ? 78 : 1;
}

/// The result of a run that ended without an answer.
struct Failure {
  Reason reason = Reason::kInternal;
  std::string message;
  int exit_code = 1;

  friend bool operator==(const Failure&, const Failure&) = default;
};

Failure failure_of(const Error& error);

}  // namespace tenon
