// A model of a database: ops in, a catalog out, an error for what a database would refuse.
#pragma once

#include <string>

#include "model/catalog.h"
#include "model/op.h"
#include "plan/order/dependency_key.h"

namespace tenon {

/// Applies ops to a catalog as strictly as a database; throws Error(kInternal) for what one would refuse.
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
  /// Defaults that draw from the sequence follow it.
  void run(const RenameSequence& op);
  void run(const CreateTable& op);
  void run(const DropTable& op);
  void run(const AlterTable& op);
  /// References by name follow; the texts of expressions stay as they are.
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
  /// Throws unless `holds`.
  static void require(bool holds, const std::string& what);

  /// Renames the table in everything that refers to it by name.
  void rename(const QualifiedName& before, const QualifiedName& after);
  Enum& type(const QualifiedName& name);
  /// Requires the type to be exactly as the op states it.
  void require_same(const UserType& believed);
  void add_type(UserType type);
  void remove_type(const UserType& type);
  /// Requires that no column has the type and that no other type is made of it.
  void require_unused(const QualifiedName& type) const;
  void require_no_part(const QualifiedName& type) const;
  Sequence& sequence(const QualifiedName& name);
  Table& table(const QualifiedName& name);
  static Column& column(Table& table, const Name& name);
  static Constraint& constraint(Table& table, const Constraint& like);
  /// Returns the constraint, which must be exactly as the op states it.
  static Constraint& expected(Table& table, const Constraint& believed);

  void require_schema(const Name& schema) const;
  void require_free_relation(const QualifiedName& name) const;
  void require_free_type(const QualifiedName& name) const;
  void require_free_claims(const Table& table, const Constraint& constraint) const;
  /// Requires that nothing on the table claims the name.
  void require_free_claim(const Table& table, const NameClaim& claim, const Name& taker) const;
  void require_owner(const Sequence& sequence) const;
  void require_sequences(const std::optional<Expression>& value) const;
  void require_columns(const Table& table, const Constraint& constraint) const;
  void require_key(const ForeignKey& reference) const;
  /// Returns whether the table, or an ancestor in its partition tree, has the key.
  bool has_key(const Table& table, const std::vector<Name>& columns) const;
  bool is_part_of(const QualifiedName& table, const QualifiedName& whole) const;
  /// Requires that nothing depends on a column that is dropped or changes its type.
  void require_untouched(const Table& table, const Column& column, bool is_dropped) const;
  /// Requires that no foreign key refers to the key.
  void require_unreferred(const Table& table, const Constraint& key) const;
  /// Drops the sequences that the column owns, or the whole table where it is null; requires that nothing
  /// else draws from them.
  void drop_owned(const QualifiedName& table, const Name* column);
  bool refers(const Table& child, const ForeignKey& reference, const Table& parent, const Name& column) const;
  std::string& comment(const Key& key);
  std::string* type_comment(const Key& key);
  /// Returns the children of a table.
  std::vector<Table*> children(const QualifiedName& parent);
  /// Returns its children, theirs, and so on, each once.
  std::vector<Table*> descendants(const QualifiedName& parent);
  /// Removes the index that a key takes as its own; requires that it is one of the same columns.
  void release_index(Table& of, const AddConstraint& op);
  /// Lets an index created on a partitioned table adopt matching indexes of its partitions.
  void adopt_indexes(const QualifiedName& parent, const Constraint& made);
  /// Requires that PostgreSQL has no choice between the parts that a partition is to have and its other
  /// indexes.
  void require_one_candidate(const Table& child, const std::vector<Constraint>& parts) const;
  /// Returns whether a table gives its children a check; whether a table has one, its own or inherited.
  bool provides_check(const QualifiedName& parent, const Constraint& check);
  bool has_check(const Table& table, const Constraint& check);
  /// Returns whether a partitioned table, or one above it, has the constraint of which this is a partition's.
  bool provides_part(const QualifiedName& whole, const Constraint& part);
  void require_checks_of(const Table& parent, const Table& child);
  /// Keeps the checks that a table inherited from a parent that it leaves (ALTER TABLE, NO INHERIT and
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
