// Writes columns, constraints and options as SQLite clauses, and whole CREATE TABLE statements.

#include "render/sqlite/clauses.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <variant>

#include "model/error.h"
#include "model/overloaded.h"
#include "render/sql/clauses.h"
#include "render/sql/text.h"
#include "sql/affinity.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

const Identifiers kNames = Identifiers::always_quoted(kSqlite);

std::string on_conflict(const Options& options) {
  const std::string* resolution = option(options, "on_conflict");
  return resolution ? " ON CONFLICT " + *resolution : "";
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier;
}

/// Returns the names in an option such as `order` (`a, "b c"`), or, for one such as `collate` (`a nocase`),
/// each name with the word after it.
std::map<std::string, std::string> parsed_list(const Options& options, std::string_view key) {
  const std::string* list = option(options, key);
  std::map<std::string, std::string> names;
  if (!list) return names;
  const std::vector<Token> all = tokens(*list, kSqlite);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_name(all[i])) continue;
    const std::string name = lower(content(all[i]));
    const bool has_more = i + 1 < all.size() && is_name(all[i + 1]);
    names[name] = has_more ? content(all[++i]) : "";
  }
  return names;
}

std::string index_element(const IndexElement& element, const Identifiers& names) {
  std::string text =
      std::visit(Overloaded{
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

std::string key_columns(const std::vector<Name>& columns, const Options& options, const Identifiers& names) {
  const auto descending = parsed_list(options, "order");
  const auto collations = parsed_list(options, "collate");
  std::vector<std::string> parts;
  for (const Name& column : columns) {
    parts.push_back(names(column));
    if (const auto found = collations.find(column.key); found != collations.end())
      parts.back() += " COLLATE " + names(found->second);
    if (descending.contains(column.key)) parts.back() += " DESC";
  }
  return "(" + joined(parts, ", ") + ")";
}

/// SQLite accepts any word after MATCH. `REFERENCES p` without columns refers to the primary key of p even if
/// the number of columns differs.
std::string foreign_key(const ForeignKey& key, const Identifiers& names) {
  ForeignKey plain = key;
  plain.deferrable = false;
  if (key.referred_columns.size() != key.columns.size()) plain.referred_columns.clear();
  std::string text = foreign_key_clause(plain, names);
  if (const std::string* match = option(key.options, "match")) text += " MATCH " + *match;
  return text + deferrability(key.deferrable, key.initially_deferred);
}

bool is_autoincrement(const PrimaryKey& key) { return option(key.options, "autoincrement") != nullptr; }

bool is_single_integer(const PrimaryKey& key, const Table& table) {
  const Column* column = key.columns.size() == 1 ? find_column(table, key.columns.front()) : nullptr;
  return column && lower(trimmed(column->type.text, kSqlite)) == "integer";
}

/// AUTOINCREMENT is allowed in a column definition only, and PRIMARY KEY DESC in a column definition does not
/// make an alias of the rowid.
bool is_inline(const PrimaryKey& key, const Table& table) {
  return is_autoincrement(key) || (option(key.options, "order") && is_single_integer(key, table));
}

std::string inline_key(const PrimaryKey& key) {
  return " " + constraint_prefix(stored_name(key), kNames) + "PRIMARY KEY" +
         (option(key.options, "order") ? " DESC" : "") + on_conflict(key.options) +
         (is_autoincrement(key) ? " AUTOINCREMENT" : "");
}

bool is_sign(const Token& token) { return token.text == "-" || token.text == "+"; }

/// A type can be written bare if it consists of words and at most two numbers; every other type was quoted
/// where it was declared.
bool is_bare_type(const std::vector<Token>& all) {
  std::size_t i = 0;
  const auto take = [&](auto matches) { return i < all.size() && matches(all[i]) && ++i > 0; };
  const auto is = [](std::string_view text) {
    return [text](const Token& token) { return token.text == text; };
  };
  const auto take_number = [&] {
    take(is_sign);
    return take([](const Token& token) { return token.kind == TokenKind::kNumber; });
  };
  const auto is_type_word = [](const Token& token) {
    return token.kind == TokenKind::kWord && !kSqlite.lexis.is_keyword(lower(token.text));
  };
  while (take(is_type_word)) continue;
  if (i == all.size()) return true;
  if (i == 0 || !take(is("(")) || !take_number()) return false;
  return (!take(is(",")) || take_number()) && take(is(")")) && i == all.size();
}

std::string type_text(const Type& type) {
  return is_bare_type(tokens(type.text, kSqlite)) ? type.text : quoted(type.text, kSqlite);
}

/// Drops the NOT NULL that the primary key implies.
Column without_not_null(Column column) {
  column.nullable = column.options.empty();
  return column;
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
  if (!column.type.text.empty()) text += " " + type_text(column.type);
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
            return "PRIMARY KEY " + key_columns(c.columns, c.options, names) + on_conflict(c.options) +
                   (is_autoincrement(c) ? " AUTOINCREMENT" : "");
          },
          [&](const Unique& c) {
            return "UNIQUE " + key_columns(c.columns, c.options, names) + on_conflict(c.options);
          },
          [&](const Index& c) { return index_statement(c, table, names); },
          [&](const Check& c) {
            return "CHECK " + parenthesised(c.sqltext, kSqlite) + on_conflict(c.options);
          },
          [&](const Exclusion& c) -> std::string {
            throw Error(Fault::kUnsupported,
                        "SQLite has no exclusion constraints: " + to_string(table) + "." + c.name.text);
          },
          [&](const ForeignKey& c) { return foreign_key(c, names); },
      },
      constraint);
}

std::string sqlite_table_options(const Options& options) {
  std::vector<std::string> words;
  if (option(options, "without_rowid")) words.emplace_back("WITHOUT ROWID");
  if (option(options, "strict")) words.emplace_back("STRICT");
  return words.empty() ? "" : " " + joined(words, ", ");
}

std::string_view sqlite_affinity(const Type& type) {
  return lower(type.text) == "any" ? std::string_view() : affinity(type.text);
}

std::string sqlite_create_table(const Table& table) {
  const PrimaryKey* key = primary_key(table);
  std::vector<std::string> items;
  for (const Column& column : table.columns) {
    const bool has_key = key && is_inline(*key, table) && key->columns.front() == column.name;
    const bool implied = has_key && rowid_alias(table) != nullptr;
    items.push_back(sqlite_column(implied ? without_not_null(column) : column, kNames) +
                    (has_key ? inline_key(*key) : ""));
  }
  for (const Constraint& constraint : table.constraints) {
    const auto* own_key = std::get_if<PrimaryKey>(&constraint);
    if (std::holds_alternative<Index>(constraint) || (own_key && is_inline(*own_key, table))) continue;
    items.push_back(constraint_prefix(stored_name(constraint), kNames) +
                    sqlite_constraint(constraint, table.name, kNames));
  }
  return create_table_text(quoted(table.name, kSqlite), items) + sqlite_table_options(table.options);
}

bool is_without_rowid(const Table& table) { return option(table.options, "without_rowid") != nullptr; }

bool is_strict(const Table& table) { return option(table.options, "strict") != nullptr; }

std::string key_collation(const Options& options, const Name& column) {
  const auto collations = parsed_list(options, "collate");
  const auto found = collations.find(column.key);
  return found == collations.end() ? "" : found->second;
}

const PrimaryKey* rowid_alias(const Table& table) {
  const PrimaryKey* key = primary_key(table);
  if (!key || is_without_rowid(table) || option(key->options, "order")) return nullptr;
  return is_single_integer(*key, table) ? key : nullptr;
}

}  // namespace tenon
