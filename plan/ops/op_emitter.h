// Turns transitions into nodes, by kind of object: transitions and inputs in, nodes for the graph out.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/catalog.h"
#include "plan/order/node.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Collects the nodes, and answers what an object depends on. The transitions and the inputs must outlive
/// it.
class OpEmitter {
 public:
  OpEmitter(const Transitions& transitions, const PlanInputs& inputs);

  const Transitions& transitions() const { return transitions_; }
  const Catalog& before() const { return before_; }
  const Dialect& dialect() const { return dialect_; }
  const InheritanceTree& inheritance() const { return tree_; }
  /// Returns the table after the plan; null where it is dropped.
  const Table* table_after(const QualifiedName& name) const;
  /// Returns a table and all of its ancestors after the plan, each once.
  std::vector<QualifiedName> ancestry_after(const QualifiedName& name) const;
  /// Returns the parts of indexes that a partition and those below it get with an index of the table, or when
  /// the table is attached.
  std::vector<DependencyKey> index_parts_below(const QualifiedName& table) const;
  /// Returns whether an existing table starts to inherit from `table`, directly or not.
  bool is_joined(const QualifiedName& table) const { return joined_.contains(table); }

  /// Adds a node and returns its number, for Node::runs_after.
  std::size_t add(Node node);
  std::vector<Node> result() && { return std::move(nodes_); }

  /// Returns the types and sequences that a type is made of or names.
  std::vector<DependencyKey> dependencies_of(const UserType& type) const;
  /// Returns the type and the sequences of a column; of a computed column also the columns that its
  /// expression may use.
  std::vector<DependencyKey> dependencies_of(const Column& column, const QualifiedName& table) const;
  /// Returns the table, its columns, and the table, columns and key that a foreign key refers to.
  std::vector<DependencyKey> dependencies_of(const Constraint& constraint, const QualifiedName& table) const;
  /// Returns the triggers of a table. For a table that is created: those that it had when it was dropped on
  /// the other way.
  std::vector<UnmodelledObject> triggers_of(const QualifiedName& table) const;
  /// Returns whether one of the names is to belong to another table than `table`, or to an index of another
  /// table.
  bool wanted_elsewhere(const std::vector<NameClaim>& claims, const QualifiedName& table) const;

 private:
  void collect_claims(const Table& table);
  void collect_joined(const TableTransition& table);

  const Transitions& transitions_;
  const Catalog& before_;
  const Dialect& dialect_;
  const TypeNames& types_;
  const InheritanceTree tree_;
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
/// Returns a partition with the bound of another state of it.
Table with_bound_of(Table table, const Table& other);
/// Partitions that stay with other bounds.
void emit_partition_bounds(OpEmitter& emitter);
/// The columns of a table that is kept.
void emit_columns(OpEmitter& emitter, const TableTransition& table);
/// The constraints of a table that is kept.
void emit_constraints(OpEmitter& emitter, const TableTransition& table);
void drop_constraint(OpEmitter& emitter, const QualifiedName& table, const Constraint& constraint);
void add_constraint(OpEmitter& emitter, const QualifiedName& table, const Constraint& constraint);
/// For a dialect that cannot alter constraints: emits one RebuildTable where ALTER TABLE is not enough, and
/// nothing otherwise. Returns whether it did.
bool try_rebuild(OpEmitter& emitter, const TableTransition& table);

/// Emits a SetComment where the comments differ and the dialect has comments.
void add_comment(OpEmitter& emitter, const Key& key, const std::string& before, const std::string& after,
                 std::vector<DependencyKey> joins, std::vector<std::size_t> predecessors);

void append(std::vector<DependencyKey>& to, std::vector<DependencyKey> more);

}  // namespace tenon
