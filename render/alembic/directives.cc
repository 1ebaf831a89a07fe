// Writes one op as the statements of upgrade() or downgrade().

#include "render/alembic/directives.h"

#include <algorithm>
#include <utility>

#include "model/overloaded.h"
#include "model/serial.h"
#include "render/alembic/batch.h"
#include "render/alembic/column.h"
#include "render/alembic/constraint.h"
#include "render/alembic/dialect.h"
#include "render/alembic/python.h"
#include "render/alembic/session.h"
#include "render/alembic/table.h"
#include "render/definition.h"
#include "render/sql/text.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

Statements no_directive(Draft& draft) {
  draft.not_exact();
  return {};
}

const std::string& comment_of(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const std::string& { return c.comment; }, constraint);
}

// Alembic has no directive for the comment of a constraint.
void append_comment(Statements& all, const QualifiedName& table, const Constraint& constraint, Draft& draft) {
  const std::string& comment = comment_of(constraint);
  if (comment.empty()) return;
  const Key key{kind_of(constraint), table.schema, table.name, name_of(constraint)};
  append_statements(all, alembic_statements(SetComment{key, "", comment}, draft));
}

bool is_in_primary_key(const Table& table, const Column& column) {
  const PrimaryKey* key = primary_key(table);
  return key && std::ranges::find(key->columns, column.name) != key->columns.end();
}

/// The constraints that CREATE TABLE contains, and those that follow it.
struct Division {
  std::vector<Constraint> inside;
  Statements items;  ///< the same constraints, written
  std::vector<Constraint> after;
};

// PostgreSQL's CREATE TABLE silently keeps only the first of two keys over the same columns.
bool repeats_key(const Constraint& constraint, const std::vector<Constraint>& before) {
  const auto is_key = [](const Constraint& c) {
    return std::holds_alternative<PrimaryKey>(c) || std::holds_alternative<Unique>(c);
  };
  return is_key(constraint) && std::ranges::any_of(before, [&](const Constraint& c) {
           return is_key(c) && c != constraint && columns_of(c) == columns_of(constraint);
         });
}

/// A constraint as it stands inside op.create_table(). One whose name is left to the server has none there,
/// so that the server or the naming convention of the environment names it; a convention for checks may
/// refuse one without a name (SQLAlchemy, %(constraint_name)s), and a comment needs one.
Constraint inside_table(const Constraint& constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint); key && is_autoincrement(*key))
    return without_autoincrement(*key);
  const bool nameless = named_by(constraint) == NamedBy::kServer &&
                        !std::holds_alternative<Check>(constraint) && comment_of(constraint).empty();
  return nameless ? renamed(constraint, Name(), NamedBy::kServer) : constraint;
}

Division divided(const Table& table, Draft& draft) {
  Division made;
  for (const Constraint& constraint : table.constraints) {
    Draft attempt = draft;
    std::string item = alembic_inline_constraint(inside_table(constraint), attempt);
    const bool is_index = std::holds_alternative<Index>(constraint);
    const bool stands_alone = !attempt.exact() || repeats_key(constraint, made.inside);
    if (is_index || (stands_alone && draft.dialect().can_alter_constraints)) {
      made.after.push_back(constraint);
      continue;
    }
    draft = attempt;
    made.items.push_back(std::move(item));
    made.inside.push_back(constraint);
  }
  return made;
}

bool is_serial_key(const Column& column, const Table& table) {
  return is_serial_word(column.type) && is_in_primary_key(table, column);
}

// SQLAlchemy creates one column of a primary key that stands inside the table as SERIAL, and writes it as the
// first column of the key (PostgreSQL's compiler, visit_primary_key_constraint).
bool counts(const Column& column, const Table& table, const Division& division) {
  const auto inside = std::ranges::find_if(
      division.inside, [](const Constraint& c) { return std::holds_alternative<PrimaryKey>(c); });
  return inside != division.inside.end() && std::get<PrimaryKey>(*inside).columns.front() == column.name &&
         is_serial_key(column, table) &&
         std::ranges::count_if(table.columns, [&](const Column& c) { return is_serial_key(c, table); }) == 1;
}

