// Writes columns and changes of columns as Alembic calls.

#include "render/alembic/column.h"

#include <algorithm>
#include <array>
#include <optional>

#include "model/inheritance.h"
#include "model/serial.h"
#include "render/alembic/dialect.h"
#include "render/alembic/python.h"
#include "render/alembic/type.h"
#include "render/alembic/unsaid.h"
#include "render/postgresql/casts.h"
#include "render/postgresql/clauses.h"
#include "render/postgresql/sequence.h"
#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "sql/character.h"
#include "sql/key.h"

namespace tenon {

namespace {

// SQLAlchemy creates a SERIAL for a numeric primary key unless autoincrement is off.
bool is_number_type(const Type& type) {
  static constexpr std::array<std::string_view, 6> kNumbers = {"integer", "bigint", "smallint",
                                                               "numeric", "real",   "double precision"};
  const std::string name = lower(type.key.substr(0, type.key.find('(')));
  return std::ranges::find(kNumbers, name) != kNumbers.end();
}

/// Returns a clause of a sequence as a keyword argument of sa.Identity: `INCREMENT BY 2` is `increment=2`.
std::optional<std::string> identity_argument(const std::string& clause) {
  static constexpr std::array<std::array<std::string_view, 2>, 5> kNumbers = {{
      {"START WITH ", "start"},
      {"INCREMENT BY ", "increment"},
      {"MINVALUE ", "minvalue"},
      {"MAXVALUE ", "maxvalue"},
      {"CACHE ", "cache"},
  }};
  if (clause == "CYCLE") return "cycle=True";
  for (const auto& [words, keyword] : kNumbers)
    if (clause.starts_with(words)) return std::string(keyword) + "=" + clause.substr(words.size());
  return std::nullopt;
}

std::string identity_call(const Identity& identity, Draft& draft) {
  PythonCall call("sa.Identity");
  call.add("always", python_bool(identity.always));
  for (const std::string& clause : sequence_clauses(identity.sequence)) {
    if (clause.starts_with("AS ")) continue;
    const auto argument = identity_argument(clause);
    if (argument)
      call.add(*argument);
    else
      draft.not_exact();
  }
  return call.line();
}

std::string computed_call(const Generated& generated, Draft& draft) {
  if (!generated.stored && !alembic_dialect(draft.dialect()).has_virtual_columns) draft.not_exact();
  return PythonCall("sa.Computed")
      .add(draft.sql(bare(generated.sqltext, draft.dialect())))
      .add("persisted", python_bool(generated.stored))
      .line();
}

void add_column_options(PythonCall& call, const Options& options, Draft& draft) {
  for (const Option& option : options) {
    if (option.key == "not_null_on_conflict")
      call.add("sqlite_on_conflict_not_null", python_string(option.value));
    else
      draft.not_exact();
  }
}

PythonCall alter_call(const AlterColumn& op, Draft& draft) {
  PythonCall call("op.alter_column");
  call.add(draft.name(op.table.name)).add(draft.name(op.declared.name));
  return call;
}

bool type_changes(const AlterColumn& op) {
  return op.actual.type != op.declared.type || op.actual.collation != op.declared.collation;
}

std::string rename_call(const AlterColumn& op, Draft& draft) {
  PythonCall call("op.alter_column");
  call.add(draft.name(op.table.name)).add(draft.name(op.actual.name));
  call.add("new_column_name", draft.name(op.declared.name));
  add_schema(call, op.table, draft);
  return call.line();
}

// ALTER COLUMN TYPE also converts the default, and fails if its value has no cast.
bool drops_default_first(const AlterColumn& op) { return op.actual.default_value && type_changes(op); }

std::string drop_default_call(const AlterColumn& op, Draft& draft) {
  PythonCall call = alter_call(op, draft);
  call.add("existing_type", alembic_type(op.actual, draft)).add("server_default", "None");
  add_schema(call, op.table, draft);
  return call.line();
}

void add_type(PythonCall& call, const AlterColumn& op, Draft& draft) {
  call.add("existing_type", alembic_type(op.actual, draft));
  if (!type_changes(op)) return;
  call.add("type_", alembic_type(op.declared, draft));
  if (const std::string cast = written_cast(op.actual.type, op.declared.type); !cast.empty())
    call.add("postgresql_using",
             draft.raw(Identifiers::always_quoted(draft.dialect())(op.declared.name) + cast));
}

void add_default(PythonCall& call, const AlterColumn& op, Draft& draft) {
  const auto& value = op.declared.default_value;
  if (value && (drops_default_first(op) || op.actual.default_value != value))
    call.add("server_default", alembic_default(*value, draft));
  if (!value && op.actual.default_value && !drops_default_first(op)) call.add("server_default", "None");
}

bool more_than_name_changes(const AlterColumn& op) {
  Column renamed = op.actual;
  renamed.name = op.declared.name;
  return renamed != op.declared;
}

// Returns `column` with what op.alter_column() can change as in `like`. Inheritance changes with the table.
Column altered_like(Column column, const Column& like) {
  column.name = like.name;
  column.type = like.type;
  column.collation = like.collation;
  column.nullable = like.nullable;
  column.default_value = like.default_value;
  column.comment = like.comment;
  column.inheritance = like.inheritance;
  return column;
}

// Tells whether a change is more than op.alter_column() writes. A default from a sequence needs statements of
// its own; storage is set again after a change of type.
bool needs_sql(const AlterColumn& op) {
  const auto& value = op.declared.default_value;
  const bool numbered =
      value && op.actual.default_value != value && lower(value->text).find("nextval") != std::string::npos;
  return numbered || altered_like(op.actual, op.declared) != op.declared ||
         (type_changes(op) && op.declared.options != settings_after_retyping(op.declared.options));
}

}  // namespace

std::string alembic_default(const Expression& value, Draft& draft) {
  return draft.sql_text(alembic_dialect(draft.dialect()).default_text(value));
}

namespace {

std::string type_argument(const Column& column, const ColumnStyle& style, Draft& draft) {
  if (!style.counts) return style.custom_type ? custom_type(column, draft) : alembic_type(column, draft);
  Column plain = column;
  plain.type = type(serial_integer(column.type.key), draft.dialect());
  return alembic_type(plain, draft);
}

}  // namespace

std::string alembic_column(const Column& column, const ColumnStyle& style, Draft& draft) {
  note_unsaid(draft, column, &Column::type, &Column::collation, &Column::nullable, &Column::default_value,
              &Column::identity, &Column::generated, &Column::comment, &Column::inheritance,
              &Column::options);
  PythonCall call("sa.Column");
  call.add(draft.name(column.name));
  call.add(type_argument(column, style, draft));
  if (column.generated) call.add(computed_call(*column.generated, draft));
  if (column.identity) call.add(identity_call(*column.identity, draft));
  if (column.default_value) call.add("server_default", alembic_default(*column.default_value, draft));
  if (style.counts)
    call.add("autoincrement", "True");
  else if (style.in_primary_key && draft.dialect().has_serial_types && is_number_type(column.type) &&
           !column.identity)
    call.add("autoincrement", "False");
  call.add("nullable", python_bool(column.nullable));
  add_column_options(call, column.options, draft);
  if (!column.comment.empty()) call.add("comment", draft.comment(column.comment));
  return call.line();
}

std::vector<std::string> alembic_altered_column(const AlterColumn& op, Draft& draft) {
  if (needs_sql(op)) {
    draft.not_exact();
    return {};
  }
  std::vector<std::string> calls;
  if (op.actual.name != op.declared.name) calls.push_back(rename_call(op, draft));
  if (drops_default_first(op)) calls.push_back(drop_default_call(op, draft));
  if (!more_than_name_changes(op)) return calls;
  PythonCall call = alter_call(op, draft);
  add_type(call, op, draft);
  add_default(call, op, draft);
  if (op.actual.nullable != op.declared.nullable) call.add("nullable", python_bool(op.declared.nullable));
  if (op.actual.comment != op.declared.comment)
    call.add("comment", draft.comment_or_none(op.declared.comment))
        .add("existing_comment", draft.comment_or_none(op.actual.comment));
  add_schema(call, op.table, draft);
  calls.push_back(call.line());
  return calls;
}

}  // namespace tenon
