// What partition keys stand in the way of, and the pass that gives way to them in the downgrade.
#pragma once

#include "model/catalog.h"
#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Returns whether the partition key of the table is made of the column, outright or in an expression.
bool is_in_partition_key(const Table& table, const Name& column, const Dialect& dialect);

/// In the downgrade, lets an enum that a partition key is made of keep labels that are to be removed:
/// PostgreSQL changes no type under a partition key (ALTER TABLE, Notes), and the rest of the way is worth
/// having. Does nothing in the upgrade. MODIFIES: keeps_labels of enums.
Transitions keep_partition_key_labels(Transitions transitions, const PlanInputs& inputs);

}  // namespace tenon