Statements created_table(const CreateTable& op, Draft& draft) {
  const Table& declared = op.table;
  if (!declared.parents.empty()) return no_directive(draft);
  const Table table = respelled(declared);
  PythonCall call("op.create_table");
  call.add(draft.name(table.name.name));
  const Division division = divided(table, draft);
  for (const Column& column : table.columns) {
    const bool is_key = is_in_primary_key(table, column);
    call.add(
        alembic_column(column, {.in_primary_key = is_key, .counts = counts(column, table, division)}, draft));
  }
  for (const std::string& item : division.items) call.add(item);
  add_schema(call, table.name, draft);
  if (!table.comment.empty()) call.add("comment", draft.comment(table.comment));
  add_table_options(call, table, draft);
  Statements all{call.block()};
  for (const Constraint& constraint : division.after)
    append_statements(all, alembic_statements(AddConstraint{table.name, constraint}, draft));
  for (const Constraint& constraint : division.inside) append_comment(all, table.name, constraint, draft);
  for (const UnmodelledObject& trigger : op.triggers) all.push_back(execute_call(trigger.definition));
  return all;
}

Statements dropped_table(const Table& table, Draft& draft) {
  if (alembic_dialect(draft.dialect()).begins_transactions) draft.need_begin();
  PythonCall call("op.drop_table");
  call.add(draft.name(table.name.name));
  add_schema(call, table.name, draft);
  return {call.line()};
}

Statements renamed_table(const RenameTable& op, Draft& draft) {
  PythonCall call("op.rename_table");
  call.add(draft.name(op.table.name)).add(draft.name(op.to));
  add_schema(call, op.table, draft);
  return {call.line()};
}

Statements renamed_column(const RenameColumn& op, Draft& draft) {
  PythonCall call("op.alter_column");
  call.add(draft.name(op.table.name)).add(draft.name(op.from)).add("new_column_name", draft.name(op.to));
  add_schema(call, op.table, draft);
  return {call.line()};
}

Statements added_column(const AddColumn& op, Draft& draft) {
  PythonCall call("op.add_column");
  call.add(draft.name(op.table.name)).add(alembic_column(op.column, {}, draft));
  add_schema(call, op.table, draft);
  return {call.line()};
}

Statements dropped_column(const DropColumn& op, Draft& draft) {
  if (op.only) return no_directive(draft);
  PythonCall call("op.drop_column");
  call.add(draft.name(op.table.name)).add(draft.name(op.column.name));
  add_schema(call, op.table, draft);
  return {call.line()};
}

Statements altered_column(const AlterColumn& op, Draft& draft) {
  Column renamed = op.actual;
  renamed.name = op.declared.name;
  if (!draft.dialect().can_alter_columns && renamed != op.declared) draft.not_exact();
  return alembic_altered_column(op, draft);
}

bool stands_alone(const Constraint& constraint, const Dialect& dialect) {
  return dialect.can_alter_constraints || std::holds_alternative<Index>(constraint);
}

Statements added_constraint(const AddConstraint& op, Draft& draft) {
  if (op.build != Build::kLocked || !stands_alone(op.constraint, draft.dialect())) return no_directive(draft);
  Statements all{alembic_added_constraint(op.constraint, {"op", &op.table}, draft)};
  append_comment(all, op.table, op.constraint, draft);
  return all;
}

Statements dropped_constraint(const DropConstraint& op, Draft& draft) {
  if (!stands_alone(op.constraint, draft.dialect()) || is_replica_identity(op.constraint))
    return no_directive(draft);
  return {alembic_dropped_constraint(op.constraint, {"op", &op.table}, draft)};
}

Statements set_table_comment(const SetComment& op, Draft& draft) {
  PythonCall call(op.declared.empty() ? "op.drop_table_comment" : "op.create_table_comment");
  call.add(draft.name(op.key.name));
  if (!op.declared.empty()) call.add(draft.comment(op.declared));
  call.add("existing_comment", draft.comment_or_none(op.actual));
  add_schema(call, op.key.table_name(), draft);
  return {call.line()};
}

