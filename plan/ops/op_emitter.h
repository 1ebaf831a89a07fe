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
class Expansion {
 public:
  Expansion(const Fates& fates, const Catalog& actual, const TypeNames& types, const Heirs& heirs);

  const Fates& fates() const { return fates_; }
  const Catalog& actual() const { return actual_; }
  const Dialect& dialect() const { return dialect_; }
  const Heirs& heirs() const { return heirs_; }
  /// A table as it is to be; null where it is not to be.
  const Table* declared_table(const QualifiedName& name) const;
  /// A table and all that are to be above it, each once.
  std::vector<QualifiedName> declared_line(const QualifiedName& name) const;
  /// Whether a table that is there comes to inherit from it, directly or not.
  bool is_joined(const QualifiedName& table) const { return joined_.contains(table); }

  /// The node's number, for others to run after.
  std::size_t add(Node node);
  std::vector<Node> taken() && { return std::move(nodes_); }

  /// The types that a type is made of.
  std::vector<Thing> leaning(const UserType& type) const;
  /// The type, the sequences and, when it is computed, the columns that a column leans on.
  std::vector<Thing> leaning(const Column& column, const QualifiedName& table) const;
  /// The table, its columns, and the table, columns and key that a foreign key refers to.
  std::vector<Thing> leaning(const Constraint& constraint, const QualifiedName& table) const;
  /// Its triggers. Of a table that is yet to be made: those it had when it was dropped on the other way.
  std::vector<UnmodelledObject> triggers_of(const QualifiedName& table) const;
  /// Whether one of these names is to belong to another table than `table`, or to an index of another.
  bool wanted_elsewhere(const std::vector<Slot>& slots, const QualifiedName& table) const;

 private:
  void note_wanted(const Table& table);
  void note_joined(const TableFate& table);

  const Fates& fates_;
  const Catalog& actual_;
  const Dialect& dialect_;
  const TypeNames& types_;
  const Heirs& heirs_;
  std::map<Slot, QualifiedName> wanted_;
  std::set<QualifiedName> joined_;
  std::vector<Node> nodes_;
};

void expand_schemas(Expansion& to);
void expand_extensions(Expansion& to);
void expand_enums(Expansion& to);
void expand_types(Expansion& to);
void expand_sequences(Expansion& to);
void expand_tables(Expansion& to);
/// The partitions that stay by other bounds.
void expand_bounds(Expansion& to);
/// The columns of a table that is kept.
void expand_columns(Expansion& to, const TableFate& table);
/// The constraints of a table that is kept.
void expand_constraints(Expansion& to, const TableFate& table);
void drop_constraint(Expansion& to, const QualifiedName& table, const Constraint& constraint);
void add_constraint(Expansion& to, const QualifiedName& table, const Constraint& constraint);
/// A table that is kept, in a dialect that cannot alter it at will: nothing of it when ALTER TABLE is
/// enough, else one RebuildTable for everything. Tells whether it was rebuilt.
bool rebuild(Expansion& to, const TableFate& table);

/// A comment on its own; nothing where comments do not differ or the dialect has none.
void add_comment(Expansion& to, const Key& key, const std::string& actual, const std::string& declared,
                 std::vector<Thing> joins, std::vector<std::size_t> after);

void append(std::vector<Thing>& to, std::vector<Thing> more);

}  // namespace tenon
