#pragma once

#include <vector>

#include "plan/plan.h"
#include "plan/simulate/applied.h"
#include "renames/applier.h"
#include "tests/support/random_renames.h"

namespace tenon::test {

/// A catalog once renames are carried out, and the steps that led there.
struct RenamedCatalog {
  Catalog catalog;
  std::vector<RenameStep> steps;
};

/// Carries random renames out, as the program does: PostgreSQL's in the catalog, those of a database that is
/// asked on the model of one.
inline RenamedCatalog randomly_renamed(const Catalog& catalog, Rng& rng) {
  RenamingDatabase database;
  if (!catalog.dialect->names_constraints)
    database = [](const Catalog& before, const std::vector<RenameStep>& steps) {
      return RenamedCopy{applied(before, planned({}, before, before, steps)), ""};
    };
  RenameApplier applier(catalog, std::move(database));
  applier.carry_out(random_table_renames(catalog, rng));
  applier.carry_out(random_column_renames(applier.catalog(), rng));
  return {applier.catalog(), applier.done()};
}

}  // namespace tenon::test
