// Runs CREATE TABLE and CREATE FOREIGN TABLE on the simulated catalog.

#include "declare/sql/create_table.h"

#include "declare/sql/column.h"
#include "declare/sql/constraint.h"
#include "declare/sql/inherit.h"
#include "declare/sql/options.h"
#include "declare/sql/partitioning.h"
#include "declare/sql/type.h"
#include "model/dialect.h"

namespace tenon {

void merge_own_column(const SqlStatement& in, SqlTable& table, SqlColumn made, std::size_t at) {
  SqlColumn* there = table.column(made.column.name);
  if (!there) {
    table.columns.push_back(std::move(made));
    return;
  }
  if (there->local) in.refuse(at, "column \"" + made.column.name.text + "\" is declared twice");
  there->local = true;
  there->column.source = made.column.source;
  if (!made.column.nullable) there->column.nullable = false;
  if (made.says_default || made.column.default_value) there->column.default_value = made.column.default_value;
  if (made.column.generated) there->column.generated = made.column.generated;
  if (made.column.identity) there->column.identity = made.column.identity;
  if (!made.column.comment.empty()) there->column.comment = made.column.comment;
  for (const Option& each : made.column.options) set_sql_option(there->column.options, each.key, each.value);
}

namespace {

/// Reads `c WITH OPTIONS NOT NULL`, which adds to a column that a parent or a type defines.
void read_column_options(SqlStatement& in, const PgNode& definition, SqlTable& table, SqlPending& pending) {
  SqlColumn& column = in.column(table, definition.text("colname"), definition.location());
  read_column_constraints(in, definition, table, column, pending);
}

/// Reads every element, and reports the faults of all of them together.
template <class Read>
void read_each(const PgNode& list, const Read& read) {
  std::vector<SqlRefusal> refusals;
  for (const PgNode& each : list.items) {
    try {
      read(each);
    } catch (const SqlRefusal& refusal) {
      refusals.push_back(refusal);
    }
  }
  if (refusals.empty()) return;
  SqlRefusal first = refusals.front();
  first.more.insert(first.more.end(), refusals.begin() + 1, refusals.end());
  throw first;
}

/// Reads the elements of CREATE TABLE; constraints are read after all columns are known.
void read_elements(SqlStatement& in, const PgNode& list, SqlTable& table, SqlPending& pending) {
  read_each(list, [&](const PgNode& each) {
    if (each.is("TableLikeClause")) copy_like(in, each, table, pending);
    if (each.is("ColumnDef") && each["typeName"].empty()) read_column_options(in, each, table, pending);
    if (each.is("ColumnDef") && !each["typeName"].empty())
      merge_own_column(in, table, read_sql_column(in, each, table, pending), each.location());
  });
  read_each(list, [&](const PgNode& each) {
    if (each.is("Constraint")) read_sql_constraint(in, each, table, nullptr, pending);
  });
  // A new table has no rows to validate, so NOT VALID has no effect.
  for (SqlConstraint& each : pending.checks) std::get<Check>(each.constraint).validated = true;
  for (SqlConstraint& each : pending.foreign_keys) std::get<ForeignKey>(each.constraint).validated = true;
}

void read_head(SqlStatement& in, const PgNode& statement, SqlTable& table) {
  const PgNode& range = statement["relation"];
  table.table.name = in.new_name(range);
  table.table.source = in.source(range.location());
  table.temporary = range.text("relpersistence") == "t" || table.table.name.schema.text == "pg_temp";
  table.table.options = read_sql_options(in, statement["options"], "with.");
  if (range.text("relpersistence") == "u")
    table.table.options = with_option(std::move(table.table.options), "unlogged", "true");
}

/// Reads the access method and the tablespace: as written, else (the tablespace) as the partitioned table has
/// it, else the default of the session.
void read_place(const SqlStatement& in, const PgNode& statement, SqlTable& table) {
  const bool partitioned = statement.has("partspec");
  std::string method = statement.text("accessMethod");
  if (method.empty() && !partitioned) method = in.catalog.default_access_method;
  set_sql_option(table.table.options, "access_method", method);
  std::string space = statement.text("tablespacename");
  if (space.empty() && table.partition) {
    const auto& whole = in.catalog.tables.at(table.parents.front()).table.options;
    if (const std::string* above = option(whole, "tablespace")) space = *above;
  }
  set_sql_option(table.table.options, "tablespace", space.empty() ? in.catalog.default_tablespace : space);
}

void read_type(SqlStatement& in, const PgNode& type_name, SqlTable& table) {
  const SqlType type = read_sql_type(in, type_name);
  const auto at = in.catalog.types.find(type.user);
  if (at == in.catalog.types.end() || at->second.kind != SqlTypeKind::kComposite)
    in.refuse(type_name, "\"" + to_string(type) + "\" is not a composite type that is declared before this");
  table.columns = at->second.attributes;
  for (SqlColumn& column : table.columns) column.column.comment.clear();  // a comment is the attribute's
  table.type = type.user;
}

void create(SqlStatement& in, const PgNode& statement, SqlTable table) {
  read_head(in, statement, table);
  const QualifiedName name = table.table.name;
  if (in.catalog.relation(name)) {
    if (statement.flag("if_not_exists")) return;
    in.refuse_repeated(statement["relation"].location(), "\"" + to_string(name) + "\"");
  }
  SqlPending pending;
  const bool is_partition = statement.has("partbound");
  for (const PgNode& range : statement["inhRelations"].items) inherit(in, table, *in.table(range));
  if (is_partition) {
    const PgNode& parent = statement["inhRelations"].items.front();
    const SqlTable& whole = *in.table(parent);
    require_partition(in, parent, whole, table);
    table.partition = true;
    table.table.options =
        with_option(std::move(table.table.options), "partition_bound",
                    read_partition_bound(in, statement["partbound"], parent.location(), whole));
  }
  read_place(in, statement, table);
  if (statement.has("ofTypename")) read_type(in, statement["ofTypename"], table);
  read_elements(in, statement["tableElts"], table, pending);
  if (statement.has("partspec")) read_partition_key(in, statement["partspec"], table);
  in.catalog.add_table(std::move(table));
  SqlTable& made = *in.catalog.table(name);
  add_inherited_checks(in.catalog, made);
  add_pending(in, made, std::move(pending));
  if (is_partition) propagate_indexes(in.catalog, *in.catalog.table(made.parents.front()), made);
  if (!made.foreign) add_like_indexes(in, statement["tableElts"], made);
}

}  // namespace

void create_table(SqlStatement& in, const PgNode& statement) { create(in, statement, {}); }

void create_foreign_table(SqlStatement& in, const PgNode& statement) {
  SqlTable table;
  table.foreign = true;
  create(in, statement["base"], std::move(table));
}

}  // namespace tenon
