#pragma once

#include <stdexcept>
#include <string>
#include <utility>

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

/// Ends the run. The message says what was wanted, what was found, where, and what to do; lower case, no
/// full stop. What the run is meant to find is a value, never an Error.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, const std::string& message) : std::runtime_error(message), fault_(fault) {}
  Fault fault() const { return fault_; }

 private:
  Fault fault_;
};

/// The exit code of the published table.
constexpr int exit_code(Fault fault) {
  return fault == Fault::kUsage ? 64 : fault == Fault::kConfiguration ? 78 : 1;
}

}  // namespace tenon
