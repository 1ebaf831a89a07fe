#pragma once

#include <map>
#include <vector>

#include "model/catalog.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Which tables inherit from which, now and after the changes: what an op on a parent's column reaches.
class InheritanceTree {
 public:
  InheritanceTree(const Transitions& transitions, const Catalog& before);

  /// The tables that inherit from it and go on doing so, theirs included.
  std::vector<const Table*> descendants_of(const QualifiedName& parent) const;
  /// The parents that a table keeps, in order.
  const std::vector<QualifiedName>& kept_parents(const QualifiedName& table) const;

 private:
  std::map<QualifiedName, std::vector<const Table*>> children_;
  std::map<QualifiedName, std::vector<QualifiedName>> parents_;
};

/// A table and all that it is a part of, from below.
std::vector<QualifiedName> ancestry_of(const Catalog& catalog, const QualifiedName& table);
/// How many parents, from the first, a table keeps as they are.
std::size_t parents_kept(const Table& before, const Table& after);
/// Whether it stays a partition of its parent, by another bound.
bool is_rebound(const TableTransition& table);

/// Says of every column whose parents change what those changes make of it (ColumnFate::by_parents). Throws
/// Error(kUnsupported) for a column that is to be handed down by a parent that the table gets only now.
void propagate_to_children(Transitions& transitions, const Catalog& before, const InheritanceTree& tree);

}  // namespace tenon
