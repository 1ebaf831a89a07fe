// Makes the columns of the draft serial that SQLAlchemy's rule of autoincrement makes so.

#include <algorithm>

#include "declare/json/passes.h"
#include "model/serial.h"

namespace tenon {

namespace {

std::vector<const Constraint*> constraints_of(const DraftTable& table) {
  std::vector<const Constraint*> all;
  for (const DraftConstraint& made : table.constraints) all.push_back(&made.constraint);
  return all;
}

bool is_in_key(const Column& column, const std::vector<const Constraint*>& constraints) {
  return std::ranges::any_of(constraints, [&](const Constraint* constraint) {
    const auto* key = std::get_if<PrimaryKey>(constraint);
    return key && std::ranges::find(key->columns, column.name) != key->columns.end();
  });
}

/// Returns what keeps a column from counting although it says `"autoincrement": true`; empty: nothing does.
std::string hindrance(const Column& column, const std::vector<const Constraint*>& constraints) {
  if (!is_in_key(column, constraints)) return " requires the column to be in the primary key";
  if (serial_word(column.type).empty())
    return " requires smallint, integer or bigint, found " + column.type.text;
  if (column.default_value) return ": the column has a default";
  return column.generated ? ": the column is generated" : "";
}

/// Applies the rule to one column. What inherits gets its numbers from where its parent does.
void count(const DraftTable& table, const std::vector<const Constraint*>& constraints, const Column& column,
           DraftColumn& kept, Faults& faults) {
  if (!kept.serial.empty() || column.identity || kept.autoincrement == Autoincrement::kOff) return;
  const bool is_on = kept.autoincrement == Autoincrement::kOn;
  if (const std::string why = is_on ? hindrance(column, constraints) : ""; !why.empty())
    return faults.add(*column.source, "\"autoincrement\" of column " + to_string(table.table.name) + "." +
                                          column.name.text + why);
  const bool follows_keys = kept.autoincrement == Autoincrement::kIgnoreForeignKeys;
  if (is_on || (table.parents.empty() && counts_by_itself(column, constraints, follows_keys)))
    kept.serial = column.type.key;
}

}  // namespace

void count_keys(SchemaDraft& draft, const Dialect& dialect, Faults& faults) {
  if (!dialect.has_serial_types) return;
  for (DraftTable& table : draft.tables) {
    const auto constraints = constraints_of(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      count(table, constraints, table.table.columns[i], table.columns[i], faults);
  }
}

}  // namespace tenon
