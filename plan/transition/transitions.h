#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// What becomes of a column that is touched. Points into the changes and the catalogs.
struct ColumnTransition {
  const Column* before = nullptr;  ///< null: it is added
  const Column* after = nullptr;   ///< null: it is dropped
  bool replaced = false;           ///< dropped and added again: nothing of it is lost (it is derived data)
  bool recast = false;             ///< the enum it has is replaced under it
  bool cast_via_text = false;      ///< recast by way of text: its type goes before the next one is there
  bool default_dropped = false;    ///< its default leans on a type that goes: it is set again afterwards
  std::vector<const Sequence*> cascades_to;  ///< sequences that go when the column goes
  bool only = false;                         ///< dropped from its table only: tables that inherit it keep it
  bool changed_by_parent = false;            ///< what happens to the table's parents makes `handed` of it
  std::optional<Column> inherited;

  bool is_dropped() const { return before && (!after || replaced); }
  bool retyped() const;
  /// Retyped into another type altogether, so that an expression over it may mean something else.
  bool changes_base_type() const;
  /// Whether it is something else on the way.
  bool has_intermediate() const { return cast_via_text || default_dropped; }
  /// The actual column without what cannot stay on the way.
  Column intermediate() const;
};

struct ConstraintTransition {
  std::optional<Constraint> before;
  std::optional<Constraint> after;
  bool replaced = false;  ///< dropped and added again, changed or only out of the way

  bool is_dropped() const { return before && (!after || replaced); }
};

struct TableTransition {
  const Table* before = nullptr;  ///< null: it is added
  const Table* after = nullptr;   ///< null: it is dropped
  /// The declared side's, also of a table that is to stay as it is: what is equal may still be spelled in the
  /// words of its own side's types.
  const Table* after_spelling = nullptr;
  bool altered = false;  ///< its own attributes differ
  std::map<Name, ColumnTransition> columns;
  std::vector<ConstraintTransition> constraints;
  std::vector<const Sequence*> cascades_to;

  bool kept() const { return before && after; }
  const ColumnTransition* column(const Name& name) const;
  /// The fate of a column, which is to stay as it is where no change says otherwise.
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
  std::vector<TypeUser> users;  ///< of an enum that is replaced
  bool keeps_labels = false;    ///< it cannot be made anew, and keeps what it has

  /// Labels are removed or reordered: the type must be made anew.
  bool replaced() const;
};

struct TypeTransition {
  std::optional<UserType> before;
  std::optional<UserType> after;
  bool replaced = false;        ///< made anew, and every column that has it recast
  bool recreated = false;       ///< dropped and created again, when no column has it
  std::vector<TypeUser> users;  ///< of a type that is replaced
};

struct ExtensionTransition {
  const Extension* before = nullptr;
  const Extension* after = nullptr;
};

struct SequenceTransition {
  const Sequence* before = nullptr;
  const Sequence* after = nullptr;
  bool released = false;            ///< taken from its owner, which goes
  bool dropped_by_cascade = false;  ///< goes with its owner, without a word
};

/// What becomes of everything that is touched.
struct Transitions {
  std::map<Name, SchemaTransition> schemas;
  std::map<Name, ExtensionTransition> extensions;
  std::map<QualifiedName, EnumTransition> enums;
  std::map<std::pair<Kind, QualifiedName>, TypeTransition> types;
  std::map<QualifiedName, SequenceTransition> sequences;
  std::map<QualifiedName, TableTransition> tables;
  const Catalog* after = nullptr;

  const TableTransition* table(const QualifiedName& name) const;
  /// The fate of a table, which is to stay as it is where no change says otherwise.
  TableTransition& find_or_add(const Table& table);
  /// Whether a column goes, alone or with its table.
  bool is_dropped(const ColumnName& column) const;
};

/// What the changes say of each object, and nothing more. The changes and both catalogs must outlive it.
Transitions transitions_of(const std::vector<Change>& changes, const Catalog& before, const Catalog& after);

}  // namespace tenon
