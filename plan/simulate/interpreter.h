#pragma once

#include <string>

#include "model/catalog.h"
#include "model/op.h"
#include "plan/order/dependency_key.h"

namespace tenon {

/// A catalog that ops run on, as strict as a database: what one would refuse throws Error(kInternal).
class Interpreter {
 public:
  explicit Interpreter(Catalog catalog) : catalog_(std::move(catalog)), dialect_(*catalog_.dialect) {}

  Catalog result() && { return sorted(std::move(catalog_)); }

  void run(const CreateSchema& op);
  void run(const DropSchema& op);
  void run(const CreateExtension& op);
  void run(const DropExtension& op);
  void run(const AlterExtension& op);
  void run(const CreateType& op);
  void run(const DropType& op);
  void run(const AlterType& op);
  void run(const CreateEnum& op);
  void run(const DropEnum& op);
  void run(const AddEnumLabel& op);
  void run(const ReplaceEnum& op);
  void run(const CreateSequence& op);
  void run(const DropSequence& op);
  void run(const AlterSequence& op);
  void run(const CreateTable& op);
  void run(const DropTable& op);
  void run(const AlterTable& op);
  /// The names follow; texts of expressions stay as they are.
  void run(const RenameTable& op);
  void run(const MoveTable& op);
  void run(const RenameColumn& op);
  void run(const AttachTable& op);
  void run(const DetachTable& op);
  void run(const AddColumn& op);
  void run(const DropColumn& op);
  void run(const AlterColumn& op);
  void run(const AddConstraint& op);
  void run(const DropConstraint& op);
  void run(const RenameConstraint& op);
  void run(const AlterConstraint& op);
  void run(const ValidateConstraint& op);
  void run(const SetComment& op);
  void run(const RebuildTable& op);

 private:
  /// Refuses the op that runs: throws unless `holds`.
  static void require(bool holds, const std::string& what);

  /// What refers to the table by name follows.
  void rename(const QualifiedName& before, const QualifiedName& after);
  Enum& type(const QualifiedName& name);
  /// The type exactly as the op believes it to be.
  void require_same(const UserType& believed);
  void add_type(UserType type);
  void remove_type(const UserType& type);
  /// No column has the type, and no other type is made of it.
  void require_unused(const QualifiedName& type) const;
  void require_no_part(const QualifiedName& type) const;
  Sequence& sequence(const QualifiedName& name);
  Table& table(const QualifiedName& name);
  static Column& column(Table& table, const Name& name);
  static Constraint& constraint(Table& table, const Constraint& like);
  /// The constraint exactly as the op believes it to be.
  static Constraint& expected(Table& table, const Constraint& believed);

  void require_schema(const Name& schema) const;
  void require_free_relation(const QualifiedName& name) const;
  void require_free_type(const QualifiedName& name) const;
  void require_free_claims(const Table& table, const Constraint& constraint) const;
  /// Nothing on the table has the place.
  void require_free_claim(const Table& table, const NameClaim& claim, const Name& taker) const;
  void require_owner(const Sequence& sequence) const;
  void require_sequences(const std::optional<Expression>& value) const;
  void require_columns(const Table& table, const Constraint& constraint) const;
  void require_key(const ForeignKey& reference) const;
  /// Whether it has the key, or what it is a part of does.
  bool has_key(const Table& table, const std::vector<Name>& columns) const;
  bool is_part_of(const QualifiedName& table, const QualifiedName& whole) const;
  /// Nothing leans on a column, so that it may be dropped or get another type.
  void require_untouched(const Table& table, const Column& column, bool is_dropped) const;
  /// Nothing that is left refers to this key.
  void require_unreferred(const Table& table, const Constraint& key) const;
  /// Nothing outside draws from the sequences that go with a column, or with a table when it is null.
  void drop_owned(const QualifiedName& table, const Name* column);
  bool refers(const Table& child, const ForeignKey& reference, const Table& parent, const Name& column) const;
  std::string& comment(const Key& key);
  std::string* type_comment(const Key& key);
  /// The tables that inherit from a table.
  std::vector<Table*> children(const QualifiedName& parent);
  /// What is made on a partitioned table takes in what its partitions have that is like it.
  void adopt_indexes(const QualifiedName& parent, const Constraint& made);
  /// Whether a table has a check for those that inherit from it; whether one has it, its own or not.
  bool provides_check(const QualifiedName& parent, const Constraint& check);
  bool has_check(const Table& table, const Constraint& check);
  void require_checks_of(const Table& parent, const Table& child);
  /// A table that parts from a parent keeps the checks that came down from it (ALTER TABLE, NO INHERIT and
  /// DETACH PARTITION).
  void keep_checks_of(const Table& parent, Table& child);
  bool inherits_from_another(const Table& to, const QualifiedName& than, const Name& column);
  void propagate_added(const QualifiedName& parent, const Column& added);
  void propagate_dropped(const QualifiedName& parent, const Column& dropped, bool only);
  void propagate_altered(const QualifiedName& parent, const Column& from, const Column& to);
  void propagate_renamed(const QualifiedName& parent, const Constraint& check, const Name& to);
  void propagate_recast(const QualifiedName& parent, const Column& recast, const TypeUser& user);
  std::string& constraint_comment(const Key& key);

  Catalog catalog_;
  const Dialect& dialect_;
};

}  // namespace tenon
