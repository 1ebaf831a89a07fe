// Knows what is generally done about a reason.

#include "app/doctor/subject.h"

namespace tenon {

std::string TestedSubject::remedy_of(const std::string& name, Reason reason) {
  if (name == "secret")
    return "put the value where the reference says, or change the reference (env, file, service, command)";
  if (name == "declared") return "mend the file, or the path at \"declared\"";
  switch (reason) {
    case Reason::kConnect:
      return "until it is reached every audit of it is an error (exit 1); the message says what to check";
    case Reason::kRights:
      return "GRANT CONNECT ON DATABASE is enough; a file of SQLite must be readable";
    case Reason::kLock:
      return "try again when nobody holds the lock, or raise lock_timeout";
    case Reason::kTimeout:
      return "raise statement_timeout, or look at what keeps the server";
    default:
      return "";
  }
}

}  // namespace tenon
