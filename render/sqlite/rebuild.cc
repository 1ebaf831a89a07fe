// Writes the statements that recreate a table and copy its rows.

#include "render/sqlite/rebuild.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/ddl_editor.h"
#include "render/sqlite/index.h"
#include "render/sqlite/parsed_keys.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

std::string old_name(const RebuildTable& op) { return op.helper_prefix + "_old_" + op.actual.name.name.text; }

/// Returns a name that reaches the rowid. It is empty if columns hide every such name, or if the table has no
/// rowid.
std::string rowid_name(const Table& table) {
  if (is_without_rowid(table)) return {};
  for (const char* name : {"rowid", "_rowid_", "oid"})
    if (!find_column(table, kSqlite.name_of(name))) return name;
  return {};
}

/// Returns the name under which the new table receives the rowids of the old one, which would otherwise be
/// numbered anew: a hidden name, or a new column that is an alias of the rowid. It is empty if the new table
/// has no place for them, or if a copied column carries them.
std::string rowid_target(const RebuildTable& op) {
  const PrimaryKey* alias = rowid_alias(op.declared);
  if (!alias) return rowid_name(op.declared);
  const Name& column = alias->columns.front();
  return find_column(op.actual, column) ? "" : quoted(column, kSqlite);
}

bool keeps_rowid(const RebuildTable& op) {
  return !rowid_target(op).empty() && !rowid_name(op.actual).empty();
}

bool names_table(std::string_view sql, const Name& table) {
  const std::vector<Token> all = tokens(sql, kSqlite);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const bool is_name = all[i].kind == TokenKind::kWord || all[i].kind == TokenKind::kIdentifier;
    if (is_name && all[i + 1].text == "." && lower(content(all[i])) == table.key) return true;
  }
  return false;
}

bool names_own_table(const Constraint& constraint, const Name& table) {
  if (const auto* check = std::get_if<Check>(&constraint)) return names_table(check->sqltext.text, table);
  const auto* index = std::get_if<Index>(&constraint);
  if (!index) return false;
  if (index->where && names_table(index->where->text, table)) return true;
  return std::ranges::any_of(index->elements, [&](const IndexElement& element) {
    const auto* expression = std::get_if<Expression>(&element.what);
    return expression && names_table(expression->text, table);
  });
}

/// SQLite refuses to rename a table with `CHECK (orders.total > 0)` under legacy_alter_table, as the
/// expression names the table.
bool cannot_be_renamed(const Table& table) {
  const Name& name = table.name.name;
  return std::ranges::any_of(table.constraints,
                             [&](const Constraint& c) { return names_own_table(c, name); }) ||
         std::ranges::any_of(table.columns, [&](const Column& column) {
           return column.generated && names_table(column.generated->sqltext.text, name);
         });
}

struct Copy {
  std::vector<std::string> into;
  std::vector<std::string> from;
};

/// If no column is copied, the number of rows must still be kept: one column is filled explicitly with its
/// own default.
void add_own_value(Copy& made, const Table& declared) {
  for (const Column& column : declared.columns) {
    if (column.generated) continue;
    made.into.push_back(quoted(column.name, kSqlite));
    made.from.push_back(column.default_value ? sqlite_default(*column.default_value) : "NULL");
    return;
  }
}

Copy copy(const RebuildTable& op) {
  Copy made;
  if (keeps_rowid(op)) {
    made.into.push_back(rowid_target(op));
    made.from.push_back(rowid_name(op.actual));
  }
  for (const Copied& column : copied_columns(op)) {
    made.into.push_back(quoted(column.column, kSqlite));
    made.from.push_back(column.expression);
  }
  if (made.into.empty()) add_own_value(made, op.declared);
  return made;
}

std::string insert_rows(const RebuildTable& op, const Copy& columns, const std::string& from) {
  return "INSERT OR ABORT INTO " + quoted(op.declared.name, kSqlite) + " (" + joined(columns.into, ", ") +
         ")\nSELECT " + joined(columns.from, ", ") + "\nFROM " + from;
}

bool is_autoincrement(const Table& table) {
  const PrimaryKey* key = primary_key(table);
  return key && option(key->options, "autoincrement");
}

/// Returns the name under which sqlite_sequence keeps the counter of a table that has lost AUTOINCREMENT: no
/// table can have a name with this prefix.
std::string waiting_count(const Table& table) {
  return literal("sqlite_sequence of " + table.name.name.text);
}

/// Moves the highest rowid ever used from one row of sqlite_sequence to another, which keeps its own value if
/// that is higher. `name` is a SELECT of the name for a new row, over `o`, the row that it comes from.
std::vector<std::string> moved_count(const std::string& from, const std::string& to,
                                     const std::string& name) {
  return {
      "UPDATE sqlite_sequence SET seq = max(seq, (SELECT o.seq FROM sqlite_sequence AS o WHERE o.name = " +
          from + "))\nWHERE name = " + to +
          " AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = " + from + ")",
      "INSERT INTO sqlite_sequence (name, seq)\n" + name + "\nWHERE o.name = " + from +
          " AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = " + to + ")"};
}

