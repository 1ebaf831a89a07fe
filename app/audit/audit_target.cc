// Finds the server of a target, so that few targets load it at once.

#include "app/audit/audit_target.h"

#include <utility>

#include "app/backends.h"
#include "app/secrets.h"
#include "reflect/postgresql/target.h"

namespace tenon {

namespace {

std::optional<SourceArgument> known_url(const AuditTarget& target) {
  if (!target.request.actual.empty()) return target.request.actual.front();
  return url_at_hand(target.secrets.url);
}

std::string server_of_url(const SourceArgument& url) {
  try {
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

}  // namespace

AuditTarget with_secrets(AuditTarget target, const std::stop_token& stop) {
  if (target.failure) return target;
  try {
    target.request = with_secrets(std::move(target.request), target.name, target.secrets, stop).request;
    target.secrets = {};
  } catch (const Error& error) {
    target.failure = failure_of(error);
    target.failure_heals = error.healing();
  }
  return target;
}

bool is_server_known(const AuditTarget& target) {
  return target.failure || target.secrets.url.empty() || known_url(target);
}

std::string server_of(const AuditTarget& target) {
  const auto url = target.failure ? std::nullopt : known_url(target);
  return url ? server_of_url(*url) : "";
}

}  // namespace tenon
