// Finds the audit store of a run.

#include "app/store_place.h"

#include "app/configuration.h"
#include "app/secrets.h"
#include "model/error.h"
#include "model/redaction.h"

namespace tenon {

namespace {

/// postgresql+service://NAME has no query of its own; another spelling of it has.
SourceArgument with_password(std::string url, const std::string& password) {
  constexpr std::string_view kService = "+service://";
  if (const auto at = url.find(kService); at != std::string::npos && at < url.find(':'))
    url = "postgresql:///?service=" + percent_encoded(percent_decoded(url.substr(at + kService.size())));
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "password=" + percent_encoded(password);
}

}  // namespace

SourceArgument store_of(const Configuration& configuration) {
  if (!configuration.store.url->empty()) return fetched_url(*configuration.store.url).value;
  const std::string folder = configuration.folder.empty() ? "" : configuration.folder + "/";
  return "sqlite:///" + folder + "tenon.db";
}

SourceArgument with_store_password(const SourceArgument& url) {
  constexpr const char* kVariable = "TENON_STORE_PASSWORD";
  if (!is_given_by_environment(kVariable)) return url;
  const SourceArgument password = fetched({.kind = SecretKind::kEnvironment, .name = kVariable}).value;
  if (password.exposed().find_first_of(std::string_view("\n\0", 2)) != std::string::npos)
    throw Error(Fault::kConfiguration, Reason::kParse,
                "cannot use the password of the audit store (" + std::string(kVariable) +
                    "): it is more than one line; only the line break at its end is left out");
  return with_password(url.exposed(), password.exposed());
}

Configuration configuration_with_store(const std::string& path, const SourceArgument& store) {
  std::vector<GivenValue> flags;
  if (!store.empty()) flags.push_back({"store", {store.exposed()}});
  return configuration_of(path, flags);
}

}  // namespace tenon
