// Moves foreign keys into the tables that are created with them: a plan in, the same plan in another order
// out.
#pragma once

#include "model/op.h"

namespace tenon {

/// Returns the plan with each foreign key of a created table inside its CreateTable, behind the table that it
/// refers to, where no cycle forbids that: tables that refer to each other in a circle keep the foreign keys
/// between them apart. Tables that are created one after the other change places for it; nothing else moves.
/// A foreign key of or to a partition tree, one that is not valid, and one whose key comes after its table
/// stay where they are. For a dialect that adds foreign keys by themselves; another plan is returned as it
/// is.
Plan with_inline_foreign_keys(Plan plan);

}  // namespace tenon
