// Writes the PostgreSQL statements of ops that alter an object in place.

#include "render/postgresql/alter.h"

#include <algorithm>
#include <string_view>

#include "render/postgresql/comment.h"
#include "render/postgresql/settings.h"
#include "render/postgresql/statements.h"
#include "render/postgresql/table_options.h"
#include "render/postgresql/types.h"
#include "render/sql/clauses.h"
#include "render/sql/text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// Changes whether the constraint is enforced (PostgreSQL 18); rows are validated with the change.
std::vector<std::string> changed_enforcement(const QualifiedName& table, const ForeignKey& actual,
                                             const ForeignKey& declared) {
  const bool enforced = !option(declared.options, "enforced");
  if (enforced == !option(actual.options, "enforced")) return {};
  return {"ALTER TABLE " + quoted(table, kPostgresql) + " ALTER CONSTRAINT " +
          quoted(declared.name, kPostgresql) + (enforced ? " ENFORCED" : " NOT ENFORCED")};
}

std::vector<std::string> changed_deferrability(const QualifiedName& table, const ForeignKey& actual,
                                               const ForeignKey& declared) {
  if (actual.deferrable == declared.deferrable && actual.initially_deferred == declared.initially_deferred)
    return {};
  const std::string to = declared.deferrable ? deferrability(true, declared.initially_deferred) +
                                                   (declared.initially_deferred ? "" : " INITIALLY IMMEDIATE")
                                             : " NOT DEFERRABLE";
  return {"ALTER TABLE " + quoted(table, kPostgresql) + " ALTER CONSTRAINT " +
          quoted(declared.name, kPostgresql) + to};
}

std::vector<std::string> changed_foreign_key(const QualifiedName& table, const ForeignKey& actual,
                                             const ForeignKey& declared) {
  std::vector<std::string> all = changed_deferrability(table, actual, declared);
  append_statements(all, changed_enforcement(table, actual, declared));
  return all;
}

}  // namespace

std::vector<std::string> postgres_altered_table(const AlterTable& op) {
  const QualifiedName& name = op.declared.name;
  std::vector<std::string> all = changed_table_options(name, op.actual.options, op.declared.options);
  if (op.actual.comment != op.declared.comment)
    all.push_back(comment_statement({Kind::kTable, name.schema, {}, name.name}, op.declared.comment));
  return all;
}

std::vector<std::string> postgres_altered_constraint(const AlterConstraint& op) {
  std::vector<std::string> all = changed_index_settings(op.table, op.actual, op.declared);
  if (const auto* key = std::get_if<ForeignKey>(&op.declared))
    append_statements(all, changed_foreign_key(op.table, std::get<ForeignKey>(op.actual), *key));
  if (constraint_comment(op.actual) != constraint_comment(op.declared))
    all.push_back(
        comment_statement({kind_of(op.declared), op.table.schema, op.table.name, name_of(op.declared)},
                          constraint_comment(op.declared)));
  return all;
}

std::vector<std::string> postgres_replaced_enum(const ReplaceEnum& op) {
  if (op.keeps_labels)
    return {postgres_warning(
        "type " + to_string(op.actual.name) +
        " keeps its labels: a partition key has this type, and PostgreSQL cannot recreate it there")};
  const QualifiedName old = set_aside(op.actual.name);
  std::vector<std::string> all{"ALTER TYPE " + quoted(op.actual.name, kPostgresql) + " RENAME TO " +
                               quoted(old.name, kPostgresql)};
  append_statements(all, postgres_statements(CreateEnum{op.declared}));
  for (const TypeUser& user : op.users) {
    const std::string dimensions = user.type.text.ends_with(']') ? "[]" : "";
    all.push_back(recast_column(user, op.declared.name,
                                quoted(user.column.column, kPostgresql) + "::text" + dimensions));
  }
  all.push_back("DROP TYPE " + quoted(old, kPostgresql));
  return all;
}

}  // namespace tenon
