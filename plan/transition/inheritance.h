// Inheritance between tables as it is while the plan runs, and the pass that propagates column changes along
// it.
#pragma once

#include <map>
#include <vector>

#include "model/catalog.h"
#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// The parents and children that tables keep: the tables that an op on a column of a parent reaches.
class InheritanceTree {
 public:
  InheritanceTree(const Transitions& transitions, const Catalog& before);

  /// Returns the children of a table that it keeps, their children, and so on; each once.
  std::vector<const Table*> descendants_of(const QualifiedName& parent) const;
  /// Returns the parents that a table keeps, in order.
  const std::vector<QualifiedName>& kept_parents(const QualifiedName& table) const;
  /// Returns whether a parent that the table keeps has the column before: where none has it, the column is
  /// the table's own until it joins its next parents.
  bool is_handed_down(const Catalog& before, const QualifiedName& table, const Name& column) const;

 private:
  std::map<QualifiedName, std::vector<const Table*>> children_;
  std::map<QualifiedName, std::vector<QualifiedName>> parents_;
};

/// Returns a partition, the table that it is a partition of, and so on up to the root; a table alone if it is
/// no partition.
std::vector<QualifiedName> ancestry_of(const Catalog& catalog, const QualifiedName& table);
/// Returns the number of parents, from the first, that a table keeps in their places.
std::size_t parents_kept(const Table& before, const Table& after);
/// Returns whether the table stays a partition of its parent, with another bound.
bool is_rebound(const TableTransition& table);

/// Decides for every column what the ops on its table's parents make of it. Throws Error(kUnsupported) where
/// PostgreSQL would refuse the ops.
/// REQUIRES: recreate_dependents(), which decides what becomes of the parents' columns.
/// MODIFIES: tables and columns (added); this_table_only, changed_by_parent and inherited of columns.
Transitions propagate_to_children(Transitions transitions, const PlanInputs& inputs);

}  // namespace tenon
