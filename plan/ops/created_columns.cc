// Merges the columns that parents hand down to a table that is created, as PostgreSQL does.
#include "plan/ops/created_columns.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "model/dialect.h"
#include "model/error.h"
#include "model/inheritance.h"
#include "plan/transition/in_place.h"

namespace tenon {

namespace {

/// What each parent that has the column hands down, in the order of the parents.
std::vector<Column> handed_down(const OpEmitter& emitter, const Table& table, const Column& column) {
  std::vector<Column> all;
  for (const QualifiedName& parent : table.parents)
    if (const Table* above = emitter.table_after(parent))
      if (const Column* from = find_column(*above, column.name))
        all.push_back(inherited_column(*from, table));
  return all;
}

/// A column as PostgreSQL creates it when CREATE TABLE names the parents only.
Column inherited(const OpEmitter& emitter, const Table& table, const Column& column) {
  const std::vector<Column> all = handed_down(emitter, table, column);
  return all.empty() ? column : merged_columns(all);
}

/// A column of an inheriting table as CREATE TABLE creates it: as the parents have it, or at least with what
/// a declaration beside them cannot take away.
Column as_created(const OpEmitter& emitter, const Table& table, const Column& column) {
  const Column parents = inherited(emitter, table, column);
  if (column.inheritance == Inheritance::kInherited) return with_comment(parents, column.comment);
  if (column.inheritance != Inheritance::kMerged) return column;
  Column made = declared_as_well(column, parents);
  // An identity would get the default of the parents too, and no statement could take it away.
  if (made.default_value) made.identity.reset();
  made.options = settings_after_retyping(std::move(made.options));
  for (const Option& each : inherited_settings(parents.options))
    made.options = with_option(std::move(made.options), each.key, each.value);
  return made;
}

/// Two defaults that parents hand down. CREATE TABLE refuses them, unless the table declares one itself
/// (CREATE TABLE, INHERITS).
std::optional<std::pair<Expression, Expression>> two_defaults(const OpEmitter& emitter, const Table& table,
                                                              const Column& column) {
  const std::vector<Column> all = handed_down(emitter, table, column);
  if (all.empty()) return std::nullopt;
  const std::optional<Expression> first = merged_columns(all).default_value;
  for (const Column& each : all)
    if (each.default_value && each.default_value != first) return std::pair(*first, *each.default_value);
  return std::nullopt;
}

void require_one_default(const OpEmitter& emitter, const Table& table, const Column& column) {
  if (column.inheritance != Inheritance::kInherited) return;
  const auto defaults = two_defaults(emitter, table, column);
  if (!defaults) return;
  throw Error(Fault::kUnsupported,
              "table " + to_string(table.name) + " cannot be created: its parents hand down column " +
                  column.name.text + " with defaults that differ, " + defaults->first.text + " and " +
                  defaults->second.text + "; let the table declare the column with a default of its own");
}

}  // namespace

bool is_as_handed_down(const OpEmitter& emitter, const Table& table) {
  return std::ranges::all_of(table.columns, [&](const Column& column) {
    return with_comment(column, "") == with_comment(inherited(emitter, table, column), "");
  });
}

Table as_written(const OpEmitter& emitter, const Table& table) {
  Table made = table;
  for (Column& column : made.columns) {
    column = as_created(emitter, table, column);
    if (column.inheritance != Inheritance::kMerged) continue;
    const Column parents = inherited(emitter, table, column);
    if (column.generated == parents.generated) column.generated.reset();
    if (column.default_value == parents.default_value && !two_defaults(emitter, table, column))
      column.default_value.reset();
  }
  return made;
}

void alter_inherited(OpEmitter& emitter, const Table& table, std::size_t created) {
  for (const Column& column : table.columns) {
    require_one_default(emitter, table, column);
    const Column now = as_created(emitter, table, column);
    if (now == column) continue;
    Node node;
    node.op = AlterColumn{table.name, now, column};
    node.rank = {Stage::kAlterColumn, Kind::kColumn, table.name, 0, column.name};
    node.provides = {column_dependency(table.name, column.name), columns_dependency(table.name)};
    node.depends_on = emitter.dependencies_of(column, table.name);
    node.runs_after = {created};
    emitter.add(std::move(node));
  }
}

}  // namespace tenon
