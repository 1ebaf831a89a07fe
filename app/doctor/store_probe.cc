// Opens the audit store and says what it holds.

#include "app/doctor/store_probe.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/backends.h"
#include "app/store_schema.h"
#include "model/error.h"

namespace tenon {

namespace {

/// Throws Error(kRights) if no file can be made at the place of a store.
void require_folder(const SourceArgument& url) {
  const Backend& backend = backend_for(url);
  const std::string file = backend.file_of ? backend.file_of(url) : "";
  if (file.empty()) return;
  const std::filesystem::path parent = std::filesystem::path(file).parent_path();
  const std::string folder = parent.empty() ? "." : parent.string();
  if (access(folder.c_str(), W_OK | X_OK) == 0) return;
  throw Error(Fault::kRights, Reason::kRights,
              "no audit store can be made in " + folder + ": " + std::strerror(errno));
}

std::string found_in(const SourceArgument& url) {
  const std::unique_ptr<Store> store = open_store_if_there(url);
  if (!store) {
    require_folder(url);
    return "it is not there yet, and will be made by the first audit";
  }
  store->require_writable();
  const StoreStats stats = store->stats();
  std::string text = "version " + stats.version;
  for (const StoreCount& count : stats.counts)
    if (count.what == "audits" || count.what == "sweeps")
      text += ", " + std::to_string(count.rows) + " " + count.what;
  return text;
}

}  // namespace

StoreProbe store_probe() { return &found_in; }

}  // namespace tenon
