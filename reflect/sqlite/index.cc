// Reads an index from its stored CREATE INDEX, checked against the facts.

#include "reflect/sqlite/index.h"

#include "model/dialect.h"
#include "reflect/sqlite/columns.h"
#include "reflect/sqlite/stored.h"
#include "sql/character.h"
#include "sql/create_index.h"
#include "sql/key.h"
#include "sql/lone_strings.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

IndexElement element(const ScannedIndexElement& scanned, const SqliteIndexColumnFact& fact,
                     std::string_view sql, const Table& table) {
  IndexElement made;
  made.descending = scanned.descending;
  made.nulls_first = scanned.descending;  // SQLite's default order, which needs no clause
  if (fact.column < 0) {
    require_agreement(fact.column == -2, "it is over the rowid");
    made.what = expression_over(scanned.expression.of(sql), column_names(table.columns), kSqlite);
    if (lower(scanned.collation) != "binary") made.collation = searched_name(scanned.collation, kSqlite);
    return made;
  }
  const Column& column = table.columns.at(static_cast<std::size_t>(fact.column));
  require_agreement(kSqlite.name_of(scanned.column.text) == column.name,
                    "its column " + column.name.text + " is not in its text");
  const std::string collation = scanned.collation.empty() ? collation_of(column) : lower(scanned.collation);
  require_agreement(collation == lower(fact.collation),
                    "its column " + column.name.text + " has another collation for SQLite");
  made.what = column.name;
  if (collation != collation_of(column)) made.collation = searched_name(scanned.collation, kSqlite);
  return made;
}

bool has_no_lone_strings(const ScannedIndex& scanned, std::string_view sql, const std::vector<Name>& names) {
  const auto is_told = [&](Span span) { return with_string_literals(span.of(sql), names) == span.of(sql); };
  return is_told(scanned.where) &&
         std::ranges::all_of(scanned.elements, [&](const ScannedIndexElement& element) {
           return !element.column.text.empty() || is_told(element.expression);
         });
}

Index read_index(const SqliteObject& object, const ScannedIndex& scanned, const SqliteIndexFact& fact,
                 const Table& table) {
  require_agreement(scanned.name.text == object.name, "it is called " + scanned.name.text + " in its text");
  require_agreement(scanned.elements.size() == fact.columns.size(),
                    "SQLite reports another number of columns");
  require_agreement(scanned.unique == fact.unique, "SQLite and its text disagree whether it is unique");
  require_agreement(!scanned.where.empty() == fact.partial,
                    "SQLite and its text disagree whether it is partial");
  Index index;
  index.name = kSqlite.name_of(object.name);
  index.unique = scanned.unique;
  for (std::size_t i = 0; i < scanned.elements.size(); ++i)
    index.elements.push_back(element(scanned.elements[i], fact.columns[i], object.sql, table));
  const std::vector<Name> names = column_names(table.columns);
  if (fact.partial) index.where = expression_over(scanned.where.of(object.sql), names, kSqlite);
  // A text with double-quoted strings is not reused, as a new column could turn them into names.
  if (has_no_lone_strings(scanned, object.sql, names)) index.stored_sql = object.sql;
  return index;
}

}  // namespace

std::variant<Index, std::string> sqlite_index(const SqliteObject& object, const SqliteIndexFact& fact,
                                              const Table& table) {
  const auto scanned = scan_create_index(object.sql);
  if (const auto* reason = std::get_if<NotUnderstood>(&scanned)) return not_understood(*reason, object.sql);
  try {
    return read_index(object, std::get<ScannedIndex>(scanned), fact, table);
  } catch (const Disagreement& disagreement) {
    return disagreement.reason;
  }
}

}  // namespace tenon
