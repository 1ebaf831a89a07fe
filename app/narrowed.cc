// Narrows what was inspected to chosen tables and their neighbours.

#include <algorithm>

#include "app/compare.h"
#include "diff/pattern.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "model/to_string.h"
#include "model/visible.h"
#include "render/picture/picture.h"

namespace tenon {

namespace {

/// Returns the tables that a name is about.
std::vector<QualifiedName> tables_named(const Catalog& catalog, const std::string& name) {
  std::vector<QualifiedName> found;
  std::vector<std::string> known;
  for (const Table& table : catalog.tables) {
    known.push_back(to_string(table.name));
    if (glob_matches(name, known.back()) || glob_matches(name, table.name.name.text))
      found.push_back(table.name);
  }
  if (found.empty())
    throw Error(Fault::kUsage, "--around names a table, and none is called \"" + visible(name) + "\"" +
                                   suggestion(name, known));
  return found;
}

}  // namespace

Inspection narrowed(Inspection inspection, const std::vector<std::string>& around, std::size_t hops) {
  if (around.empty()) return inspection;
  std::vector<QualifiedName> chosen;
  for (const std::string& name : around)
    for (const QualifiedName& table : tables_named(inspection.catalog, name)) chosen.push_back(table);
  const std::vector<QualifiedName> kept = neighbours(inspection.catalog, std::move(chosen), hops);
  std::erase_if(inspection.catalog.tables,
                [&](const Table& table) { return std::ranges::find(kept, table.name) == kept.end(); });
  return inspection;
}

}  // namespace tenon
