// The values of one side of a comparison: Catalog, Table, Column, Sequence and the other objects.

#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/constraint.h"
#include "model/expression.h"
#include "model/field.h"
#include "model/name.h"
#include "model/user_type.h"

namespace tenon {

struct Dialect;

/// The options of a sequence as the database stores them, with all defaults filled in.
struct SequenceOptions {
  std::string type = "bigint";
  std::string start = "1";
  std::string increment = "1";
  std::string minimum = "1";
  std::string maximum = "9223372036854775807";
  std::string cache = "1";
  bool cycle = false;

  friend bool operator==(const SequenceOptions&, const SequenceOptions&) = default;
};

struct Identity {
  bool always = false;  ///< GENERATED ALWAYS, else BY DEFAULT
  SequenceOptions sequence;
  NotCompared<QualifiedName> sequence_name = {};  ///< empty where it is not known

  friend bool operator==(const Identity&, const Identity&) = default;
};

struct Generated {
  Expression sqltext;
  bool stored = true;

  friend bool operator==(const Generated&, const Generated&) = default;
};

/// Tells whether a column of a child table is inherited. Columns of a partition are always kOwn: a partition
/// has exactly the columns of its parent.
enum class Inheritance {
  kOwn,
  kInherited,  ///< inherited from a parent
  kMerged,     ///< inherited, and also declared by the table itself
};

struct Column {
  Name name;
  Type type;
  bool nullable = true;
  std::optional<Expression> default_value;  ///< DEFAULT NULL counts as no default
  std::optional<Identity> identity;
  std::optional<Generated> generated;
  QualifiedName collation;  ///< empty: the type's own; its schema as in IndexElement
  std::string comment;
  Inheritance inheritance = Inheritance::kOwn;
  Options
      options;  ///< sqlite: `not_null_on_conflict`; postgresql: `storage`, `compression`, `statistics` ...
  NotCompared<Source> source;

  friend bool operator==(const Column&, const Column&) = default;
};
constexpr auto fields(std::type_identity<Column>) {
  return std::tuple{Field{"type", &Column::type},
                    Field{"nullable", &Column::nullable},
                    Field{"default", &Column::default_value},
                    Field{"identity", &Column::identity, false},
                    Field{"generated", &Column::generated},
                    Field{"collation", &Column::collation},
                    Field{"comment", &Column::comment, false},
                    Field{"inherited", &Column::inheritance, false},
                    Field{"options", &Column::options, false}};
}
static_assert(lists_all_but<Column, 2>);

struct Table {
  QualifiedName name;
  std::vector<Column> columns;          ///< in the order of the table, which is not compared
  std::vector<Constraint> constraints;  ///< sorted by kind and name (see sort in catalog.cc)
  /// The parents named by INHERITS, in order. A partition has one parent and the option `partition_bound`.
  std::vector<QualifiedName> parents;
  std::string comment;
  Options options;  ///< sqlite: `without_rowid`, `strict`; postgresql: `unlogged`, `row_security` ...
  /// The inherited constraints under their names in this table. They belong to the parents and are not
  /// compared; they become the table's own after DETACH or NO INHERIT.
  NotCompared<std::vector<Constraint>> inherited_constraints;
  NotCompared<std::string> stored_sql;  ///< SQLite's CREATE TABLE as stored, which a rebuild edits
  NotCompared<Source> source;

  friend bool operator==(const Table&, const Table&) = default;
};
constexpr auto fields(std::type_identity<Table>) {
  return std::tuple{Field{"inherits", &Table::parents}, Field{"comment", &Table::comment},
                    Field{"options", &Table::options}};
}
static_assert(lists_all_but<Table, 6>);

const Column* find_column(const Table& table, const Name& name);
const Constraint* find_constraint(const Table& table, std::size_t kind, const Name& name);
/// Tells whether the table is a partition.
bool is_partition(const Table& table);
/// Returns the primary key, or nullptr.
const PrimaryKey* primary_key(const Table& table);

struct Schema {
  Name name;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const Schema&, const Schema&) = default;
};
constexpr auto fields(std::type_identity<Schema>) { return std::tuple{Field{"comment", &Schema::comment}}; }
static_assert(lists_all_but<Schema, 2>);

