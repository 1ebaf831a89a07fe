// The error that ends a run: its fault decides the exit code, its reason is for programs.

#include "model/error.h"

#include "model/visible.h"

namespace tenon {

namespace {

/// Tabs are kept because a line may be an excerpt of a file with a caret below it.
std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) {
    if (!all.empty()) all += '\n';
    for (const char c : visible_lines(line)) all += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return all;
}

}  // namespace

std::string_view to_string(Reason reason) {
  switch (reason) {
    case Reason::kConnect:
      return "connect";
    case Reason::kLock:
      return "lock";
    case Reason::kRights:
      return "rights";
    case Reason::kParse:
      return "parse";
    case Reason::kTimeout:
      return "timeout";
    case Reason::kNotModelled:
      return "not_modelled";
    case Reason::kGone:
      return "gone";
    case Reason::kInternal:
      return "internal";
  }
  return "";
}

Reason usual_reason(Fault fault) {
  switch (fault) {
    case Fault::kUsage:
    case Fault::kConfiguration:
    case Fault::kDeclaration:
      return Reason::kParse;
    case Fault::kConnection:
      return Reason::kConnect;
    case Fault::kRights:
    case Fault::kRefused:
      return Reason::kRights;
    case Fault::kUnsupported:
      return Reason::kNotModelled;
    case Fault::kInternal:
      return Reason::kInternal;
  }
  return Reason::kInternal;
}

Healing usual_healing(Reason reason) {
  const bool heals = reason == Reason::kLock || reason == Reason::kTimeout || reason == Reason::kGone;
  return heals ? Healing::kMaybe : Healing::kNever;
}

Error::Error(Fault fault, const std::string& message) : Error(fault, usual_reason(fault), message) {}

Error::Error(Fault fault, Reason reason, const std::string& message)
    : Error(fault, reason, usual_healing(reason), message) {}

Error::Error(Fault fault, Reason reason, Healing healing, const std::string& message)
    : std::runtime_error(visible(message)), fault_(fault), reason_(reason), healing_(healing) {}

Error::Error(Fault fault, const std::vector<std::string>& lines)
    : std::runtime_error(joined(lines)),
      fault_(fault),
      reason_(usual_reason(fault)),
      healing_(usual_healing(reason_)) {}

Failure failure_of(const Error& error) { return {error.reason(), error.what(), exit_code(error.fault())}; }

}  // namespace tenon