Statements set_column_comment(const SetComment& op, Draft& draft) {
  PythonCall call("op.alter_column");
  call.add(draft.name(op.key.table)).add(draft.name(op.key.name));
  call.add("comment", draft.comment_or_none(op.declared))
      .add("existing_comment", draft.comment_or_none(op.actual));
  add_schema(call, op.key.table_name(), draft);
  return {call.line()};
}

Statements set_comment(const SetComment& op, Draft& draft) {
  if (op.key.kind == Kind::kTable) return set_table_comment(op, draft);
  if (op.key.kind == Kind::kColumn) return set_column_comment(op, draft);
  return no_directive(draft);
}

Statements directives(const Op& op, Draft& draft) {
  return std::visit(Overloaded{
                        [&](const CreateSchema&) { return no_directive(draft); },
                        [&](const DropSchema&) { return no_directive(draft); },
                        [&](const CreateExtension&) { return no_directive(draft); },
                        [&](const DropExtension&) { return no_directive(draft); },
                        [&](const AlterExtension&) { return no_directive(draft); },
                        [&](const CreateType&) { return no_directive(draft); },
                        [&](const DropType&) { return no_directive(draft); },
                        [&](const AlterType&) { return no_directive(draft); },
                        [&](const RenameTable& o) { return renamed_table(o, draft); },
                        [&](const MoveTable&) { return no_directive(draft); },
                        [&](const RenameColumn& o) { return renamed_column(o, draft); },
                        [&](const AttachTable&) { return no_directive(draft); },
                        [&](const DetachTable&) { return no_directive(draft); },
                        [&](const CreateEnum&) { return no_directive(draft); },
                        [&](const DropEnum&) { return no_directive(draft); },
                        [&](const AddEnumLabel&) { return no_directive(draft); },
                        [&](const ReplaceEnum&) { return no_directive(draft); },
                        [&](const CreateSequence&) { return no_directive(draft); },
                        [&](const DropSequence&) { return no_directive(draft); },
                        [&](const AlterSequence&) { return no_directive(draft); },
                        [&](const RenameSequence&) { return no_directive(draft); },
                        [&](const CreateTable& o) { return created_table(o, draft); },
                        [&](const DropTable& o) { return dropped_table(o.table, draft); },
                        [&](const AlterTable&) { return no_directive(draft); },
                        [&](const AddColumn& o) { return added_column(o, draft); },
                        [&](const DropColumn& o) { return dropped_column(o, draft); },
                        [&](const AlterColumn& o) { return altered_column(o, draft); },
                        [&](const AddConstraint& o) { return added_constraint(o, draft); },
                        [&](const DropConstraint& o) { return dropped_constraint(o, draft); },
                        [&](const RenameConstraint&) { return no_directive(draft); },
                        [&](const AlterConstraint&) { return no_directive(draft); },
                        [&](const ValidateConstraint&) { return no_directive(draft); },
                        [&](const SetComment& o) { return set_comment(o, draft); },
                        [&](const RebuildTable& o) { return alembic_rebuilt_table(o, draft); },
                    },
                    op);
}

bool drops_rows(const Op& op) {
  return std::holds_alternative<RebuildTable>(op) || std::holds_alternative<DropTable>(op);
}

}  // namespace

std::vector<std::string> executed_statements(const Op& op, const Dialect& dialect) {
  Statements calls;
  const bool rebuilds = std::holds_alternative<RebuildTable>(op);
  if (rebuilds) calls.push_back(execute_call("PRAGMA legacy_alter_table=ON"));
  for (const std::string& statement : sql_statements(op, dialect)) calls.push_back(execute_call(statement));
  if (rebuilds) calls.push_back(execute_call("PRAGMA legacy_alter_table=OFF"));
  return calls;
}

std::vector<std::string> alembic_statements(const Op& op, Draft& draft) {
  if (draft.fixes_settings() && changes_settings_inside(op)) return alembic_statements_apart(op);
  Draft attempt = draft;
  Statements calls = directives(op, attempt);
  if (!attempt.exact()) {
    calls = executed_statements(op, draft.dialect());
    if (drops_rows(op) && alembic_dialect(draft.dialect()).begins_transactions) draft.need_begin();
    return calls;
  }
  draft = attempt;
  return calls;
}

}  // namespace tenon
