// The ops of a migration plan as plain values, and the plan itself.

#pragma once

#include <string>
#include <variant>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"

namespace tenon {

// Each op is one reversible step, named after Alembic's op.* where that has it. A drop contains everything
// that it drops, so that every op can be described and undone.

struct CreateSchema {
  Schema schema;
  bool operator==(const CreateSchema&) const = default;
};
struct DropSchema {
  Schema schema;
  bool operator==(const DropSchema&) const = default;
};

struct CreateExtension {
  Extension extension;
  bool operator==(const CreateExtension&) const = default;
};
struct DropExtension {
  Extension extension;
  bool operator==(const DropExtension&) const = default;
};
/// Changes the version or the schema of an extension.
struct AlterExtension {
  Extension actual;
  Extension declared;
  bool keeps_version = false;  ///< the server cannot update to the other version
  bool operator==(const AlterExtension&) const = default;
};

/// A column whose type is replaced.
struct TypeUser {
  ColumnName column;
  Type type;                                ///< the type or an array of it
  std::optional<Expression> default_value;  ///< dropped before, restored after
  Options options = {};                     ///< of the column; its storage is set again
  bool operator==(const TypeUser&) const = default;
};

struct CreateType {
  UserType type;
  bool operator==(const CreateType&) const = default;
};
struct DropType {
  UserType type;
  bool operator==(const DropType&) const = default;
};
/// Changes a type in place if ALTER DOMAIN or ALTER TYPE can do it (see altered_in_place()); else creates a
/// new type under the name, recasts every column that has it, and drops the old one.
struct AlterType {
  UserType actual;
  UserType declared;
  std::vector<TypeUser> users;  ///< of a type that is recreated
  bool operator==(const AlterType&) const = default;
};

struct CreateEnum {
  Enum type;
  bool operator==(const CreateEnum&) const = default;
};
struct DropEnum {
  Enum type;
  bool operator==(const DropEnum&) const = default;
};
/// ALTER TYPE ADD VALUE. It must be committed before the label can be used, so it is in a step of its own.
struct AddEnumLabel {
  QualifiedName type;
  std::string label;
  std::string before;  ///< the existing label it goes before; empty: last
  bool operator==(const AddEnumLabel&) const = default;
};
/// Removes or reorders labels: creates a new type, recasts every column that has it, and drops the old one.
struct ReplaceEnum {
  Enum actual;
  Enum declared;
  std::vector<TypeUser> users;
  bool keeps_labels =
      false;  ///< nothing is done, because a partition key depends on the type and cannot be recast
  bool operator==(const ReplaceEnum&) const = default;
};

struct CreateSequence {
  Sequence sequence;
  bool operator==(const CreateSequence&) const = default;
};
struct DropSequence {
  Sequence sequence;
  bool operator==(const DropSequence&) const = default;
};
/// Changes options and owner of a sequence, which keeps its current value.
struct AlterSequence {
  Sequence actual;
  Sequence declared;
  std::optional<bool> unlogged =
      std::nullopt;  ///< the new value, also if only the tables of its owners differ in it
  bool operator==(const AlterSequence&) const = default;
};

/// ALTER SEQUENCE RENAME: its current value stays, and defaults that draw from it follow.
struct RenameSequence {
  QualifiedName sequence;
  Name to;
  bool operator==(const RenameSequence&) const = default;
};

/// Creates a table with its columns and `table.constraints`. Foreign keys are separate ops if the dialect can
/// add them later; indexes always are.
struct CreateTable {
  Table table;
  std::vector<UnmodelledObject> triggers = {};  ///< that were dropped with the table, recreated in order
  bool operator==(const CreateTable&) const = default;
};
struct DropTable {
  Table table;
  bool operator==(const DropTable&) const = default;
};
/// Changes the table's own attributes (options).
struct AlterTable {
  Table actual;
  Table declared;
  bool operator==(const AlterTable&) const = default;
};

/// ALTER TABLE RENAME. Rows are kept, and references to the table follow it.
struct RenameTable {
  QualifiedName table;
  Name to;
  bool operator==(const RenameTable&) const = default;
};
/// ALTER TABLE SET SCHEMA. Its indexes and the sequences that it owns move with it.
struct MoveTable {
  QualifiedName table;
  Name schema;
  bool operator==(const MoveTable&) const = default;
};
/// ALTER TABLE RENAME COLUMN. References to the column follow it.
struct RenameColumn {
  QualifiedName table;
  Name from;
  Name to;
  bool operator==(const RenameColumn&) const = default;
};

/// INHERIT or ATTACH PARTITION. The table already has the columns and constraints that it will inherit.
struct AttachTable {
  Table table;
  QualifiedName parent;
  bool operator==(const AttachTable&) const = default;
};
/// NO INHERIT or DETACH PARTITION: inherited constraints become the table's own.
struct DetachTable {
  Table table;
  QualifiedName parent;
  bool operator==(const DetachTable&) const = default;
};

/// Ops on the columns of a table also apply to its children.
struct AddColumn {
  QualifiedName table;
  Column column;
  bool operator==(const AddColumn&) const = default;
};
struct DropColumn {
  QualifiedName table;
  Column column;
  bool only = false;  ///< child tables keep it as their own
  bool operator==(const DropColumn&) const = default;
};
struct AlterColumn {
  QualifiedName table;
  Column actual;
  Column declared;
  bool operator==(const AlterColumn&) const = default;
};

/// How an index is built, or how a key comes to its index.
enum class Build {
  kLocked,        ///< at once, under the lock of the statement
  kConcurrently,  ///< an index beside writers, outside a transaction; its settings and comment are ops of
                  ///< their own
  kFromIndex,     ///< a key takes the index of another name as its own, which is renamed with it
};

/// An index counts as a constraint here and in DropConstraint.
struct AddConstraint {
  QualifiedName table;
  Constraint constraint;
  Build build = Build::kLocked;
  Name index = {};  ///< of kFromIndex
  bool operator==(const AddConstraint&) const = default;
};
struct DropConstraint {
  QualifiedName table;
  Constraint constraint;
  bool concurrently = false;  ///< an index, outside a transaction
  bool operator==(const DropConstraint&) const = default;
};
struct RenameConstraint {
  QualifiedName table;
  Constraint actual;
  Name to;
  bool operator==(const RenameConstraint&) const = default;
};
/// Changes a constraint in place: deferrability of a foreign key, storage options of an index.
struct AlterConstraint {
  QualifiedName table;
  Constraint actual;
  Constraint declared;
  bool operator==(const AlterConstraint&) const = default;
};
/// Validates a constraint that is NOT VALID, or builds an index that is not valid again.
struct ValidateConstraint {
  QualifiedName table;
  Constraint constraint;
  bool concurrently = false;  ///< an index, outside a transaction
  bool operator==(const ValidateConstraint&) const = default;
};

/// COMMENT ON any object that has a key; an empty text removes the comment.
struct SetComment {
  Key key;
  std::string actual;
  std::string declared;
  bool operator==(const SetComment&) const = default;
};

/// A table whose primary key changes its columns in the plan.
struct RekeyedTable {
  QualifiedName table;
  std::vector<Name> key;  ///< the new columns
  bool operator==(const RekeyedTable&) const = default;
};

/// Creates a table again and copies its rows, for a dialect whose ALTER TABLE cannot make the change. The
/// indexes of `declared`, its triggers and the views over it are recreated.
struct RebuildTable {
  Table actual;
  Table declared;
  std::vector<UnmodelledObject> triggers;  ///< of the table: dropped with it, recreated in order
  /// Referenced tables that cannot be read before the plan because they do not exist. SQLite allows foreign
  /// keys to tables and columns that do not exist.
  std::vector<QualifiedName> absent_parents = {};
  /// Referenced tables whose foreign keys are written without columns. Foreign keys that keep the former
  /// columns are rewritten with them.
  std::vector<RekeyedTable> rekeyed_parents = {};
  /// The losses of values that were allowed, in the words of destroys(). A script does not stop for them.
  std::vector<std::string> may_lose = {};
  /// The prefix of the names of helper tables; see Plan.
  std::string helper_prefix = "_tenon";
  bool operator==(const RebuildTable&) const = default;
};

using OpBase = std::variant<CreateSchema, DropSchema, CreateExtension, DropExtension, AlterExtension,
                            CreateType, DropType, AlterType, CreateEnum, DropEnum, AddEnumLabel, ReplaceEnum,
                            CreateSequence, DropSequence, AlterSequence, RenameSequence, CreateTable,
                            DropTable, AlterTable, RenameTable, MoveTable, RenameColumn, AttachTable,
                            DetachTable, AddColumn, DropColumn, AlterColumn, AddConstraint, DropConstraint,
                            RenameConstraint, AlterConstraint, ValidateConstraint, SetComment, RebuildTable>;
/// A class with its special members in the .cc file, so that the copies, moves and comparisons of all
/// alternatives are compiled once and not in every file that touches one.
struct Op : OpBase {
  using OpBase::OpBase;
  Op();
  Op(const Op&);
  Op(Op&&) noexcept;
  Op& operator=(const Op&);
  Op& operator=(Op&&) noexcept;
  ~Op();
  friend bool operator==(const Op&, const Op&);
};

/// How long a statement of a step waits and runs, as values of PostgreSQL's settings; an empty text leaves
/// the session's own.
struct StepLimits {
  std::string lock;       ///< lock_timeout
  std::string statement;  ///< statement_timeout
  bool operator==(const StepLimits&) const = default;
};

/// Ops that run together: in one transaction, or each outside of any.
struct Step {
  bool in_transaction = true;
  std::vector<Op> ops;
  StepLimits limits = {};
  bool operator==(const Step&) const = default;
};

/// A statement that touches no row and compiles only while the views and triggers that it needs compile.
struct CompileProbe {
  std::string subject;    ///< "view v", "UPDATE of table t with trigger tr"
  std::string statement;  ///< without its semicolon
  bool is_query = false;  ///< a SELECT; else INSERT, UPDATE or DELETE
  bool operator==(const CompileProbe&) const = default;
};

/// The views and triggers that compiled before and must compile at the end of a plan, because a database
/// allows a plan to break them.
struct DependentProbes {
  bool every_dependent = false;  ///< everything compiled before, so all are checked at once as well
  std::vector<CompileProbe> probes;
  bool operator==(const DependentProbes&) const = default;
};

/// The ops for one dialect, in an order that runs.
struct Plan {
  const Dialect* dialect = nullptr;
  std::vector<Step> steps;
  /// The prefix of the names of tables that a script creates for its own use. No other table has it.
  std::string helper_prefix = "_tenon";
  DependentProbes dependents = {};
  std::vector<Enum> enums = {};  ///< of both sides, each once: what columns may have as their type
  bool operator==(const Plan&) const = default;
};

/// Both ways of one migration. The downgrade is the plan of the reversed changes.
struct Migration {
  Plan up;
  Plan down;
};

/// Returns whether ALTER DOMAIN or ALTER TYPE leads from one to the other, comments aside. `has_users`: a
/// column of a table has the type.
bool altered_in_place(const UserType& actual, const UserType& declared, bool has_users);

/// Returns what an op destroys that no later op can bring back: `drop_table`, `drop_column` ...; empty if
/// nothing. The words are those of --allow; several are joined with ", ".
std::string destroys(const Op& op);

/// Returns the columns whose values a rebuild does not copy: dropped columns, and columns that become
/// computed.
std::vector<Name> lost_columns(const RebuildTable& op);

}  // namespace tenon
