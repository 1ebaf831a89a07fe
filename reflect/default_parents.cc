// Writes the queries whether SET DEFAULT values of foreign keys are keys of a parent row.

#include "reflect/default_parents.h"

#include <optional>

#include "sql/quote.h"

namespace tenon {

namespace {

bool sets_default(const ForeignKey& key) {
  return (key.ondelete == Action::kSetDefault && key.ondelete_columns.empty()) ||
         key.onupdate == Action::kSetDefault;
}

std::optional<std::string> question(const Table& table, const ForeignKey& key, const Dialect& dialect) {
  std::string nulls;
  std::string equals;
  for (std::size_t i = 0; i < key.columns.size() && i < key.referred_columns.size(); ++i) {
    const Column* column = find_column(table, key.columns[i]);
    if (!column || !column->default_value) return std::nullopt;
    const std::string& text = column->default_value->text;
    if (text.find('(') != std::string::npos) return std::nullopt;
    nulls += "(" + text + ") IS NULL OR ";
    equals += (i ? " AND " : "") + quoted(key.referred_columns[i], dialect) + " = (" + text + ")";
  }
  if (equals.empty()) return std::nullopt;
  const std::string parent = quoted(key.referred_table, dialect);
  return "SELECT " + nulls + "NOT EXISTS (SELECT 1 FROM " + parent + ") OR EXISTS (SELECT 1 FROM " + parent +
         " WHERE " + equals + ")";
}

}  // namespace

std::vector<DefaultParent> default_parents(const Catalog& catalog) {
  std::vector<DefaultParent> all;
  for (const Table& table : catalog.tables)
    for (const Constraint& constraint : table.constraints) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      if (!key || !sets_default(*key) || !find_table(catalog, key->referred_table)) continue;
      if (auto sql = question(table, *key, *catalog.dialect))
        all.push_back({table.name, key->name, *std::move(sql)});
    }
  return all;
}

}  // namespace tenon
