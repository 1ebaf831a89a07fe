// Opens the audit store and says what it holds.

#include "app/doctor/store_probe.h"

#include <filesystem>

#include "app/backends.h"
#include "app/store_schema.h"

namespace tenon {

namespace {

/// Returns whether the store is a file that no audit has made yet.
bool is_not_made_yet(const SourceArgument& url) {
  const Backend& backend = backend_for(url);
  std::error_code ignored;
  return backend.file_of && !std::filesystem::exists(backend.file_of(url), ignored);
}

std::string found_in(const SourceArgument& url) {
  if (is_not_made_yet(url)) return "it is not there yet; the first audit makes it";
  const StoreStats stats = open_store(url, StoreUse::kExisting)->stats();
  std::string text = "version " + stats.version;
  for (const StoreCount& count : stats.counts)
    if (count.what == "audits" || count.what == "sweeps")
      text += ", " + std::to_string(count.rows) + " " + count.what;
  return text;
}

}  // namespace

StoreProbe store_probe() { return &found_in; }

}  // namespace tenon
