// Runs the steps of renames on a copy of a SQLite schema.

#include "app/sqlite_renames.h"

#include "app/sqlite_copy.h"
#include "model/unmodelled.h"
#include "plan/plan.h"

namespace tenon {

RenamedCopy renamed_by_sqlite(const Catalog& catalog, const std::vector<RenameStep>& steps) {
  const SqliteCopy copy(catalog);
  if (const auto refusal = copy.run(planned({}, catalog, catalog, steps)))
    return {{}, "SQLite refuses it: " + *refusal};
  Catalog renamed = copy.reflect();
  for (const UnmodelledObject& other : catalog.unmodelled)
    if (copy.missing().contains(other.name.name.key) || role_of(other) == UnmodelledRole::kFileSetting)
      renamed.unmodelled.push_back(other);
  for (const NotUnderstoodObject& object : catalog.not_understood)
    if (copy.missing().contains(object.name.name.key)) renamed.not_understood.push_back(object);
  return {std::move(renamed), ""};
}

}  // namespace tenon
