#pragma once

#include <deque>
#include <vector>

#include "model/catalog.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Whether the server keeps an index for it, or it is one.
bool has_index(const Constraint& constraint);

/// A declaration need not say what a partition is handed down (Table::inherited_constraints). Of partitions
/// that part from their parent or join one it has to be known: what the other side has that is like something
/// of the parent's, or else what the server makes. The tables that say so are put into `known`, which must
/// outlive the fates.
void infer_partition_constraints(Transitions& transitions, const Catalog& before, const Catalog& after,
                                 std::deque<Table>& known);

/// Partitions whose own key is their part of an index of the table that they are parts of.
struct AttachedKeyIndexes {
  std::vector<const Table*> staying;
  std::vector<const Table*> leaving;
};

/// CREATE INDEX on a partitioned table takes in what is like it, be it a key's; and the server drops no index
/// whose part is one.
AttachedKeyIndexes attached_key_indexes(const Transitions& transitions, const Catalog& before,
                                        const QualifiedName& table, const Constraint& index);

}  // namespace tenon
