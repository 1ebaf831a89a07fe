// Puts a password into the URL of a database.

#include "app/url_password.h"

#include <string_view>

#include "app/backends.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/redaction.h"

namespace tenon {

namespace {

/// postgresql+service://NAME has no query of its own; another spelling of it has.
std::string with_query(std::string url) {
  constexpr std::string_view kService = "+service://";
  if (const auto at = url.find(kService); at != std::string::npos && at < url.find(':'))
    url = "postgresql:///?service=" + percent_encoded(percent_decoded(url.substr(at + kService.size())));
  return url + (url.find('?') == std::string::npos ? "?" : "&");
}

[[noreturn]] void fail(const std::string& what, const std::string& why) {
  throw Error(Fault::kConfiguration, Reason::kParse, "cannot use " + what + ": " + why);
}

}  // namespace

SourceArgument with_password(const SourceArgument& url, const SourceArgument& password,
                             const std::string& what) {
  if (backend_for(url).dialect != &kPostgresql) fail(what, "a database in a file takes none");
  if (password.exposed().find_first_of(std::string_view("\n\0", 2)) != std::string::npos)
    fail(what, "it is more than one line; only the line break at its end is left out");
  return with_query(url.exposed()) + "password=" + percent_encoded(password.exposed());
}

}  // namespace tenon
