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

/// The partitions whose keys an index of a partitioned table has taken in, at whatever level below it.
struct AttachedKeyIndexes {
  std::vector<const Table*> staying;  ///< partitions before and after
  std::vector<const Table*> leaving;
};

/// An index or a key of a partitioned table takes in keys of its partitions (takes_in()). PostgreSQL refuses
/// to drop an index while it has such a part, and drops the part together with a key.
AttachedKeyIndexes attached_key_indexes(const Transitions& transitions, const Catalog& before,
                                        const QualifiedName& table, const Constraint& index);

/// Returns whether an index of an ancestor has taken in the key of a partition, and both stay: PostgreSQL
/// then refuses to drop the key.
bool is_part_of_what_stays(const Transitions& transitions, const Catalog& before,
                           const QualifiedName& partition, const Constraint& key);

/// What a partition has from an index of an ancestor, and both stay, although the index would take in the
/// partition's new key instead; null where it has nothing of that kind or it is not known.
const Constraint* part_instead_of(const Transitions& transitions, const Catalog& before,
                                  const QualifiedName& partition, const Constraint& key);

/// Returns whether a partition has a key of its own that an index of its ancestors in `catalog` takes in.
bool has_key_for_ancestors(const Catalog& catalog, const Table& partition);

/// Returns whether a foreign key refers to its own table, or to one above it in its partition tree.
bool refers_up_tree(const Constraint& constraint, const QualifiedName& table, const Catalog& catalog);

/// Returns whether a foreign key refers to its own table, or to one above or below it in its partition tree.
/// It is dropped before partitions leave, and goes from them as well.
bool refers_along_tree(const Constraint& constraint, const QualifiedName& table, const Catalog& catalog);

/// Returns the inherited constraints that a partition has as its own once it is detached: all but the foreign
/// keys that are dropped before.
std::vector<Constraint> kept_when_leaving(const Transitions& transitions, const Catalog& before,
                                          const Table& partition);

}  // namespace tenon
