// The passes that decide which objects are dropped and created again because something that they depend on
// changes.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Decides what is dropped and created again: objects that ALTER cannot give their definition, computed
/// columns over columns that change, and constraints that stay but depend on what is dropped, foreign keys of
/// tables that no change touches among them. Decides which types are replaced or recreated, and which columns
/// are recast with them. REQUIRES: sync_inherited_checks(), which decides which constraints a table has
/// before and after. MODIFIES: tables, columns, constraints and types (added); replaced of columns and
/// constraints; recast, cast_via_text and default_dropped of columns; replaced, recreated and users of types
/// and enums.
Transitions recreate_dependents(Transitions transitions, const PlanInputs& inputs);

/// Replaces a primary key over a column that takes NULL meanwhile, because its table's parent comes to take
/// NULL, and every foreign key that refers to it. PostgreSQL refuses DROP NOT NULL under a primary key, on a
/// child as well. REQUIRES: propagate_to_children(). MODIFIES: tables and constraints (added), replaced of
/// constraints.
Transitions recreate_nullable_keys(Transitions transitions, const PlanInputs& inputs);

}  // namespace tenon
