// Writes ops as statements of Actian PSQL.

#include "render/actian/writer.h"

#include <algorithm>
#include <map>

#include "model/error.h"
#include "model/overloaded.h"
#include "render/sql/clauses.h"
#include "render/sql/text.h"
#include "render/sql/writer.h"
#include "render/sqlite/clauses.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

const Identifiers kNames = Identifiers::always_quoted(kActian);

/// `way_out`: what to do instead.
[[noreturn]] void refuse(const std::string& what, const std::string& way_out) {
  throw Error(Fault::kUnsupported, "the actian dialect does not write how to " + what +
                                       ", of which its reference does not speak; " + way_out);
}

std::string index_text(const Index& index, const QualifiedName& table, const Identifiers& names) {
  Statements columns;
  for (const IndexElement& element : index.elements) {
    const auto* name = std::get_if<Name>(&element.what);
    if (!name)
      refuse("make an index over an expression (" + index.name.text + ")",
             "keep its value in a column, and index that");
    columns.push_back(names(*name) + (element.descending ? " DESC" : ""));
  }
  if (index.where) refuse("make a partial index (" + index.name.text + ")", "leave out its \"where\"");
  return "CREATE " + std::string(index.unique ? "UNIQUE " : "") + "INDEX " + names(index.name) + " ON " +
         names(table) + " (" + joined(columns, ", ") + ")";
}

/// Returns the ON DELETE clause of a foreign key. PSQL has RESTRICT and CASCADE; without a clause it does NO
/// ACTION.
std::string delete_rule(const ForeignKey& key) {
  const std::string which = " (" + key.name.text + ")";
  if (key.onupdate != Action::kNoAction)
    refuse("act on an update of the key" + which, "leave out its \"onupdate\"");
  if (key.match != Match::kSimple)
    refuse("match otherwise than by single columns" + which, "leave out its \"match\"");
  if (key.deferrable) refuse("defer a key" + which, "leave out its \"deferrable\"");
  if (key.ondelete == Action::kCascade) return " ON DELETE CASCADE";
  if (key.ondelete == Action::kRestrict) return " ON DELETE RESTRICT";
  if (key.ondelete != Action::kNoAction)
    refuse("set what refers to a deleted row" + which, "say RESTRICT or CASCADE");
  return "";
}

std::string constraint_text(const Constraint& constraint, const QualifiedName& table,
                            const Identifiers& names) {
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return "PRIMARY KEY (" + names(c.columns) + ")"; },
                        [&](const Unique& c) { return "UNIQUE (" + names(c.columns) + ")"; },
                        [&](const Index& c) { return index_text(c, table, names); },
                        [&](const Check& c) -> std::string { return "CHECK (" + c.sqltext.text + ")"; },
                        [&](const Exclusion& c) -> std::string {
                          refuse("exclude rows (" + c.name.text + ")", "leave the constraint out");
                        },
                        [&](const ForeignKey& c) {
                          return "FOREIGN KEY (" + names(c.columns) + ") REFERENCES " +
                                 names(c.referred_table) + " (" + names(c.referred_columns) + ")" +
                                 delete_rule(c);
                        },
                    },
                    constraint);
}

Statements added(const QualifiedName& table, const Constraint& constraint) {
  if (std::holds_alternative<Check>(constraint))
    refuse("check a condition (" + name_of(constraint).text + " of " + to_string(table) + ")",
           "leave the check out, and hold to it where rows are written");
  if (std::holds_alternative<Index>(constraint)) return {constraint_text(constraint, table, kNames)};
  return {"ALTER TABLE " + kNames(table) + " ADD CONSTRAINT " + kNames(name_of(constraint)) + " " +
          constraint_text(constraint, table, kNames)};
}

Statements dropped(const QualifiedName& table, const Constraint& constraint) {
  const Name& name = name_of(constraint);
  if (std::holds_alternative<Index>(constraint)) return {"DROP INDEX " + kNames(table) + "." + kNames(name)};
  return {"ALTER TABLE " + kNames(table) + " DROP CONSTRAINT " + kNames(name)};
}

