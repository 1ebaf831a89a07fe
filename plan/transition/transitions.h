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
struct ColumnFate {
  const Column* actual = nullptr;    ///< null: it is added
  const Column* declared = nullptr;  ///< null: it is dropped
  bool replaced = false;             ///< dropped and added again: nothing of it is lost (it is derived data)
  bool recast = false;               ///< the enum it has is replaced under it
  bool aside = false;                ///< recast by way of text: its type goes before the next one is there
  bool bared = false;                ///< its default leans on a type that goes: it is set again afterwards
  std::vector<const Sequence*> takes_along;  ///< sequences that go when the column goes
  bool only = false;                         ///< dropped from its table only: tables that inherit it keep it
  bool by_parents = false;                   ///< what happens to the table's parents makes `handed` of it
  std::optional<Column> handed;

  bool goes() const { return actual && (!declared || replaced); }
  bool retyped() const;
  /// Retyped into another type altogether, so that an expression over it may mean something else.
  bool rebased() const;
  /// Whether it is something else on the way.
  bool detours() const { return aside || bared; }
  /// The actual column without what cannot stay on the way.
  Column meanwhile() const;
};

struct ConstraintFate {
  std::optional<Constraint> actual;
  std::optional<Constraint> declared;
  bool replaced = false;  ///< dropped and added again, changed or only out of the way

  bool goes() const { return actual && (!declared || replaced); }
};

struct TableFate {
  const Table* actual = nullptr;    ///< null: it is added
  const Table* declared = nullptr;  ///< null: it is dropped
  /// The declared side's, also of a table that is to stay as it is: what is equal may still be spelled in the
  /// words of its own side's types.
  const Table* spelled = nullptr;
  bool altered = false;  ///< its own attributes differ
  std::map<Name, ColumnFate> columns;
  std::vector<ConstraintFate> constraints;
  std::vector<const Sequence*> takes_along;

  bool kept() const { return actual && declared; }
  const ColumnFate* column(const Name& name) const;
  /// The fate of a column, which is to stay as it is where no change says otherwise.
  ColumnFate& touch(const Column& column);
  ConstraintFate& touch(const Constraint& constraint);
};

struct SchemaFate {
  const Schema* actual = nullptr;
  const Schema* declared = nullptr;
};

struct EnumFate {
  const Enum* actual = nullptr;
  const Enum* declared = nullptr;
  std::vector<TypeUser> users;  ///< of an enum that is replaced
  bool keeps_labels = false;    ///< it cannot be made anew, and keeps what it has

  /// Labels are removed or reordered: the type must be made anew.
  bool replaced() const;
};

struct TypeFate {
  std::optional<UserType> actual;
  std::optional<UserType> declared;
  bool replaced = false;        ///< made anew, and every column that has it recast
  bool remade = false;          ///< dropped and created again, when no column has it
  std::vector<TypeUser> users;  ///< of a type that is replaced
};

struct ExtensionFate {
  const Extension* actual = nullptr;
  const Extension* declared = nullptr;
};

struct SequenceFate {
  const Sequence* actual = nullptr;
  const Sequence* declared = nullptr;
  bool released = false;     ///< taken from its owner, which goes
  bool taken_along = false;  ///< goes with its owner, without a word
};

/// What becomes of everything that is touched.
struct Fates {
  std::map<Name, SchemaFate> schemas;
  std::map<Name, ExtensionFate> extensions;
  std::map<QualifiedName, EnumFate> enums;
  std::map<std::pair<Kind, QualifiedName>, TypeFate> types;
  std::map<QualifiedName, SequenceFate> sequences;
  std::map<QualifiedName, TableFate> tables;
  const Catalog* declared = nullptr;

  const TableFate* table(const QualifiedName& name) const;
  /// The fate of a table, which is to stay as it is where no change says otherwise.
  TableFate& touch(const Table& table);
  /// Whether a column goes, alone or with its table.
  bool goes(const ColumnName& column) const;
};

/// What the changes say of each object, and nothing more. The changes and both catalogs must outlive it.
Fates fates(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared);

}  // namespace tenon
