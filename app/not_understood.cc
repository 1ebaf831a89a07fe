// Makes an Unknown of what a reader did not understand.

#include "app/not_understood.h"

#include <algorithm>
#include <string>

namespace tenon {

namespace {

constexpr std::string_view kTable = "table not understood";
constexpr std::string_view kIndex = "index not understood";

/// The reason stands in the first line of the definition, behind "-- not understood: ".
std::string reason(const UnmodelledObject& other) {
  const std::string line = other.definition.substr(0, other.definition.find('\n'));
  const auto colon = line.find(": ");
  return "the stored definition is not understood: " +
         (colon == std::string::npos ? line : line.substr(colon + 2));
}

Unknown unknown(const UnmodelledObject& other) {
  const bool table = other.kind == kTable;
  Unknown made;
  made.key.kind = table ? Kind::kTable : Kind::kIndex;
  made.key.schema = other.name.schema;
  if (!table) made.key.table = other.table.name;
  made.key.name = other.name.name;
  made.reason = reason(other);
  return made;
}

/// Whether a change speaks of what the unknown stands for.
bool covers(const Unknown& unknown, const Change& change) {
  const Key& key = key_of(change);
  if (unknown.key.kind == Kind::kTable) {
    const bool on_table = key.kind == Kind::kTable || !key.table.empty();
    return on_table && key.table_name() == unknown.key.table_name();
  }
  return key.kind == Kind::kIndex && key.name == unknown.key.name;
}

}  // namespace

Difference with_not_understood(Difference difference, const Catalog& actual, const Catalog& declared) {
  for (const Catalog* side : {&actual, &declared}) {
    for (const UnmodelledObject& other : side->unmodelled) {
      if (other.kind != kTable && other.kind != kIndex) continue;
      const Unknown met = unknown(other);
      std::erase_if(difference.changes, [&](const Change& change) { return covers(met, change); });
      if (std::ranges::find(difference.unknowns, met) == difference.unknowns.end())
        difference.unknowns.push_back(met);
    }
  }
  return difference;
}

}  // namespace tenon
