// What becomes of each object of the schema between the two catalogs of a plan. transitions_of() reads the
// changes into it, the passes (plan/passes.h) decide what the changes entail, and the emitter (plan/ops/)
// turns the result into ops.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// Why an object that stays is dropped and created again.
enum class ReplaceReason {
  kNone,
  kDefinition,   ///< ALTER cannot give it the definition that it is to have
  kColumn,       ///< a column that it uses is dropped or changes its type, or its table changes its logging
  kType,         ///< it names a type that is recreated
  kReferred,     ///< it is a foreign key, and what it refers to changes
  kInheritance,  ///< a table that inherits, or its parent, could not change otherwise
};

/// The decision to drop an object and to create it again. It is never taken back; the first reason is kept.
class Replacement {
 public:
  explicit operator bool() const { return reason_ != ReplaceReason::kNone; }
  ReplaceReason reason() const { return reason_; }
  void decide(ReplaceReason reason) {
    if (!*this) reason_ = reason;
  }

 private:
  ReplaceReason reason_ = ReplaceReason::kNone;
};

/// A column that changes, or that something else changes. Points into the changes and the catalogs.
struct ColumnTransition {
  const Column* before = nullptr;  ///< null: the column is added
  const Column* after = nullptr;   ///< null: the column is dropped
  Replacement replaced = {};       ///< no data is lost: only computed columns are replaced
  bool recast = false;             ///< the type that it has is replaced under it
  bool cast_via_text = false;      ///< recast through text: its type is dropped before the next one exists
  bool default_dropped = false;    ///< its default uses a type that is dropped, and is set again afterwards
  std::vector<const Sequence*> cascades_to;  ///< sequences that DROP COLUMN drops as well
  bool this_table_only = false;              ///< DROP COLUMN leaves it to the tables that inherit it
  bool changed_by_parent = false;            ///< ops on the table's parents make `inherited` of it
  std::optional<Column> inherited;           ///< nullopt: they drop it

  /// Decides that the column is dropped and created again. REQUIRES: `before` and `after`.
  void replace(ReplaceReason reason) { replaced.decide(reason); }
  bool is_dropped() const { return before && (!after || replaced); }
  bool retyped() const;
  /// Returns whether it gets another type altogether, so that an expression over it may mean something else.
  bool changes_base_type() const;
  /// Returns whether it has another definition on the way than before and after.
  bool has_intermediate() const { return cast_via_text || default_dropped; }
  /// Returns the column before, without what cannot stay on the way. REQUIRES: `before`.
  Column intermediate() const;
};

struct ConstraintTransition {
  std::optional<Constraint> before;  ///< nullopt: it is added
  std::optional<Constraint> after;   ///< nullopt: it is dropped
  Replacement replaced = {};

  /// Decides that the constraint is dropped and added again; one that is dropped anyway stays as it is.
  void replace(ReplaceReason reason) {
    if (after) replaced.decide(reason);
  }
  bool is_dropped() const { return before && (!after || replaced); }
};

struct TableTransition {
  const Table* before = nullptr;  ///< null: the table is created
  const Table* after = nullptr;   ///< null: the table is dropped
  /// The table of the catalog after, also where `after` points to the table before because nothing changes:
  /// equal definitions may still be spelled with the type names of their own side.
  const Table* after_spelling = nullptr;
  bool altered = false;  ///< its own attributes differ
  std::map<Name, ColumnTransition> columns;
  std::vector<ConstraintTransition> constraints;
  std::vector<const Sequence*> cascades_to;  ///< sequences that DROP TABLE drops as well

  bool kept() const { return before && after; }
  const ColumnTransition* column(const Name& name) const;
  /// Returns the transition of a column; a new one keeps the column as it is.
  ColumnTransition& find_or_add(const Column& column);
  ConstraintTransition& find_or_add(const Constraint& constraint);
};

struct SchemaTransition {
  const Schema* before = nullptr;
  const Schema* after = nullptr;
};

struct EnumTransition {
  const Enum* before = nullptr;
  const Enum* after = nullptr;
  std::vector<TypeUser> users;  ///< the columns that are recast when the enum is replaced
  bool keeps_labels = false;    ///< it cannot be replaced, and keeps the labels that it has

  /// Returns whether labels are removed or reordered: PostgreSQL has no ALTER TYPE for that, the type is
  /// replaced.
  bool replaced() const;
};

struct TypeTransition {
  std::optional<UserType> before;
  std::optional<UserType> after;
  bool replaced = false;        ///< a new type takes its name, and every column that has it is recast
  bool recreated = false;       ///< dropped and created again while no column has it
  std::vector<TypeUser> users;  ///< the columns that are recast when the type is replaced
};

struct ExtensionTransition {
  const Extension* before = nullptr;
  const Extension* after = nullptr;
};

struct SequenceTransition {
  const Sequence* before = nullptr;
  const Sequence* after = nullptr;
  bool released = false;            ///< taken from its owner, which is dropped
  bool dropped_by_cascade = false;  ///< dropped together with its owner, without an op of its own
};

/// The transition of every object that a plan touches. A value: copies are independent. Points into the
/// changes and the catalogs, which must outlive it.
struct Transitions {
  std::map<Name, SchemaTransition> schemas;
  std::map<Name, ExtensionTransition> extensions;
  std::map<QualifiedName, EnumTransition> enums;
  std::map<std::pair<Kind, QualifiedName>, TypeTransition> types;
  std::map<QualifiedName, SequenceTransition> sequences;
  std::map<QualifiedName, TableTransition> tables;
  const Catalog* after = nullptr;

  const TableTransition* table(const QualifiedName& name) const;
  /// Returns the transition of a table; a new one keeps the table as it is.
  TableTransition& find_or_add(const Table& table);
  /// Returns whether a column is dropped, alone or with its table.
  bool is_dropped(const ColumnName& column) const;
};

/// Returns what the changes say of each object, and nothing more. Throws Error(kUnsupported) for a rename
/// that is not one of a constraint: renames of tables and columns are planned before.
Transitions transitions_of(const std::vector<Change>& changes, const Catalog& before, const Catalog& after);

}  // namespace tenon
