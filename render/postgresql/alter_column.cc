// Writes ALTER COLUMN of PostgreSQL.

#include "render/postgresql/alter_column.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/not_null.h"
#include "render/postgresql/alter_identity.h"
#include "render/postgresql/casts.h"
#include "render/postgresql/clauses.h"
#include "render/postgresql/comment.h"
#include "render/postgresql/not_null.h"
#include "render/postgresql/session.h"
#include "render/postgresql/settings.h"
#include "render/sql/text.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool type_changes(const AlterColumn& op) {
  return !(op.actual.type == op.declared.type) || !(op.actual.collation == op.declared.collation);
}

/// ALTER COLUMN TYPE also converts the default, and fails if its value has no cast; an identity column must
/// have no default.
bool drops_default_first(const AlterColumn& op) {
  return op.actual.default_value && (type_changes(op) || !op.declared.default_value);
}

std::string type_action(const AlterColumn& op) {
  const Column& to = op.declared;
  std::string text = "SET DATA TYPE " + to.type.text;
  if (!to.collation.empty()) text += " COLLATE " + quoted(to.collation, kPostgresql);
  if (const std::string cast = written_cast(op.actual.type, to.type); !cast.empty())
    text += " USING " + quoted(to.name, kPostgresql) + cast;
  return text;
}

/// Returns the actions on the column, in an order in which each one's requirements hold.
std::vector<std::string> actions(const AlterColumn& op) {
  const Column& from = op.actual;
  const Column& to = op.declared;
  std::vector<std::string> all;
  if (from.generated && !to.generated) all.emplace_back("DROP EXPRESSION");
  if (from.identity && !to.identity) all.emplace_back("DROP IDENTITY");
  if (drops_default_first(op)) all.emplace_back("DROP DEFAULT");
  if (type_changes(op)) all.push_back(type_action(op));
  if (!from.nullable && to.nullable) all.emplace_back("DROP NOT NULL");
  if (from.nullable && !to.nullable && !has_not_null_options(to.options)) all.emplace_back("SET NOT NULL");
  if (to.default_value && (drops_default_first(op) || from.default_value != to.default_value))
    all.push_back("SET DEFAULT " + postgres_default(*to.default_value));
  if (!from.identity && to.identity) all.push_back("ADD " + identity_clause(*to.identity));
  if (const std::string identity = identity_action(op); !identity.empty() && !identity_moves(op))
    all.push_back(identity);
  return all;
}

/// Dates in rows are converted under the settings of the session, constants in a default under those of the
/// script.
bool sets_default_apart(const AlterColumn& op) {
  return op.declared.default_value && converts_dates(op) && holds_dates(op.declared.default_value->text);
}

void require_alterable(const AlterColumn& op) {
  const std::string column = to_string(op.table) + "." + op.declared.name.text;
  if (op.declared.generated && op.actual.generated != op.declared.generated)
    throw Error(
        Fault::kUnsupported,
        "column " + column +
            " cannot become a generated column or change its expression in place; drop it and add it again");
}

bool is_integer(const Type& type) {
  return type.key == "integer" || type.key == "bigint" || type.key == "smallint";
}

/// Returns the sequence in `nextval('public.orders_id_seq'::regclass)` as spelled in the literal.
std::optional<std::string> sequence_of(const std::optional<Expression>& value) {
  if (!value) return std::nullopt;
  const std::vector<Token> all = tokens(value->text, kPostgresql);
  for (std::size_t i = 0; i + 2 < all.size(); ++i)
    if (is_word(all[i], "nextval") && all[i + 1].text == "(" && all[i + 2].kind == TokenKind::kString)
      return content(all[i + 2]);
  return std::nullopt;
}

/// Returns the highest value in the column, or the lowest where the sequence counts down.
std::string furthest(const AlterColumn& op, bool ascending) {
  return "(SELECT " + std::string(ascending ? "max(" : "min(") + quoted(op.declared.name, kPostgresql) +
         ") AS reached FROM " + quoted(op.table, kPostgresql) + ") AS t";
}

/// An identity sequence on a column with rows continues after their values.
std::vector<std::string> identity_goes_on(const AlterColumn& op) {
  const SequenceOptions& sequence = op.declared.identity->sequence;
  const bool ascending = !sequence.increment.starts_with('-');
  return {
      "SELECT pg_catalog.setval(d.objid::pg_catalog.regclass, t.reached)\nFROM pg_catalog.pg_depend AS d\n"
      "JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid\n"
      "CROSS JOIN " +
      furthest(op, ascending) +
      "\nWHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i'\n"
      "  AND d.refobjid = " +
      literal(quoted(op.table, kPostgresql)) + "::pg_catalog.regclass AND a.attname = " +
      literal(op.declared.name.text) + "\n  AND t.reached " + (ascending ? ">= " : "<= ") + sequence.start};
}

std::vector<std::string> sequence_goes_on(const AlterColumn& op, const std::string& sequence) {
  return {"SELECT pg_catalog.setval(" + literal(sequence) + ", t.reached)\nFROM " + furthest(op, true) +
          "\nWHERE t.reached >= (SELECT last_value FROM " + sequence + ")"};
}

std::vector<std::string> numbering_goes_on(const AlterColumn& op) {
  if (op.declared.identity && !op.actual.identity) return identity_goes_on(op);
  const auto sequence = sequence_of(op.declared.default_value);
  if (!sequence || !is_integer(op.declared.type) || sequence == sequence_of(op.actual.default_value))
    return {};
  return sequence_goes_on(op, *sequence);
}

}  // namespace

std::vector<std::string> postgres_altered_column(const AlterColumn& op) {
  require_alterable(op);
  std::vector<std::string> all;
  const std::string alter = "ALTER TABLE " + quoted(op.table, kPostgresql);
  if (op.actual.name != op.declared.name)
    all.push_back(alter + " RENAME COLUMN " + quoted(op.actual.name, kPostgresql) + " TO " +
                  quoted(op.declared.name, kPostgresql));
  const bool first = narrows_integer(op.actual.type, op.declared.type);
  if (first) append_statements(all, postgres_moved_identity(op));
  append_statements(all, changed_not_null(op));
  std::vector<std::string> parts;
  std::vector<std::string> later;
  const bool apart = sets_default_apart(op);
  for (const std::string& action : actions(op)) {
    const std::string part = "ALTER COLUMN " + quoted(op.declared.name, kPostgresql) + " " + action;
    if (apart && action.starts_with("SET DEFAULT "))
      later.push_back(alter + " " + part);
    else
      parts.push_back(part);
  }
  if (parts.size() == 1) all.push_back(alter + " " + parts.front());
  if (parts.size() > 1) all.push_back(alter + "\n    " + joined(parts, ",\n    "));
  append_statements(all, std::move(later));
  if (!first) append_statements(all, postgres_moved_identity(op));
  append_statements(all, changed_column_settings(op));
  append_statements(all, numbering_goes_on(op));
  if (op.actual.comment != op.declared.comment)
    all.push_back(comment_statement({Kind::kColumn, op.table.schema, op.table.name, op.declared.name},
                                    op.declared.comment));
  return all;
}

}  // namespace tenon
