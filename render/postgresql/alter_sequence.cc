// Writes ALTER SEQUENCE of PostgreSQL.

#include "render/postgresql/alter_sequence.h"

#include "render/postgresql/comment.h"
#include "render/postgresql/sequence.h"
#include "render/sql/text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string alter(const QualifiedName& name, const std::vector<std::string>& clauses) {
  return "ALTER SEQUENCE " + quoted(name, kPostgresql) + " " + joined(clauses, " ");
}

/// ALTER SEQUENCE rejects bounds that exclude the current value; such a sequence is restarted.
void move_into_bounds(std::vector<std::string>& all, const AlterSequence& op) {
  const SequenceOptions& to = op.declared.options;
  if (!narrows(op.actual.options, to)) return;
  const auto widening = changed_sequence_clauses(op.actual.options, spanning(op.actual.options, to));
  if (!widening.empty()) all.push_back(alter(op.declared.name, widening));
  const std::string name = quoted(op.declared.name, kPostgresql);
  all.push_back("SELECT pg_catalog.setval(" + literal(name) + ", " + to.start + ", false) FROM " + name +
                "\nWHERE last_value NOT BETWEEN " + to.minimum + " AND " + to.maximum);
}

}  // namespace

std::vector<std::string> postgres_altered_sequence(const AlterSequence& op) {
  std::vector<std::string> all;
  move_into_bounds(all, op);
  const SequenceOptions from =
      all.size() > 1 ? spanning(op.actual.options, op.declared.options) : op.actual.options;
  std::vector<std::string> clauses = changed_sequence_clauses(from, op.declared.options);
  if (op.actual.owned_by != op.declared.owned_by) {
    const auto& owner = op.declared.owned_by;
    clauses.push_back(
        "OWNED BY " +
        (owner ? quoted(owner->table, kPostgresql) + "." + quoted(owner->column, kPostgresql) : "NONE"));
  }
  const QualifiedName& name = op.declared.name;
  if (!clauses.empty()) all.push_back(alter(name, clauses));
  if (op.unlogged) all.push_back(alter(name, {*op.unlogged ? "SET UNLOGGED" : "SET LOGGED"}));
  if (op.actual.comment != op.declared.comment)
    all.push_back(comment_statement({Kind::kSequence, name.schema, {}, name.name}, op.declared.comment));
  return all;
}

}  // namespace tenon