/// AUTOINCREMENT never reuses a rowid, even after its row was deleted. This must still hold after the table
/// has been without AUTOINCREMENT for a while.
std::vector<std::string> carried_sequence(const RebuildTable& op) {
  const bool counted = is_autoincrement(op.actual);
  const bool counts = is_autoincrement(op.declared);
  if (!counted && !counts) return {};
  const std::string old = literal(old_name(op));
  const std::string waiting = waiting_count(op.declared) + " COLLATE NOCASE";
  if (!counts)
    return moved_count(old, waiting,
                       "SELECT " + waiting_count(op.declared) + ", o.seq FROM sqlite_sequence AS o");
  const std::string table = literal(op.declared.name.name.text) + " COLLATE NOCASE";
  auto all =
      moved_count(counted ? old : waiting, table,
                  "SELECT t.name, o.seq FROM sqlite_sequence AS o JOIN main.sqlite_schema AS t ON t.type "
                  "= 'table' AND t.name = " +
                      table);
  if (!counted) all.push_back("DELETE FROM sqlite_sequence WHERE name = " + waiting);
  return all;
}

void put_back(std::vector<std::string>& all, const RebuildTable& op) {
  for (std::string& index : sqlite_index_texts(op.declared, &op.actual)) all.push_back(std::move(index));
  for (const UnmodelledObject& trigger : op.triggers) all.push_back(trimmed(trigger.definition, kSqlite));
}

std::string difference_of_counts(const std::string& one, const std::string& other) {
  return "SELECT (SELECT count(*) FROM " + one + ") <> (SELECT count(*) FROM " + other + ")";
}

std::string table_text(const RebuildTable& op) {
  return new_table_text(with_explicit_keys(op.actual, op.rekeyed_parents),
                        with_explicit_keys(op.declared, op.rekeyed_parents));
}

Rebuild by_stepping_aside(const RebuildTable& op) {
  const std::string table = quoted(op.declared.name, kSqlite);
  const std::string old = quoted(old_name(op), kSqlite);
  Rebuild made;
  made.step_aside = {"ALTER TABLE " + quoted(op.actual.name, kSqlite) + " RENAME TO " + old};
  made.fill = {table_text(op), insert_rows(op, copy(op), old)};
  made.rows_lost = difference_of_counts(old, table);
  made.finish = carried_sequence(op);
  made.finish.push_back("DROP TABLE " + old);
  put_back(made.finish, op);
  return made;
}

/// Moves the rows to a helper table if the old table cannot be renamed.
Rebuild by_moving_rows(const RebuildTable& op) {
  const std::string old = quoted(old_name(op), kSqlite);
  Copy columns = copy(op);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < columns.from.size(); ++i) {
    const std::string name = quoted("c" + std::to_string(i + 1), kSqlite);
    kept.push_back(columns.from[i] + " AS " + name);
    columns.from[i] = name;
  }
  const std::string rows = kept.empty() ? "1" : joined(kept, ", ");
  Rebuild made;
  made.step_aside = {"CREATE TABLE " + old + " AS\nSELECT " + rows + "\nFROM " +
                     quoted(op.actual.name, kSqlite)};
  const bool has_sequence = is_autoincrement(op.actual);
  if (has_sequence)
    made.step_aside.push_back("INSERT INTO sqlite_sequence (name, seq)\nSELECT " + literal(old_name(op)) +
                              ", seq FROM sqlite_sequence WHERE name = " + literal(op.actual.name.name.text) +
                              " COLLATE NOCASE");
  made.fill = {"DROP TABLE " + quoted(op.actual.name, kSqlite), table_text(op),
               insert_rows(op, columns, old)};
  made.rows_lost = difference_of_counts(old, quoted(op.declared.name, kSqlite));
  made.finish = carried_sequence(op);
  if (has_sequence)
    made.finish.push_back("DELETE FROM sqlite_sequence WHERE name = " + literal(old_name(op)));
  made.finish.push_back("DROP TABLE " + old);
  put_back(made.finish, op);
  return made;
}

}  // namespace

std::vector<Copied> copied_columns(const RebuildTable& op) {
  std::vector<Copied> all;
  for (const Column& column : op.declared.columns) {
    const Column* from = find_column(op.actual, column.name);
    if (!from || column.generated) continue;
    std::string text = quoted(from->name, kSqlite);
    if (!column.nullable && from->nullable && column.default_value)
      text = "coalesce(" + text + ", " + sqlite_default(*column.default_value) + ")";
    all.push_back({column.name, std::move(text)});
  }
  return all;
}

Rebuild rebuild(const RebuildTable& op) {
  return cannot_be_renamed(op.actual) ? by_moving_rows(op) : by_stepping_aside(op);
}

}  // namespace tenon
