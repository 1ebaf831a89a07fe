// Finds the audit store of a run.

#include "app/store_place.h"

#include "app/configuration.h"
#include "app/secrets.h"

namespace tenon {

SourceArgument store_of(const Configuration& configuration) {
  if (!configuration.store.url->empty()) return fetched_url(*configuration.store.url).value;
  const std::string folder = configuration.folder.empty() ? "" : configuration.folder + "/";
  return "sqlite:///" + folder + "tenon.db";
}

Configuration configuration_with_store(const std::string& path, const SourceArgument& store) {
  std::vector<GivenValue> flags;
  if (!store.empty()) flags.push_back({"store", {store.exposed()}});
  return configuration_of(path, flags);
}

}  // namespace tenon
