#pragma once

#include <string>

#include "model/catalog.h"
#include "model/op.h"
#include "plan/order/object_key.h"

namespace tenon {

/// A catalog that ops run on, as strict as a database: what one would refuse throws Error(kInternal).
class Interpreter {
 public:
  explicit Interpreter(Catalog catalog) : catalog_(std::move(catalog)), dialect_(*catalog_.dialect) {}

  Catalog taken() && { return sorted(std::move(catalog_)); }

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
  static void want(bool holds, const std::string& what);

  /// What refers to the table by name follows.
  void rename(const QualifiedName& before, const QualifiedName& after);
  Enum& type(const QualifiedName& name);
  /// The type exactly as the op believes it to be.
  void want_same(const UserType& believed);
  void put(UserType type);
  void take(const UserType& type);
  /// No column has the type, and no other type is made of it.
  void want_unused(const QualifiedName& type) const;
  void want_no_part(const QualifiedName& type) const;
  Sequence& sequence(const QualifiedName& name);
  Table& table(const QualifiedName& name);
  static Column& column(Table& table, const Name& name);
  static Constraint& constraint(Table& table, const Constraint& like);
  /// The constraint exactly as the op believes it to be.
  static Constraint& same(Table& table, const Constraint& believed);

  void want_schema(const Name& schema) const;
  void want_free_relation(const QualifiedName& name) const;
  void want_free_type(const QualifiedName& name) const;
  void want_free_slots(const Table& table, const Constraint& constraint) const;
  /// Nothing on the table has the place.
  void want_free_slot(const Table& table, const Slot& slot, const Name& taker) const;
  void want_owner(const Sequence& sequence) const;
  void want_sequences(const std::optional<Expression>& value) const;
  void want_columns(const Table& table, const Constraint& constraint) const;
  void want_key(const ForeignKey& reference) const;
  /// Whether it has the key, or what it is a part of does.
  bool has_key(const Table& table, const std::vector<Name>& columns) const;
  bool is_part_of(const QualifiedName& table, const QualifiedName& whole) const;
  /// Nothing leans on a column, so that it may be dropped or get another type.
  void want_untouched(const Table& table, const Column& column, bool goes) const;
  /// Nothing that is left refers to this key.
  void want_unreferred(const Table& table, const Constraint& key) const;
  /// Nothing outside draws from the sequences that go with a column, or with a table when it is null.
  void drop_owned(const QualifiedName& table, const Name* column);
  bool refers(const Table& child, const ForeignKey& reference, const Table& parent, const Name& column) const;
  std::string& comment(const Key& key);
  std::string* type_comment(const Key& key);
  /// The tables that inherit from a table.
  std::vector<Table*> heirs(const QualifiedName& parent);
  /// What is made on a partitioned table takes in what its partitions have that is like it.
  void take_in(const QualifiedName& parent, const Constraint& made);
  /// Whether a table has a check for those that inherit from it; whether one has it, its own or not.
  bool hands_down(const QualifiedName& parent, const Constraint& check);
  bool has_check(const Table& table, const Constraint& check);
  void want_checks_of(const Table& parent, const Table& child);
  /// A table that parts from a parent keeps the checks that came down from it (ALTER TABLE, NO INHERIT and
  /// DETACH PARTITION).
  void keep_checks_of(const Table& parent, Table& child);
  bool another_hands_down(const Table& to, const QualifiedName& than, const Name& column);
  void hand_down_added(const QualifiedName& parent, const Column& added);
  void hand_down_dropped(const QualifiedName& parent, const Column& dropped, bool only);
  void hand_down_altered(const QualifiedName& parent, const Column& from, const Column& to);
  void hand_down_renamed(const QualifiedName& parent, const Constraint& check, const Name& to);
  void hand_down_recast(const QualifiedName& parent, const Column& recast, const TypeUser& user);
  std::string& constraint_comment(const Key& key);

  Catalog catalog_;
  const Dialect& dialect_;
};

}  // namespace tenon
