// Reads of a finding's definition what a picture draws: columns of a table, the tables of a foreign key.

#include "app/audit/declared_sketch.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/token.h"

namespace tenon {

namespace {

using Tokens = std::span<const Token>;

/// Returns the token as a name, without its quotes.
Name name_at(const Token& token, const Dialect& dialect) {
  if (token.kind != TokenKind::kIdentifier || token.text.size() < 2) return dialect.name_of(token.text);
  std::string text(token.text.substr(1, token.text.size() - 2));
  const char quote = token.text.back();
  for (auto at = text.find(quote); at != std::string::npos; at = text.find(quote, at + 1)) text.erase(at, 1);
  return dialect.name_of(text);
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier;
}

/// Returns the tokens between the first parenthesis and the one that closes it.
Tokens in_parentheses(Tokens all) {
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_symbol(all[i], "(") && depth++ == 0) begin = i + 1;
    if (is_symbol(all[i], ")") && depth > 0 && --depth == 0) return all.subspan(begin, i - begin);
  }
  return {};
}

/// Returns what commas outside parentheses separate.
std::vector<Tokens> items_of(Tokens all) {
  std::vector<Tokens> items;
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_symbol(all[i], "(")) ++depth;
    if (is_symbol(all[i], ")") && depth > 0) --depth;
    if (depth > 0 || !is_symbol(all[i], ",")) continue;
    if (i > begin) items.push_back(all.subspan(begin, i - begin));
    begin = i + 1;
  }
  if (begin < all.size()) items.push_back(all.subspan(begin));
  return items;
}

std::vector<Name> names_in(Tokens all, const Dialect& dialect) {
  std::vector<Name> names;
  for (const Tokens item : items_of(in_parentheses(all)))
    if (is_name(item.front())) names.push_back(name_at(item.front(), dialect));
  return names;
}

/// Words that end the type of a column, or begin an item that is no column.
bool ends_type(const Token& token) {
  constexpr std::array<std::string_view, 11> kWords = {"not",     "null",       "default", "generated",
                                                       "collate", "primary",    "unique",  "references",
                                                       "check",   "constraint", "comment"};
  for (const std::string_view word : kWords)
    if (is_word(token, word)) return true;
  return false;
}

bool begins_constraint(const Token& token) {
  constexpr std::array<std::string_view, 7> kWords = {"constraint", "primary", "unique", "foreign",
                                                      "check",      "exclude", "index"};
  for (const std::string_view word : kWords)
    if (is_word(token, word)) return true;
  return false;
}

/// Returns the text of tokens up to what is no type any more, as it was written.
Type type_of(Tokens all, std::string_view text) {
  std::size_t end = 0;
  while (end < all.size() && !ends_type(all[end])) ++end;
  Type type;
  if (end > 0) type.text = std::string(text.substr(all[0].begin, all[end - 1].end - all[0].begin));
  return type;
}

Column column_of(Tokens item, std::string_view text, const Dialect& dialect) {
  Column column;
  column.name = name_at(item.front(), dialect);
  column.type = type_of(item.subspan(1), text);
  return column;
}

/// Returns the tokens from a keyword on; none if it is not there.
Tokens from_word(Tokens all, std::string_view word) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (is_word(all[i], word)) return all.subspan(i);
  return {};
}

/// Returns `schema.name` behind REFERENCES; a name alone is in the schema of the table.
QualifiedName referred_table(Tokens references, const Name& schema, const Dialect& dialect) {
  if (references.size() < 2) return {};
  const Name first = name_at(references[1], dialect);
  if (references.size() > 3 && is_symbol(references[2], ".")) return {first, name_at(references[3], dialect)};
  return {schema, first};
}

ForeignKey foreign_key_of(Tokens all, const Name& name, const Name& schema, const Dialect& dialect) {
  ForeignKey made;
  made.name = name;
  made.columns = names_in(all, dialect);
  const Tokens references = from_word(all, "references");
  made.referred_table = referred_table(references, schema, dialect);
  made.referred_columns = names_in(references, dialect);
  return made;
}

/// Adds a constraint of a table that a picture draws: a primary key, or a foreign key.
void add_constraint(Table& table, Tokens item, const Dialect& dialect) {
  const bool is_named = is_word(item.front(), "constraint") && item.size() > 1;
  const Name name = is_named ? name_at(item[1], dialect) : Name();
  if (!from_word(item, "foreign").empty()) {
    table.constraints.emplace_back(foreign_key_of(item, name, table.name.schema, dialect));
  } else if (!from_word(item, "primary").empty()) {
    PrimaryKey key;
    key.name = name;
    key.columns = names_in(item, dialect);
    table.constraints.emplace_back(std::move(key));
  }
}

Table table_of(Tokens all, std::string_view text, const QualifiedName& name, const Dialect& dialect) {
  Table table;
  table.name = name;
  for (const Tokens item : items_of(in_parentheses(all))) {
    if (!is_name(item.front())) continue;
    if (begins_constraint(item.front()))
      add_constraint(table, item, dialect);
    else
      table.columns.push_back(column_of(item, text, dialect));
  }
  return table;
}

/// Returns an object of a kind that a picture draws by its name alone.
Object named_object(const Key& key) {
  switch (key.kind) {
    case Kind::kPrimaryKey: {
      PrimaryKey made;
      made.name = key.name;
      return made;
    }
    case Kind::kUnique: {
      Unique made;
      made.name = key.name;
      return made;
    }
    case Kind::kIndex: {
      Index made;
      made.name = key.name;
      return made;
    }
    default: {
      Check made;
      made.name = key.name;
      return made;
    }
  }
}

}  // namespace

Object sketched(const StoredFinding& finding, const Key& key, const Dialect& dialect) {
  const FindingTexts& texts = *finding.texts;
  const bool has_texts = !texts.declared_definition.empty() || !texts.actual_definition.empty();
  const std::string& declared = has_texts ? texts.declared_definition : finding.declared_definition;
  const std::string& actual = has_texts ? texts.actual_definition : finding.actual_definition;
  const std::string& text = declared.empty() ? actual : declared;
  const std::vector<Token> all = tokens(text, dialect);
  if (key.kind == Kind::kTable) return table_of(all, text, key.table_name(), dialect);
  if (key.kind == Kind::kForeignKey) return foreign_key_of(all, key.name, key.schema, dialect);
  if (key.kind != Kind::kColumn) return named_object(key);
  Column column;
  column.name = key.name;
  const bool begins_with_name = !all.empty() && name_at(all.front(), dialect) == key.name;
  column.type = type_of(Tokens(all).subspan(begins_with_name ? 1 : 0), text);
  return column;
}

}  // namespace tenon
