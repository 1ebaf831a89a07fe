// One SQL statement that is being applied: its text, its parse positions, and lookups in the simulated
// catalog.

#include "declare/sql/statement.h"

#include <algorithm>

#include "model/dialect.h"
#include "sql/character.h"

namespace tenon {

namespace {

bool opens(const Token& token) { return is_symbol(token, "(") || is_symbol(token, "["); }
bool closes(const Token& token) { return is_symbol(token, ")") || is_symbol(token, "]"); }

std::string nearest_table(const SimulatedCatalog& catalog, const std::string& wanted) {
  std::vector<std::string> known;
  for (const auto& [name, table] : catalog.tables) {
    known.push_back(name.name.text);
    known.push_back(to_string(name));
  }
  return suggestion(wanted, known);
}

}  // namespace

SqlStatement::SqlStatement(SimulatedCatalog& made, const SqlFile& file, Span span)
    : catalog(made), file_(&file), span_(span), tokens_(tokens(span.of(file.text()), kPostgresql)) {}

void SqlStatement::refuse_missing(std::size_t location, std::string_view name, std::string what) const {
  throw SqlRefusal{location, std::move(what), false, {}, kPostgresql.name_of(name).key};
}

std::set<std::string> SqlStatement::names() const {
  std::set<std::string> all;
  for (const Token& token : tokens_)
    if (token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kWord)
      all.insert(token.kind == TokenKind::kWord ? lower(token.text) : content(token));
  return all;
}

std::size_t SqlStatement::token_at(std::size_t offset) const {
  const auto at = std::ranges::lower_bound(tokens_, offset, {}, &Token::begin);
  return static_cast<std::size_t>(at - tokens_.begin());
}

std::string_view SqlStatement::parenthesized(std::size_t from) const {
  std::size_t i = token_at(from);
  while (i < tokens_.size() && !is_symbol(tokens_[i], "(")) ++i;
  if (i == tokens_.size()) return {};
  const std::size_t begin = tokens_[i].end;
  return text().substr(begin, end_of_list(from) - 1 - begin);
}

std::string SqlStatement::integer(std::size_t from) const {
  for (std::size_t i = token_at(from); i < tokens_.size(); ++i)
    if (tokens_[i].kind == TokenKind::kNumber)
      return (i > 0 && is_symbol(tokens_[i - 1], "-") ? "-" : "") + std::string(tokens_[i].text);
  return "0";
}

std::size_t SqlStatement::end_of_list(std::size_t from) const {
  std::size_t i = token_at(from);
  while (i < tokens_.size() && !is_symbol(tokens_[i], "(")) ++i;
  int depth = 0;
  for (; i < tokens_.size(); ++i) {
    depth += opens(tokens_[i]) ? 1 : closes(tokens_[i]) ? -1 : 0;
    if (depth == 0) return tokens_[i].end;
  }
  return text().size();
}

std::vector<Span> SqlStatement::cut_at_commas(std::size_t i) const {
  std::vector<Span> all;
  bool next = true;
  int depth = 0;
  for (; i < tokens_.size(); ++i) {
    depth += opens(tokens_[i]) ? 1 : closes(tokens_[i]) ? -1 : 0;
    if (depth < 0) break;
    if (depth == 0 && is_symbol(tokens_[i], ",")) {
      next = true;
      continue;
    }
    if (next) all.push_back({tokens_[i].begin, tokens_[i].end});
    all.back().end = tokens_[i].end;
    next = false;
  }
  return all;
}

std::vector<Span> SqlStatement::elements(std::size_t from) const {
  std::size_t i = token_at(from);
  while (i < tokens_.size() && !is_symbol(tokens_[i], "(")) ++i;
  return cut_at_commas(i + 1);
}

std::vector<Span> SqlStatement::commands(const PgNode& range) const {
  std::size_t i = token_at(range.location()) + 1;
  while (i < tokens_.size() && is_symbol(tokens_[i], ".")) i += 2;
  if (i < tokens_.size() && is_symbol(tokens_[i], "*")) ++i;
  return cut_at_commas(i);
}

std::string_view SqlStatement::behind(std::string_view keyword, std::size_t from, std::size_t limit) const {
  std::size_t i = token_at(from);
  int depth = 0;
  for (; i < tokens_.size(); ++i) {
    if (depth == 0 && is_word(tokens_[i], keyword)) break;
    depth += opens(tokens_[i]) ? 1 : closes(tokens_[i]) ? -1 : 0;
  }
  if (i >= tokens_.size()) return {};
  const std::size_t begin = tokens_[i].end;
  std::size_t end = begin;
  depth = 0;
  for (++i; i < tokens_.size() && tokens_[i].begin < limit; ++i) {
    if (depth == 0 && (closes(tokens_[i]) || is_symbol(tokens_[i], ","))) break;
    depth += opens(tokens_[i]) ? 1 : closes(tokens_[i]) ? -1 : 0;
    end = tokens_[i].end;
  }
  return text().substr(begin, end - begin);
}

QualifiedName SqlStatement::new_name(const PgNode& range) const {
  if (range.text("relpersistence") == "t") return kPostgresql.qualified("pg_temp", range.text("relname"));
  std::vector<std::string> parts{range.text("relname")};
  if (range.has("schemaname")) parts.insert(parts.begin(), range.text("schemaname"));
  return new_name(parts, range.location());
}

QualifiedName SqlStatement::new_name(const std::vector<std::string>& parts, std::size_t location) const {
  const std::string name = parts.empty() ? "" : parts.back();
  if (parts.size() > 1) {
    const QualifiedName made = kPostgresql.qualified(parts[parts.size() - 2], name);
    if (!catalog.schemas.contains(made.schema) && !made.schema.text.starts_with("pg_"))
      refuse(location, "there is no schema \"" + made.schema.text + "\" yet; create it first");
    return made;
  }
  const Name schema = catalog.creation_schema();
  if (schema.empty())
    refuse(location, "the search path names no schema to create \"" + name + "\" in; write schema.name");
  return {schema, kPostgresql.name_of(name)};
}

std::optional<QualifiedName> SqlStatement::relation(const PgNode& range, bool missing_ok) const {
  const auto found = catalog.find_relation(range.text("schemaname"), range.text("relname"));
  if (!found && !missing_ok)
    refuse_missing(range.location(), range.text("relname"),
                   "\"" + relation_text(range) + "\" is not declared before this" +
                       nearest_table(catalog, relation_text(range)));
  return found;
}

SqlTable* SqlStatement::table(const PgNode& range, bool missing_ok) const {
  const auto found = relation(range, missing_ok);
  SqlTable* made = found ? catalog.table(*found) : nullptr;
  if (found && !made) refuse(range, "\"" + relation_text(range) + "\" is no table");
  return made;
}

SqlColumn& SqlStatement::column(SqlTable& table, const std::string& name, std::size_t location) const {
  if (SqlColumn* found = table.column(kPostgresql.name_of(name))) return *found;
  std::vector<std::string> known;
  for (const SqlColumn& each : table.columns) known.push_back(each.column.name.text);
  refuse_missing(
      location, name,
      "table " + to_string(table.table.name) + " has no column \"" + name + "\"" + hint(name, known));
}

QualifiedName bare_name(std::string_view name) { return {Name(), kPostgresql.name_of(name)}; }

std::string relation_text(const PgNode& range) {
  return (range.has("schemaname") ? range.text("schemaname") + "." : "") + range.text("relname");
}

}  // namespace tenon
