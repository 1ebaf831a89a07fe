// Writes each op as SQLite statements.

#include "render/sqlite/statements.h"

#include "model/error.h"
#include "model/overloaded.h"
#include "render/sql/clauses.h"
#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/ddl_editor.h"
#include "render/sqlite/index.h"
#include "render/sqlite/rebuild.h"
#include "sql/quote.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

const Identifiers kStatementNames = Identifiers::always_quoted(kSqlite);

[[noreturn]] void refuse(const std::string& what) {
  throw Error(Fault::kUnsupported, "SQLite cannot " + what + " by a statement of its own");
}

Statements created_table(const CreateTable& op) {
  Statements all{created_table_text(op.table)};
  for (std::string& index : sqlite_index_texts(op.table, nullptr)) all.push_back(std::move(index));
  for (const UnmodelledObject& trigger : op.triggers) all.push_back(trimmed(trigger.definition, kSqlite));
  return all;
}

/// REQUIRES: the dialect has can_alter_checks.
Statements added_check(const Check& check, const QualifiedName& table) {
  return {"ALTER TABLE " + quoted(table, kSqlite) + " ADD " + constraint_prefix(check.name, kStatementNames) +
          sqlite_constraint(check, table, kStatementNames)};
}

Statements dropped_check(const Check& check, const QualifiedName& table) {
  return {"ALTER TABLE " + quoted(table, kSqlite) + " DROP CONSTRAINT " + quoted(check.name, kSqlite)};
}

const Index& index_of(const Constraint& constraint, const QualifiedName& table, const std::string& what) {
  const auto* index = std::get_if<Index>(&constraint);
  if (!index)
    refuse(what + " " + to_string(table) + "." + name_of(constraint).text + " (the table must be rebuilt)");
  return *index;
}

std::string create_index(const Index& index, const QualifiedName& table) {
  return sqlite_index_text(index, table, nullptr);
}

std::string drop_index(const Index& index) { return "DROP INDEX " + quoted(index.name, kSqlite); }

Statements rebuilt(const RebuildTable& op) {
  Rebuild made = rebuild(op);
  Statements all = std::move(made.step_aside);
  for (const Statements* more : {&made.fill, &made.finish}) all.insert(all.end(), more->begin(), more->end());
  return all;
}

Statements added_constraint(const AddConstraint& op) {
  if (const auto* check = std::get_if<Check>(&op.constraint)) return added_check(*check, op.table);
  return {create_index(index_of(op.constraint, op.table, "add constraint"), op.table)};
}

Statements dropped_constraint(const DropConstraint& op) {
  if (const auto* check = std::get_if<Check>(&op.constraint)) return dropped_check(*check, op.table);
  return {drop_index(index_of(op.constraint, op.table, "drop constraint"))};
}

Statements renamed_index(const RenameConstraint& op) {
  const Index& index = index_of(op.actual, op.table, "rename constraint");
  Index made = index;
  made.name = op.to;
  return {drop_index(index), create_index(made, op.table)};
}

Statements altered_index(const AlterConstraint& op) {
  return {drop_index(index_of(op.actual, op.table, "change constraint")),
          create_index(index_of(op.declared, op.table, "change constraint"), op.table)};
}

}  // namespace

std::vector<std::string> sqlite_statements(const Op& op) {
  return std::visit(
      Overloaded{
          [](const CreateSchema&) -> Statements { refuse("create schemas"); },
          [](const DropSchema&) -> Statements { refuse("drop schemas"); },
          [](const CreateExtension&) -> Statements { refuse("create extensions"); },
          [](const DropExtension&) -> Statements { refuse("drop extensions"); },
          [](const AlterExtension&) -> Statements { refuse("alter extensions"); },
          [](const CreateType&) -> Statements { refuse("create types"); },
          [](const DropType&) -> Statements { refuse("drop types"); },
          [](const AlterType&) -> Statements { refuse("alter types"); },
          [](const CreateEnum&) -> Statements { refuse("create enums"); },
          [](const DropEnum&) -> Statements { refuse("drop enums"); },
          [](const AddEnumLabel&) -> Statements { refuse("add labels to enums"); },
          [](const ReplaceEnum&) -> Statements { refuse("replace enums"); },
          [](const CreateSequence&) -> Statements { refuse("create sequences"); },
          [](const DropSequence&) -> Statements { refuse("drop sequences"); },
          [](const AlterSequence&) -> Statements { refuse("alter sequences"); },
          [](const RenameSequence&) -> Statements { refuse("rename sequences"); },
          [](const CreateTable& o) { return created_table(o); },
          [](const DropTable& o) { return Statements{"DROP TABLE " + quoted(o.table.name, kSqlite)}; },
          [](const AlterTable& o) -> Statements {
            refuse("change the options of table " + to_string(o.declared.name));
          },
          [](const RenameTable& o) {
            return Statements{"ALTER TABLE " + quoted(o.table, kSqlite) + " RENAME TO " +
                              quoted(o.to, kSqlite)};
          },
          [](const MoveTable&) -> Statements { refuse("move tables between schemas"); },
          [](const RenameColumn& o) { return Statements{renamed_column_text(o, kSqlite)}; },
          [](const AttachTable&) -> Statements { refuse("let tables inherit"); },
          [](const DetachTable&) -> Statements { refuse("let tables inherit"); },
          [](const AddColumn& o) {
            return Statements{"ALTER TABLE " + quoted(o.table, kSqlite) + " ADD COLUMN " +
                              sqlite_column(o.column, kStatementNames)};
          },
          [](const DropColumn& o) {
            return Statements{"ALTER TABLE " + quoted(o.table, kSqlite) + " DROP COLUMN " +
                              quoted(o.column.name, kSqlite)};
          },
          [](const AlterColumn& o) -> Statements {
            refuse("change column " + to_string(o.table) + "." + o.declared.name.text);
          },
          [](const AddConstraint& o) { return added_constraint(o); },
          [](const DropConstraint& o) { return dropped_constraint(o); },
          [](const RenameConstraint& o) { return renamed_index(o); },
          [](const AlterConstraint& o) { return altered_index(o); },
          [](const ValidateConstraint& o) -> Statements {
            refuse("validate constraints of " + to_string(o.table));
          },
          [](const SetComment& o) -> Statements { refuse("comment on " + to_string(o.key)); },
          [](const RebuildTable& o) { return rebuilt(o); },
      },
      op);
}

}  // namespace tenon
