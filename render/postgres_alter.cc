#include "render/postgres_alter.h"

#include <algorithm>
#include <string_view>

#include "model/overloaded.h"
#include "render/postgres_clauses.h"
#include "render/postgres_comment.h"
#include "render/postgres_table_options.h"
#include "render/postgres_types.h"
#include "render/sql_clauses.h"
#include "render/sql_text.h"
#include "render/sql_writer.h"
#include "sql/quote.h"

namespace tenon {

namespace {

void append(std::vector<std::string>& all, std::vector<std::string> more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::vector<std::string> changed_index_options(const QualifiedName& index, const Options& actual,
                                               const Options& declared) {
  std::vector<std::string> set;
  std::vector<std::string> reset;
  for (const Option& o : declared)
    if (const std::string* from = option(actual, o.key); !from || *from != o.value)
      set.push_back(storage_option(o));
  for (const Option& o : actual)
    if (!option(declared, o.key)) reset.push_back(o.key);
  std::vector<std::string> all;
  const std::string alter = "ALTER INDEX " + quoted(index);
  if (!set.empty()) all.push_back(alter + " SET (" + joined(set, ", ") + ")");
  if (!reset.empty()) all.push_back(alter + " RESET (" + joined(reset, ", ") + ")");
  return all;
}

std::vector<std::string> changed_deferrability(const QualifiedName& table, const ForeignKey& actual,
                                               const ForeignKey& declared) {
  if (actual.deferrable == declared.deferrable && actual.initially_deferred == declared.initially_deferred)
    return {};
  const std::string to = declared.deferrable ? deferrability(true, declared.initially_deferred) +
                                                   (declared.initially_deferred ? "" : " INITIALLY IMMEDIATE")
                                             : " NOT DEFERRABLE";
  return {"ALTER TABLE " + quoted(table) + " ALTER CONSTRAINT " + quoted(declared.name) + to};
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
  const QualifiedName index{op.table.schema, name_of(op.declared)};
  const auto storage = [&](const auto& declared) {
    const auto& actual = std::get<std::decay_t<decltype(declared)>>(op.actual);
    return changed_index_options(index, actual.options, declared.options);
  };
  std::vector<std::string> all =
      std::visit(Overloaded{
                     [&](const PrimaryKey& c) { return storage(c); },
                     [&](const Unique& c) { return storage(c); },
                     [&](const Index& c) { return storage(c); },
                     [&](const Check&) { return std::vector<std::string>(); },
                     [&](const Exclusion& c) { return storage(c); },
                     [&](const ForeignKey& c) {
                       return changed_deferrability(op.table, std::get<ForeignKey>(op.actual), c);
                     },
                 },
                 op.declared);
  if (constraint_comment(op.actual) != constraint_comment(op.declared))
    all.push_back(
        comment_statement({kind_of(op.declared), op.table.schema, op.table.name, name_of(op.declared)},
                          constraint_comment(op.declared)));
  return all;
}

std::vector<std::string> postgres_replaced_enum(const ReplaceEnum& op) {
  const QualifiedName old = set_aside(op.actual.name);
  std::vector<std::string> all{"ALTER TYPE " + quoted(op.actual.name) + " RENAME TO " + quoted(old.name)};
  append(all, postgres_statements(CreateEnum{op.declared}));
  for (const TypeUser& user : op.users) all.push_back(recast_column(user, op.declared.name, "text"));
  all.push_back("DROP TYPE " + quoted(old));
  return all;
}

}  // namespace tenon
