// Makes an Unknown of what a reader did not understand.

#include "app/not_understood.h"

#include <algorithm>
#include <string>

namespace tenon {

namespace {

Unknown unknown(const NotUnderstoodObject& object) {
  Unknown made;
  made.key.kind = object.is_index() ? Kind::kIndex : Kind::kTable;
  made.key.schema = object.name.schema;
  made.key.table = object.table.name;
  made.key.name = object.name.name;
  made.reason =
      "the stored definition is not understood: " + object.reason.substr(0, object.reason.find('\n'));
  return made;
}

/// Returns whether a change is about the object of the unknown.
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
    for (const NotUnderstoodObject& object : side->not_understood) {
      const Unknown met = unknown(object);
      std::erase_if(difference.changes, [&](const Change& change) { return covers(met, change); });
      if (std::ranges::find(difference.unknowns, met) == difference.unknowns.end())
        difference.unknowns.push_back(met);
    }
  }
  return difference;
}

}  // namespace tenon
