// Opens the audit store and says what it holds.

#include "app/doctor/store_probe.h"

#include "app/store_schema.h"

namespace tenon {

namespace {

std::string found_in(const SourceArgument& url) {
  const std::unique_ptr<Store> store = open_store_if_there(url);
  if (!store) return "it is not there yet, and will be made by the first audit";
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
