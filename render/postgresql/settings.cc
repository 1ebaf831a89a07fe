// Writes settings of columns and indexes that need statements of their own.

#include "render/postgresql/settings.h"

#include "model/inheritance.h"
#include "render/postgresql/clauses.h"
#include "render/postgresql/not_null.h"
#include "render/postgresql/session.h"
#include "render/sql/text.h"
#include "sql/character.h"
#include "sql/quote.h"
#include "sql/storage.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

constexpr std::string_view kStatistics = "statistics.";

std::string text_or(const std::string* value, const char* otherwise) { return value ? *value : otherwise; }

bool differs(const std::string* from, const std::string* to) {
  return (from == nullptr) != (to == nullptr) || (from && *from != *to);
}

/// Returns the storage parameters of `options` that `others` does not have or has with another value: as
/// `fillfactor = 70`, or only their names.
Statements parameters(const Options& options, const Options& others, bool by_name) {
  Statements all;
  for (const Option& each : options) {
    const std::string_view name = storage_parameter(each);
    const std::string* other = option(others, each.key);
    if (name.empty() || (by_name ? other != nullptr : other && *other == each.value)) continue;
    all.push_back(by_name ? std::string(name) : storage_option(each));
  }
  return all;
}

/// Returns `SET (...)` and `RESET (...)` as far as they are needed.
Statements parameter_actions(const Options& from, const Options& to) {
  Statements all;
  if (const Statements set = parameters(to, from, false); !set.empty())
    all.push_back("SET (" + joined(set, ", ") + ")");
  if (const Statements reset = parameters(from, to, true); !reset.empty())
    all.push_back("RESET (" + joined(reset, ", ") + ")");
  return all;
}

std::string alter_only(const QualifiedName& table, const Name& column, const std::string& action) {
  return "ALTER TABLE ONLY " + quoted(table, kPostgresql) + " ALTER COLUMN " + quoted(column, kPostgresql) +
         " " + action;
}

/// Only the server knows the default storage of a user-defined type: PostgreSQL 16 accepts SET STORAGE
/// DEFAULT; for older ones the value is read from their catalog.
std::string storage_of_type(const QualifiedName& table, const Name& column) {
  const std::string body =
      "BEGIN EXECUTE (SELECT pg_catalog.format('ALTER TABLE ONLY %s ALTER COLUMN %I SET STORAGE %s', " +
      literal(quoted(table, kPostgresql)) +
      ", a.attname, CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' "
      "WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END) FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_type "
      "AS t "
      "ON t.oid = a.atttypid WHERE a.attrelid = " +
      literal(quoted(table, kPostgresql)) + "::pg_catalog.regclass AND a.attname = " + literal(column.text) +
      "); END";
  return "DO " + literal(settled_for_sessions(body));
}

std::string set_storage(const QualifiedName& table, const Column& column) {
  const std::string_view standard = standard_storage(column.type);
  if (const std::string* storage = option(column.options, "storage"))
    return alter_only(table, column.name, "SET STORAGE " + upper(*storage));
  if (standard.empty()) return storage_of_type(table, column.name);
  return alter_only(table, column.name, "SET STORAGE " + upper(standard));
}

/// Returns the settings that are not inherited.
Statements own_settings(const QualifiedName& table, const Name& column, const Options& from,
                        const Options& to) {
  Statements all;
  const std::string* target = option(to, "statistics");
  if (differs(option(from, "statistics"), target))
    all.push_back(alter_only(table, column, "SET STATISTICS " + text_or(target, "-1")));
  for (const std::string& action : parameter_actions(from, to))
    all.push_back(alter_only(table, column, action));
  return all;
}

Statements marks(const QualifiedName& table, const Name& index, const Options& from, const Options& to) {
  Statements all;
  const std::string alter = "ALTER TABLE " + quoted(table, kPostgresql);
  const auto say = [&](std::string_view mark, const std::string& yes, const std::string& no) {
    const std::string* is = option(to, mark);
    if (differs(option(from, mark), is)) all.push_back(alter + (is ? yes + quoted(index, kPostgresql) : no));
  };
  say("clustered", " CLUSTER ON ", " SET WITHOUT CLUSTER");
  say("replica_identity", " REPLICA IDENTITY USING INDEX ", " REPLICA IDENTITY DEFAULT");
  return all;
}

