// Finds the server of a target, so that few targets load it at once.

#include "app/audit/audit_target.h"

#include "app/backends.h"
#include "reflect/postgresql/target.h"

namespace tenon {

std::string server_of(const AuditTarget& target) {
  if (target.failure || target.request.actual.empty()) return "";
  try {
    const SourceArgument& url = target.request.actual.front();
    if (scheme(url).empty() || backend_for(url).file_of) return "";
    const auto parameters = postgres_target(url).parameters;
    std::string server;
    for (const char* key : {"host", "hostaddr", "port", "service"})
      if (const auto at = parameters.find(key); at != parameters.end()) server += at->second + ",";
    return server.empty() ? "default" : server;
  } catch (const Error&) {
    return "";  // it says what is wrong when it is opened
  }
}

}  // namespace tenon
