// Finds changes of columns that would reach identity columns of tables that inherit them.
#include "plan/refuse/inherited_identities.h"

#include <string>

#include "model/error.h"
#include "model/inheritance.h"
#include "plan/transition/inheritance.h"

namespace tenon {

namespace {

/// Returns what the table's own op on the column changes that an identity below has not.
std::string refused_change(const ColumnTransition& column) {
  if (!column.before || !column.after || column.replaced) return "";
  const bool is_reached = column.changed_by_parent && column.inherited;
  const Column& from = is_reached ? *column.inherited : *column.before;
  if (alters_default(from, *column.after) || column.default_dropped) return "its default";
  return !from.nullable && column.after->nullable ? "NOT NULL" : "";
}

}  // namespace

void require_no_identities_below(const Transitions& transitions, const PlanInputs& inputs) {
  const InheritanceTree tree(transitions, inputs.before);
  for (const auto& [name, table] : transitions.tables)
    for (const auto& [column_name, column] : table.columns) {
      const std::string change = table.kept() ? refused_change(column) : "";
      if (change.empty()) continue;
      for (const Table* below : tree.descendants_of(name)) {
        const Column* held = find_column(*below, column_name);
        if (held && held->identity)
          throw Error(Fault::kUnsupported,
                      "column " + column_name.text + " of table " + to_string(name) + " cannot change " +
                          change + ": that would reach table " + to_string(below->name) +
                          ", where it is an identity column; make it a plain column there (ALTER TABLE " +
                          to_string(below->name) + " ALTER " + column_name.text +
                          " DROP IDENTITY), migrate, and make it an identity again");
      }
    }
}

}  // namespace tenon
