// Finds the audit store of a run.

#include "app/store_place.h"

#include "app/configuration.h"
#include "app/secrets.h"
#include "app/url_password.h"
#include "model/error.h"

namespace tenon {

SourceArgument store_of(const Configuration& configuration) {
  if (!configuration.store.url->empty()) return fetched_url(*configuration.store.url).value;
  return usual_store(configuration);
}

SourceArgument with_store_password(const SourceArgument& url) {
  constexpr const char* kVariable = "TENON_STORE_PASSWORD";
  if (!is_given_by_environment(kVariable)) return url;
  const SourceArgument password = fetched({.kind = SecretKind::kEnvironment, .name = kVariable}).value;
  return with_password(url, password, "the password of the audit store (" + std::string(kVariable) + ")");
}

Configuration configuration_with_store(const std::string& path, const SourceArgument& store) {
  std::vector<GivenValue> flags;
  if (!store.empty()) flags.push_back({"store", {store.exposed()}});
  return configuration_of(path, flags);
}

}  // namespace tenon
