// What the partitions of a table inherit besides columns: inferred where a catalog does not name it, from the
// parents and the other catalog.
#pragma once

#include <vector>

#include "model/catalog.h"
#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Returns whether the constraint is an index, or is backed by one.
bool has_index(const Constraint& constraint);

/// A declaration need not name what a partition inherits (Table::inherited_constraints). For each table that
/// leaves or joins a parent it is inferred: a constraint of the other catalog that matches the parent's, or
/// else the one that PostgreSQL would create.
InferredTables infer_partition_constraints(const Transitions& transitions, const Catalog& before,
                                           const Catalog& after);

/// Puts the inferred tables in the place of those that do not name what they inherit.
/// MODIFIES: the sides of tables.
Transitions use_inferred_constraints(Transitions transitions, const PlanInputs& inputs);

/// The partitions in which an index of a partitioned table has adopted the index of a key.
struct AttachedKeyIndexes {
  std::vector<const Table*> staying;  ///< partitions before and after
  std::vector<const Table*> leaving;
};

/// CREATE INDEX on a partitioned table adopts matching indexes of its partitions, including those that back a
/// key. PostgreSQL refuses to drop a partitioned index while an adopted child backs a constraint.
AttachedKeyIndexes attached_key_indexes(const Transitions& transitions, const Catalog& before,
                                        const QualifiedName& table, const Constraint& index);

}  // namespace tenon