struct Enum {
  QualifiedName name;
  std::vector<std::string> labels;  ///< in their sort order
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const Enum&, const Enum&) = default;
};
constexpr auto fields(std::type_identity<Enum>) {
  return std::tuple{Field{"labels", &Enum::labels}, Field{"comment", &Enum::comment}};
}
static_assert(lists_all_but<Enum, 2>);

/// The column that owns a sequence (OWNED BY). The sequence of an identity column is part of its column, and
/// is not modelled as a Sequence.
struct ColumnName {
  QualifiedName table;
  Name column;

  friend bool operator==(const ColumnName&, const ColumnName&) = default;
};

struct Sequence {
  QualifiedName name;
  SequenceOptions options;
  std::optional<ColumnName> owned_by;
  /// `unlogged` or `logged` if it differs from the owner's table (without an owner: from logged).
  std::string logging;
  std::string comment;
  NotCompared<Source> source;
  NotCompared<NamedBy> named_by{NamedBy::kUser};  ///< kServer: declared by the word `serial`

  friend bool operator==(const Sequence&, const Sequence&) = default;
};
constexpr auto fields(std::type_identity<Sequence>) {
  return std::tuple{Field{"options", &Sequence::options}, Field{"owned_by", &Sequence::owned_by},
                    Field{"logging", &Sequence::logging}, Field{"comment", &Sequence::comment}};
}
static_assert(lists_all_but<Sequence, 3>);

/// An object that tenon does not model (a view, a trigger ...). Reports name and count it, and a rebuild of
/// `table` recreates it.
struct UnmodelledObject {
  std::string kind;  ///< "view", "trigger", "function" ...
  QualifiedName name;
  QualifiedName table;     ///< the table it belongs to; empty for a view or a function
  std::string definition;  ///< as the server prints it; empty if it has no function for that

  friend bool operator==(const UnmodelledObject&, const UnmodelledObject&) = default;
};

/// A table or an index whose stored definition could not be parsed. It exists, and nothing more is known
/// about it. It is never reported as missing.
struct NotUnderstoodObject {
  QualifiedName name;
  QualifiedName table;     ///< of an index: its table; empty for a table
  std::string reason;      ///< the part of the definition that could not be parsed
  std::string definition;  ///< as it is stored

  bool is_index() const { return !table.name.empty(); }

  friend bool operator==(const NotUnderstoodObject&, const NotUnderstoodObject&) = default;
};

/// One side of a comparison. Every vector is sorted by name (sorted()).
struct Catalog {
  const Dialect* dialect = nullptr;
  std::vector<Schema> schemas;  ///< includes the dialect's default schema if it exists
  std::vector<Extension> extensions;
  std::vector<Enum> enums;
  std::vector<Domain> domains;
  std::vector<CompositeType> composite_types;
  std::vector<RangeType> range_types;
  std::vector<Sequence> sequences;
  std::vector<Table> tables;
  std::vector<UnmodelledObject> unmodelled;
  std::vector<NotUnderstoodObject> not_understood = {};

  friend bool operator==(const Catalog&, const Catalog&) = default;
};

/// Calls `use` with each list of user-defined types.
template <class SomeCatalog, class Use>
void for_each_type_list(SomeCatalog& catalog, Use use) {
  use(catalog.domains);
  use(catalog.composite_types);
  use(catalog.range_types);
}

/// Returns the catalog in the order that the diff relies on. Every source of catalogs calls it.
Catalog sorted(Catalog catalog);
/// Sorts the constraints of a table by kind (in the order of Constraint), then by name.
void sort_constraints(std::vector<Constraint>& constraints);

const Table* find_table(const Catalog& catalog, const QualifiedName& name);
Table* find_table(Catalog& catalog, const QualifiedName& name);

}  // namespace tenon
