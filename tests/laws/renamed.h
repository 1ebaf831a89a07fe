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

/// Carries steps out on the model of a database.
inline RenamedCopy renamed_on_the_model(const Catalog& before, const std::vector<RenameStep>& steps) {
  return {applied(before, planned({}, before, before, steps)), ""};
}

/// Carries random renames out, as the program does: those of tables and columns in the catalog for
/// PostgreSQL, and on the model of a database for one that is asked. Those of sequences follow on the model.
inline RenamedCatalog randomly_renamed(const Catalog& catalog, Rng& rng) {
  RenameApplier applier(catalog,
                        catalog.dialect->names_constraints ? RenamingDatabase() : renamed_on_the_model);
  applier.carry_out(random_table_renames(catalog, rng));
  applier.carry_out(random_column_renames(applier.catalog(), rng));
  RenamedCatalog made{applier.catalog(), applier.done()};
  const std::vector<RenameStep> sequences = random_sequence_renames(made.catalog, rng);
  made.catalog = renamed_on_the_model(made.catalog, sequences).catalog;
  made.steps.insert(made.steps.end(), sequences.begin(), sequences.end());
  return made;
}

}  // namespace tenon::test