/// Returns the comment on the index of a key.
Statements index_comment(const QualifiedName& index, const Options& from, const Options& to) {
  const std::string* comment = option(to, "index_comment");
  if (!differs(option(from, "index_comment"), comment)) return {};
  return {"COMMENT ON INDEX " + quoted(index, kPostgresql) + " IS " + (comment ? literal(*comment) : "NULL")};
}

Statements targets(const QualifiedName& index, const Options& from, const Options& to) {
  Statements all;
  const auto say = [&](const Option& each, const std::string& target) {
    all.push_back("ALTER INDEX " + quoted(index, kPostgresql) + " ALTER COLUMN " +
                  each.key.substr(kStatistics.size()) + " SET STATISTICS " + target);
  };
  for (const Option& each : to)
    if (each.key.starts_with(kStatistics) && differs(option(from, each.key), &each.value))
      say(each, each.value);
  for (const Option& each : from)
    if (each.key.starts_with(kStatistics) && !option(to, each.key)) say(each, "-1");
  return all;
}

}  // namespace

std::vector<std::string> storage_actions(const Options& options) {
  Statements all;
  if (const std::string* storage = option(options, "storage"))
    all.push_back("SET STORAGE " + upper(*storage));
  if (const std::string* method = option(options, "compression")) all.push_back("SET COMPRESSION " + *method);
  return all;
}

std::vector<std::string> column_settings(const QualifiedName& table, const Column& column) {
  Statements all = added_not_null(table, column);
  if (const std::string* storage = option(column.options, "storage"))
    all.push_back("ALTER TABLE " + quoted(table, kPostgresql) + " ALTER COLUMN " +
                  quoted(column.name, kPostgresql) + " SET STORAGE " + upper(*storage));
  append_statements(all, own_settings(table, column.name, {}, column.options));
  return all;
}

std::vector<std::string> changed_column_settings(const AlterColumn& op) {
  const Column& to = op.declared;
  const bool retyped = !(op.actual.type == to.type) || !(op.actual.collation == to.collation);
  const Options from = retyped ? settings_after_retyping(op.actual.options) : op.actual.options;
  Statements all;
  if (differs(option(from, "storage"), option(to.options, "storage")))
    all.push_back(set_storage(op.table, to));
  const std::string* method = option(to.options, "compression");
  if (differs(option(from, "compression"), method))
    all.push_back(alter_only(op.table, to.name, "SET COMPRESSION " + text_or(method, "default")));
  append_statements(all, own_settings(op.table, to.name, from, to.options));
  return all;
}

std::string set_tablespace(const std::string* tablespace) {
  return " SET TABLESPACE " + quoted(Name(text_or(tablespace, "pg_default")), kPostgresql);
}

std::vector<std::string> index_settings(const QualifiedName& table, const Constraint& constraint) {
  const Options* options = index_options_of(constraint);
  if (!options) return {};
  Statements all = marks(table, name_of(constraint), {}, *options);
  append_statements(all, targets({table.schema, name_of(constraint)}, {}, *options));
  append_statements(all, index_comment({table.schema, name_of(constraint)}, {}, *options));
  return all;
}

std::vector<std::string> changed_index_settings(const QualifiedName& table, const Constraint& actual,
                                                const Constraint& declared) {
  const Options* from = index_options_of(actual);
  const Options* to = index_options_of(declared);
  if (!from || !to) return {};
  const QualifiedName index{table.schema, name_of(declared)};
  Statements all;
  for (const std::string& action : parameter_actions(*from, *to))
    all.push_back("ALTER INDEX " + quoted(index, kPostgresql) + " " + action);
  if (const std::string* space = option(*to, "tablespace"); differs(option(*from, "tablespace"), space))
    all.push_back("ALTER INDEX " + quoted(index, kPostgresql) + set_tablespace(space));
  append_statements(all, marks(table, index.name, *from, *to));
  append_statements(all, targets(index, *from, *to));
  append_statements(all, index_comment(index, *from, *to));
  return all;
}

}  // namespace tenon
