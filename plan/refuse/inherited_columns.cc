// Finds columns that would be declared by another than they are to be.
#include "plan/refuse/inherited_columns.h"

#include <algorithm>
#include <span>
#include <string>

#include "model/error.h"
#include "model/inheritance.h"
#include "plan/transition/inheritance.h"

namespace tenon {

namespace {

/// Returns the first of the tables that has the column, or null.
const QualifiedName* first_with(std::span<const QualifiedName> tables, const Name& column,
                                const Catalog& catalog) {
  const auto at = std::ranges::find_if(tables, [&](const QualifiedName& name) {
    const Table* table = find_table(catalog, name);
    return table && find_column(*table, column);
  });
  return at == tables.end() ? nullptr : &*at;
}

/// Returns who declares the column once the table has left its former parents, and the ops on those that it
/// keeps have reached it.
Inheritance before_joining(const TableTransition& table, const Name& name, const Catalog& before) {
  const ColumnTransition* transition = table.column(name);
  if (transition && transition->changed_by_parent)
    return transition->inherited ? transition->inherited->inheritance : Inheritance::kOwn;
  const Column* held = find_column(*table.before, name);
  if (!held || (transition && transition->replaced)) return Inheritance::kOwn;
  const std::span kept(table.before->parents.data(), parents_kept(*table.before, *table.after));
  return first_with(kept, name, before) ? held->inheritance : Inheritance::kOwn;
}

[[noreturn]] void refuse(const QualifiedName& table, const Column& column, const QualifiedName& parent) {
  const std::string name = to_string(table);
  const std::string relink =
      "ALTER TABLE " + name + " NO INHERIT " + to_string(parent) + " and INHERIT " + to_string(parent);
  const bool disowned = column.inheritance == Inheritance::kInherited;
  throw Error(
      Fault::kUnsupported,
      "column " + column.name.text + " of table " + name +
          (disowned
               ? " is declared by the table itself and cannot become an inherited column only; make it both: "
                 "in a declaration, the table names the column as well; in a database, " +
                     relink + " do that"
               : " is inherited and cannot become a column that the table declares as well; " + relink +
                     " do that, to every column of the parent"));
}

}  // namespace

void require_declared_columns(const Transitions& transitions, const PlanInputs& inputs) {
  for (const auto& [name, table] : transitions.tables) {
    if (!table.kept() || is_partition(*table.after)) continue;
    for (const Column& column : table.after->columns) {
      const QualifiedName* parent = first_with(table.after->parents, column.name, inputs.after);
      if (!parent) continue;
      Column reached = column;
      reached.inheritance = before_joining(table, column.name, inputs.before);
      if (after_attaching(reached, *table.after).inheritance != column.inheritance)
        refuse(name, column, *parent);
    }
  }
}

}  // namespace tenon
