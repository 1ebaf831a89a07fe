// Writes CREATE INDEX and keeps the user's stored text where it holds.

#include "render/sqlite/index.h"

#include <variant>

#include "model/dialect.h"
#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "sql/create_index.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// Returns the stored text under the wanted name. It is empty if there is none, or if it belongs to another
/// table.
std::string under_name(const std::string& stored, const Name& name, const QualifiedName& table) {
  const auto scanned = scan_create_index(stored);
  const auto* index = std::get_if<ScannedIndex>(&scanned);
  if (!index || kSqlite.name_of(index->table.text) != table.name) return {};
  if (index->name.text == name.text) return trimmed(stored, kSqlite);
  const Span span = index->name.span;
  return trimmed(stored.substr(0, span.begin) + quoted(name, kSqlite) + stored.substr(span.end), kSqlite);
}

/// Returns the text of the index of `before` that has the same definition under any name.
std::string text_before(const Index& index, const Table* before) {
  if (!before) return {};
  for (const Constraint& constraint : before->constraints) {
    const auto* was = std::get_if<Index>(&constraint);
    if (was && renamed(*was, index.name, *index.named_by) == Constraint(index)) return *was->stored_sql;
  }
  return {};
}

}  // namespace

std::string kept_index_text(const Index& index, const QualifiedName& table, const Table* before) {
  const std::string own = under_name(*index.stored_sql, index.name, table);
  return own.empty() ? under_name(text_before(index, before), index.name, table) : own;
}

std::string sqlite_index_text(const Index& index, const QualifiedName& table, const Table* before) {
  const std::string kept = kept_index_text(index, table, before);
  return kept.empty() ? sqlite_constraint(index, table, Identifiers::always_quoted(kSqlite)) : kept;
}

std::vector<std::string> sqlite_index_texts(const Table& table, const Table* before) {
  std::vector<std::string> texts;
  for (const Constraint& constraint : table.constraints)
    if (const auto* index = std::get_if<Index>(&constraint))
      texts.push_back(sqlite_index_text(*index, table.name, before));
  return texts;
}

}  // namespace tenon
