// Writes the query, or the temporary table, of the rows that a rebuild will produce.

#include "render/sqlite/projected_rows.h"

#include <algorithm>
#include <utility>

#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "sql/affinity.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

std::string stage(const RebuildTable& op) { return "temp." + quoted(op.helper_prefix + "_rows", kSqlite); }

/// Tells whether an expression names a column for which `is_meant` returns true.
template <class Meant>
bool names_any(const Expression& expression, const Meant& is_meant) {
  const std::vector<Token> all = tokens(expression.text, kSqlite);
  return std::ranges::any_of(all, [&](const Token& token) {
    const bool is_name = token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier;
    return is_name && is_meant(kSqlite.name_of(content(token)));
  });
}

/// Returns the column with everything that determines its values, and without constraints that could reject
/// one.
std::string staged_column(const Table& table, const Column& column) {
  std::string text = quoted(column.name, kSqlite) + " " + std::string(affinity_in(table, column));
  if (!column.collation.empty()) text += " COLLATE " + quoted(column.collation, kSqlite);
  if (column.generated) text += " AS " + parenthesised(column.generated->sqltext, kSqlite);
  return text;
}

}  // namespace

ProjectedRows::ProjectedRows(const RebuildTable& op, RowsBy by)
    : op_(op), by_(by), copied_(copied_columns(op)) {
  for (const Column& column : op.declared.columns)
    if (!column.generated) add(column);
  add_computed();
  if (by == RowsBy::kStaging) unknown_.clear();
  if (by == RowsBy::kQuery && is_plain_) return;
  for (const char* name : {"rowid", "_rowid_", "oid"})
    if (!find_column(op.declared, kSqlite.name_of(name))) unknown_.push_back(kSqlite.name_of(name));
}

void ProjectedRows::add(const Column& column) {
  const Column* from = find_column(op_.actual, column.name);
  const auto copied = std::ranges::find(copied_, column.name, &Copied::column);
  if (copied == copied_.end()) {
    is_plain_ = false;
    changing_.push_back(column.name);
    parts_.push_back({column.name, column.default_value ? sqlite_default(*column.default_value) : "NULL"});
    return;
  }
  const bool converts = affinity_in(op_.actual, *from) != affinity_in(op_.declared, column);
  const bool fills = copied->expression != quoted(from->name, kSqlite);
  if (converts) unknown_.push_back(column.name);
  if (converts || fills || from->collation != column.collation) changing_.push_back(column.name);
  if (fills) is_plain_ = false;
  parts_.push_back({column.name, copied->expression});
}

bool ProjectedRows::stays_computed(const Column& column) const {
  const Column* from = find_column(op_.actual, column.name);
  return from && from->generated && from->generated->sqltext == column.generated->sqltext &&
         affinity_in(op_.actual, *from) == affinity_in(op_.declared, column) &&
         from->collation == column.collation && !changes(column.generated->sqltext);
}

/// A generated column changes if a column that it is computed from changes.
void ProjectedRows::add_computed() {
  std::vector<const Column*> staying;
  for (const Column& column : op_.declared.columns)
    if (column.generated) staying.push_back(&column);
  const auto changing = [&] {
    return std::ranges::find_if(staying, [&](const Column* column) { return !stays_computed(*column); });
  };
  for (auto at = changing(); at != staying.end(); at = changing()) {
    changing_.push_back((*at)->name);
    unknown_.push_back((*at)->name);
    staying.erase(at);
  }
  for (const Column* column : staying)
    parts_.push_back({column->name, quoted(find_column(op_.actual, column->name)->name, kSqlite)});
}

std::string ProjectedRows::as(const std::string& alias) const {
  if (by_ == RowsBy::kStaging) return stage(op_) + " AS " + alias;
  if (is_plain_) return quoted(op_.actual.name, kSqlite) + " AS " + alias;
  std::vector<std::string> parts;
  for (const Copied& part : parts_) parts.push_back(part.expression + " AS " + quoted(part.column, kSqlite));
  return "(SELECT " + joined(parts, ", ") + " FROM " + quoted(op_.actual.name, kSqlite) + ") AS " + alias;
}

std::vector<std::string> ProjectedRows::before() const {
  if (by_ == RowsBy::kQuery) return {};
  std::vector<std::string> columns;
  for (const Column& column : op_.declared.columns) columns.push_back(staged_column(op_.declared, column));
  std::vector<std::string> into;
  std::vector<std::string> from;
  for (const Copied& part : parts_) {
    if (find_column(op_.declared, part.column)->generated) continue;
    into.push_back(quoted(part.column, kSqlite));
    from.push_back(part.expression);
  }
  return {"CREATE TABLE " + stage(op_) + " (" + joined(columns, ", ") + ")",
          "INSERT INTO " + stage(op_) + " (" + joined(into, ", ") + ")\nSELECT " + joined(from, ", ") +
              "\nFROM " + quoted(op_.actual.name, kSqlite)};
}

std::vector<std::string> ProjectedRows::after() const {
  if (by_ == RowsBy::kQuery) return {};
  return {"DROP TABLE " + stage(op_)};
}

bool ProjectedRows::knows(const Name& column) const { return !holds(unknown_, column); }

bool ProjectedRows::knows(const std::vector<Name>& columns) const {
  return std::ranges::all_of(columns, [&](const Name& column) { return knows(column); });
}

bool ProjectedRows::knows(const Expression& expression) const {
  return !names_any(expression, [&](const Name& name) { return !knows(name); });
}

bool ProjectedRows::changes(const Name& column) const { return holds(changing_, column); }

bool ProjectedRows::changes(const Expression& expression) const {
  return names_any(expression, [&](const Name& name) { return changes(name); });
}

bool holds(const std::vector<Name>& names, const Name& name) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view affinity_in(const Table& table, const Column& column) {
  return affinity(column.type.text, is_strict(table));
}

}  // namespace tenon
