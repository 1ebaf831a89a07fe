// A pass for foreign keys whose text names no columns: `REFERENCES p` means the primary key that p has at the
// time.
#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/op.h"
#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

// Where the primary key of the parent gets other columns, a foreign key that is to stay has to name its
// columns, and so SQLite's table is rebuilt.

/// Returns whether the text of the table refers to a primary key without its columns, and that key changes.
bool implies_changing_key(const Table& before, const Transitions& transitions, const Dialect& dialect);

/// Returns the tables that such references refer to.
std::vector<RekeyedTable> rekeyed_parents(const Table& before, const Transitions& transitions,
                                          const Dialect& dialect);

/// Adds a transition for each table that has such a reference, so that it is rebuilt. Does nothing where a
/// dialect can alter constraints. REQUIRES: the primary keys of both sides, as transitions_of() reads them.
/// MODIFIES: tables (added).
Transitions rebuild_implied_references(Transitions transitions, const PlanInputs& inputs);

}  // namespace tenon
