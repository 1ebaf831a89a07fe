#include "render/sqlite_clauses.h"

#include <variant>

#include "model/error.h"
#include "model/overloaded.h"
#include "render/sql_clauses.h"
#include "render/sql_text.h"
#include "sql/character.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

const Identifiers kNames = Identifiers::always_quoted(kSqlite);

std::string on_conflict(const Options& options) {
  const std::string* resolution = option(options, "on_conflict");
  return resolution ? " ON CONFLICT " + *resolution : "";
}

bool is_descending(const Options& options, const Name& column) {
  const std::string* order = option(options, "order");
  if (!order) return false;
  for (const Token& token : tokens(*order, kSqlite))
    if (lower(content(token)) == column.key) return true;
  return false;
}

std::string index_element(const IndexElement& element, const Identifiers& names) {
  std::string text = std::visit(
      Overloaded{
          [&](const Name& column) { return names(column); },
          [&](const Expression& expression) { return parenthesised(expression, kSqlite); },
      },
      element.what);
  if (!element.collation.empty()) text += " COLLATE " + names(element.collation);
  return text + (element.descending ? " DESC" : "");
}

std::string index_statement(const Index& index, const QualifiedName& table, const Identifiers& names) {
  std::vector<std::string> elements;
  for (const IndexElement& element : index.elements) elements.push_back(index_element(element, names));
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  text += names(index.name) + " ON " + names(table.name) + " (" + joined(elements, ", ") + ")";
  if (index.where) text += " WHERE " + bare(*index.where, kSqlite);
  return text;
}

std::string key_columns(const PrimaryKey& key, const Identifiers& names) {
  std::vector<std::string> parts;
  for (const Name& column : key.columns)
    parts.push_back(names(column) + (is_descending(key.options, column) ? " DESC" : ""));
  return joined(parts, ", ");
}

/// AUTOINCREMENT is grammar of the column only.
bool is_inline(const PrimaryKey& key) { return option(key.options, "autoincrement") != nullptr; }

std::string inline_key(const PrimaryKey& key) {
  return " " + constraint_prefix(stored_name(key), kNames) + "PRIMARY KEY" + on_conflict(key.options) +
         " AUTOINCREMENT";
}

bool is_literal(const std::vector<Token>& all) {
  const bool is_signed = all.size() == 2 && (all[0].text == "-" || all[0].text == "+");
  if (is_signed) return all[1].kind == TokenKind::kNumber;
  return all.size() == 1 && all[0].kind != TokenKind::kSymbol;
}

}  // namespace

Name stored_name(const Constraint& constraint) {
  switch (named_by(constraint)) {
    case NamedBy::kServer:
    case NamedBy::kNobody:
      return {};
    case NamedBy::kUser:
    case NamedBy::kConvention:
      break;
  }
  return name_of(constraint);
}

std::string sqlite_default(const Expression& expression) {
  const std::string text = bare(expression, kSqlite);
  return is_literal(tokens(text, kSqlite)) ? text : "(" + text + ")";
}

std::string sqlite_column(const Column& column, const Identifiers& names) {
  std::string text = names(column.name);
  if (!column.type.text.empty()) text += " " + column.type.text;
  if (!column.collation.empty()) text += " COLLATE " + names(column.collation);
  if (column.generated)
    text += " GENERATED ALWAYS AS " + parenthesised(column.generated->sqltext, kSqlite) +
            (column.generated->stored ? " STORED" : " VIRTUAL");
  if (!column.nullable) text += " NOT NULL";
  if (const std::string* resolution = option(column.options, "not_null_on_conflict"))
    text += " ON CONFLICT " + *resolution;
  if (column.default_value) text += " DEFAULT " + sqlite_default(*column.default_value);
  return text;
}

std::string sqlite_constraint(const Constraint& constraint, const QualifiedName& table,
                              const Identifiers& names) {
  return std::visit(
      Overloaded{
          [&](const PrimaryKey& c) {
            return "PRIMARY KEY (" + key_columns(c, names) + ")" + on_conflict(c.options);
          },
          [&](const Unique& c) { return "UNIQUE (" + names(c.columns) + ")" + on_conflict(c.options); },
          [&](const Index& c) { return index_statement(c, table, names); },
          [&](const Check& c) { return "CHECK " + parenthesised(c.sqltext, kSqlite) + on_conflict(c.options); },
          [&](const Exclusion& c) -> std::string {
            throw Error(Fault::kUnsupported, "SQLite has no exclusion constraints: " + shown(table) + "." +
                                                 c.name.text);
          },
          [&](const ForeignKey& c) { return foreign_key_clause(c, names); },
      },
      constraint);
}

std::string sqlite_table_options(const Options& options) {
  std::vector<std::string> words;
  if (option(options, "without_rowid")) words.emplace_back("WITHOUT ROWID");
  if (option(options, "strict")) words.emplace_back("STRICT");
  return words.empty() ? "" : " " + joined(words, ", ");
}

std::string sqlite_create_table(const Table& table) {
  const PrimaryKey* key = primary_key(table);
  std::vector<std::string> items;
  for (const Column& column : table.columns) {
    items.push_back(sqlite_column(column, kNames));
    if (key && is_inline(*key) && key->columns.front() == column.name) items.back() += inline_key(*key);
  }
  for (const Constraint& constraint : table.constraints) {
    const auto* own_key = std::get_if<PrimaryKey>(&constraint);
    if (std::holds_alternative<Index>(constraint) || (own_key && is_inline(*own_key))) continue;
    items.push_back(constraint_prefix(stored_name(constraint), kNames) +
                    sqlite_constraint(constraint, table.name, kNames));
  }
  return create_table_text(quoted(table.name), items) + sqlite_table_options(table.options);
}

bool is_without_rowid(const Table& table) { return option(table.options, "without_rowid") != nullptr; }

const PrimaryKey* rowid_alias(const Table& table) {
  const PrimaryKey* key = primary_key(table);
  if (!key || key->columns.size() != 1 || is_without_rowid(table)) return nullptr;
  const Column* column = find_column(table, key->columns.front());
  return column && lower(trimmed(column->type.text, kSqlite)) == "integer" ? key : nullptr;
}

}  // namespace tenon
