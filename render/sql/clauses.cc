// Writes clauses that all dialects share.

#include "render/sql/clauses.h"

#include "render/sql/text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string actions(const ForeignKey& key, const Identifiers& names) {
  std::string text;
  if (key.onupdate != Action::kNoAction) text += " ON UPDATE " + std::string(sql_text(key.onupdate));
  if (key.ondelete != Action::kNoAction) text += " ON DELETE " + std::string(sql_text(key.ondelete));
  if (!key.ondelete_columns.empty()) text += " (" + names(key.ondelete_columns) + ")";
  return text;
}

}  // namespace

std::string deferrability(bool deferrable, bool initially_deferred) {
  if (!deferrable) return "";
  return initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

std::string foreign_key_clause(const ForeignKey& key, const Identifiers& names) {
  return foreign_key_clause(key, names(key.columns), names(key.referred_columns), names);
}

std::string foreign_key_clause(const ForeignKey& key, const std::string& columns,
                               const std::string& referred_columns, const Identifiers& names) {
  std::string text = "FOREIGN KEY (" + columns + ") REFERENCES " + names(key.referred_table);
  if (!referred_columns.empty()) text += " (" + referred_columns + ")";
  if (key.match != Match::kSimple) text += " MATCH " + std::string(sql_text(key.match));
  return text + actions(key, names) + deferrability(key.deferrable, key.initially_deferred);
}

std::string constraint_prefix(const Name& name, const Identifiers& names) {
  return name.empty() ? "" : "CONSTRAINT " + names(name) + " ";
}

std::string create_table_text(const std::string& name, const std::vector<std::string>& items) {
  if (items.empty()) return "CREATE TABLE " + name + " ()";
  return "CREATE TABLE " + name + " (\n    " + joined(items, ",\n    ") + "\n)";
}

std::string renamed_column_text(const RenameColumn& op, const Dialect& dialect) {
  return "ALTER TABLE " + quoted(op.table, dialect) + " RENAME COLUMN " + quoted(op.from, dialect) + " TO " +
         quoted(op.to, dialect);
}

}  // namespace tenon