std::string column_text(const Column& column, const Identifiers& names) {
  if (column.generated)
    refuse("generate a column (" + column.name.text + ")",
           "make it a plain column, and fill it where rows are written");
  return sqlite_column(column, names);
}

/// All foreign keys are added by ALTER TABLE, because CREATE TABLE accepts none that refers to the table
/// itself or that has the columns of its primary key.
Statements created(const Table& table) {
  Statements items;
  Statements after;
  for (const Column& column : table.columns) items.push_back(column_text(column, kNames));
  for (const Constraint& constraint : table.constraints)
    if (std::holds_alternative<PrimaryKey>(constraint) || std::holds_alternative<Unique>(constraint))
      items.push_back("CONSTRAINT " + kNames(name_of(constraint)) + " " +
                      constraint_text(constraint, table.name, kNames));
    else
      for (std::string& statement : added(table.name, constraint)) after.push_back(std::move(statement));
  Statements all{"CREATE TABLE " + kNames(table.name) + " (\n    " + joined(items, ",\n    ") + "\n)"};
  all.insert(all.end(), after.begin(), after.end());
  return all;
}

/// PSQL has no statement for it, so the constraint is dropped and added under the new name. Nothing depends
/// on it, because foreign keys refer to primary keys only.
Statements renamed_constraint(const RenameConstraint& op) {
  if (std::holds_alternative<PrimaryKey>(op.actual))
    refuse("rename a primary key (" + name_of(op.actual).text + " of " + to_string(op.table) + ")",
           "let it keep its name: \"name\": \"" + name_of(op.actual).text + "\"");
  Statements all = dropped(op.table, op.actual);
  for (std::string& statement : added(op.table, renamed(op.actual, op.to, NamedBy::kUser)))
    all.push_back(std::move(statement));
  return all;
}

[[noreturn]] void refuse_in_place(const std::string& what) {
  refuse(what, "make another beside it, copy the rows, and drop the first; each a migration of its own");
}

std::string no_options(const Options&) { return ""; }

}  // namespace

std::vector<std::string> actian_statements(const Op& op) {
  if (const auto* o = std::get_if<CreateTable>(&op)) return created(o->table);
  if (const auto* o = std::get_if<DropTable>(&op)) return {"DROP TABLE " + kNames(o->table.name)};
  if (const auto* o = std::get_if<AddConstraint>(&op)) return added(o->table, o->constraint);
  if (const auto* o = std::get_if<DropConstraint>(&op)) return dropped(o->table, o->constraint);
  if (const auto* o = std::get_if<RenameConstraint>(&op)) return renamed_constraint(*o);
  if (const auto* o = std::get_if<AddColumn>(&op))
    return {"ALTER TABLE " + kNames(o->table) + " ADD COLUMN " + column_text(o->column, kNames)};
  if (const auto* o = std::get_if<DropColumn>(&op))
    return {"ALTER TABLE " + kNames(o->table) + " DROP COLUMN " + kNames(o->column.name)};
  if (const auto* o = std::get_if<AlterColumn>(&op))
    refuse_in_place("change column " + to_string(o->table) + "." + o->actual.name.text + " where it is");
  if (const auto* o = std::get_if<RenameColumn>(&op))
    refuse_in_place("rename column " + to_string(o->table) + "." + o->from.text);
  if (const auto* o = std::get_if<RenameTable>(&op)) refuse_in_place("rename table " + to_string(o->table));
  refuse("do this to a table that is there, beyond adding and dropping columns, keys and indexes",
         "make the change by hand, and compare again");
}

std::string actian_script(const Plan& plan) {
  std::string text =
      "-- Actian PSQL, by its reference; no server has read this. Run it while logged in to the database.\n"
      "-- A foreign key holds for what is written from then on: rows that are there already are not "
      "validated.\n";
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) {
      const std::string lost = destroys(op);
      if (!lost.empty()) text += "\n-- destroys data: " + lost;
      for (const std::string& statement : actian_statements(op)) text += "\n" + statement + ";\n";
    }
  return text;
}

Envelope actian_envelope(const Step&) { return {}; }

SqlWriter actian_writer() {
  return {&kActian,    actian_statements, actian_script, actian_envelope,
          column_text, constraint_text,   no_options,    nullptr};
}

}  // namespace tenon
