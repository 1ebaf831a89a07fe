// Writes NOT NULL constraints of PostgreSQL.

#include "render/postgresql/not_null.h"

#include "model/dialect.h"
#include "model/not_null.h"
#include "sql/quote.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

const std::string* name_option(const Column& column) { return option(column.options, "not_null_name"); }
bool is_not_inherited(const Column& column) {
  return option(column.options, "not_null_no_inherit") != nullptr;
}
bool is_not_valid(const Column& column) { return option(column.options, "not_null_not_valid") != nullptr; }

std::string add_statement(const QualifiedName& table, const Column& column) {
  const std::string* name = name_option(column);
  return "ALTER TABLE " + quoted(table, kPostgresql) + " ADD " +
         (name ? "CONSTRAINT " + quoted(Name(*name), kPostgresql) + " " : "") + "NOT NULL " +
         quoted(column.name, kPostgresql) + (is_not_inherited(column) ? " NO INHERIT" : "") +
         (is_not_valid(column) ? " NOT VALID" : "");
}

/// Both sides are NOT NULL with different attributes: what ALTER cannot change is dropped and added again.
Statements restated(const AlterColumn& op) {
  const std::string alter = "ALTER TABLE " + quoted(op.table, kPostgresql);
  const std::string column = " ALTER COLUMN " + quoted(op.declared.name, kPostgresql);
  const std::string* from = name_option(op.actual);
  const std::string* to = name_option(op.declared);
  const bool moves = is_not_inherited(op.actual) != is_not_inherited(op.declared);
  if ((!is_not_valid(op.actual) && is_not_valid(op.declared)) || (moves && !to))
    return {alter + column + " DROP NOT NULL", add_statement(op.table, op.declared)};
  Statements all;
  if (from && to && *from != *to)
    all.push_back(alter + " RENAME CONSTRAINT " + quoted(Name(*from), kPostgresql) + " TO " +
                  quoted(Name(*to), kPostgresql));
  if (moves)
    all.push_back(alter + " ALTER CONSTRAINT " + quoted(Name(*to), kPostgresql) +
                  (is_not_inherited(op.declared) ? " NO INHERIT" : " INHERIT"));
  if (is_not_valid(op.actual) && !is_not_valid(op.declared)) all.push_back(alter + column + " SET NOT NULL");
  return all;
}

}  // namespace

std::string not_null_clause(const Column& column, const Identifiers& names) {
  if (column.nullable || is_not_valid(column)) return "";
  const std::string* name = name_option(column);
  return (name ? " CONSTRAINT " + names(Name(*name)) : "") + " NOT NULL" +
         (is_not_inherited(column) ? " NO INHERIT" : "");
}

std::vector<std::string> added_not_null(const QualifiedName& table, const Column& column) {
  if (column.nullable || !is_not_valid(column)) return {};
  return {add_statement(table, column)};
}

std::vector<std::string> changed_not_null(const AlterColumn& op) {
  if (op.declared.nullable) return {};
  if (!op.actual.nullable) return restated(op);
  if (!has_not_null_options(op.declared.options)) return {};
  return {add_statement(op.table, op.declared)};
}

}  // namespace tenon
