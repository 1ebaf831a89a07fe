#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/catalog.h"
#include "plan/lookup/type_names.h"
#include "plan/order/node.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Fates on their way to nodes: what everything leans on, and the nodes so far.
class OpEmitter {
 public:
  OpEmitter(const Transitions& transitions, const Catalog& before, const TypeNames& types,
            const InheritanceTree& tree);

  const Transitions& transitions() const { return transitions_; }
  const Catalog& before() const { return before_; }
  const Dialect& dialect() const { return dialect_; }
  const InheritanceTree& inheritance() const { return tree_; }
  /// A table as it is to be; null where it is not to be.
  const Table* table_after(const QualifiedName& name) const;
  /// A table and all that are to be above it, each once.
  std::vector<QualifiedName> ancestry_after(const QualifiedName& name) const;
  /// Whether a table that is there comes to inherit from it, directly or not.
  bool is_joined(const QualifiedName& table) const { return joined_.contains(table); }

  /// The node's number, for others to run after.
  std::size_t add(Node node);
  std::vector<Node> result() && { return std::move(nodes_); }

  /// The types that a type is made of.
  std::vector<DependencyKey> dependencies_of(const UserType& type) const;
  /// The type, the sequences and, when it is computed, the columns that a column leans on.
  std::vector<DependencyKey> dependencies_of(const Column& column, const QualifiedName& table) const;
  /// The table, its columns, and the table, columns and key that a foreign key refers to.
  std::vector<DependencyKey> dependencies_of(const Constraint& constraint, const QualifiedName& table) const;
  /// Its triggers. Of a table that is yet to be made: those it had when it was dropped on the other way.
  std::vector<UnmodelledObject> triggers_of(const QualifiedName& table) const;
  /// Whether one of these names is to belong to another table than `table`, or to an index of another.
  bool wanted_elsewhere(const std::vector<NameClaim>& claims, const QualifiedName& table) const;

 private:
  void collect_claims(const Table& table);
  void collect_joined(const TableTransition& table);

  const Transitions& transitions_;
  const Catalog& before_;
  const Dialect& dialect_;
  const TypeNames& types_;
  const InheritanceTree& tree_;
  std::map<NameClaim, QualifiedName> wanted_;
  std::set<QualifiedName> joined_;
  std::vector<Node> nodes_;
};

void emit_schemas(OpEmitter& emitter);
void emit_extensions(OpEmitter& emitter);
void emit_enums(OpEmitter& emitter);
void emit_types(OpEmitter& emitter);
void emit_sequences(OpEmitter& emitter);
void emit_tables(OpEmitter& emitter);
/// The partitions that stay by other bounds.
void emit_partition_bounds(OpEmitter& emitter);
/// The columns of a table that is kept.
void emit_columns(OpEmitter& emitter, const TableTransition& table);
/// The constraints of a table that is kept.
void emit_constraints(OpEmitter& emitter, const TableTransition& table);
void drop_constraint(OpEmitter& emitter, const QualifiedName& table, const Constraint& constraint);
void add_constraint(OpEmitter& emitter, const QualifiedName& table, const Constraint& constraint);
/// A table that is kept, in a dialect that cannot alter it at will: nothing of it when ALTER TABLE is
/// enough, else one RebuildTable for everything. Tells whether it was rebuilt.
bool try_rebuild(OpEmitter& emitter, const TableTransition& table);

/// A comment on its own; nothing where comments do not differ or the dialect has none.
void add_comment(OpEmitter& emitter, const Key& key, const std::string& before, const std::string& after,
                 std::vector<DependencyKey> joins, std::vector<std::size_t> predecessors);

void append(std::vector<DependencyKey>& to, std::vector<DependencyKey> more);

}  // namespace tenon
