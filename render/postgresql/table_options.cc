// Writes options of tables for CREATE TABLE and ALTER TABLE.

#include "render/postgresql/table_options.h"

#include <string_view>
#include <utility>

#include "model/constraint.h"
#include "model/error.h"
#include "render/postgresql/clauses.h"
#include "render/postgresql/settings.h"
#include "render/sql/text.h"
#include "sql/character.h"
#include "sql/quote.h"

namespace tenon {

namespace {

bool is_storage(const Option& option) { return !storage_parameter(option).empty(); }

std::string storage_name(const Option& option) { return std::string(storage_parameter(option)); }

/// Tells whether a change of the option needs a new table.
bool is_for_ever(const Option& option) {
  return option.key == "partition_by" || option.key == "partition_bound";
}

[[noreturn]] void refuse(const QualifiedName& table, const std::string& key) {
  throw Error(Fault::kUnsupported, "table " + to_string(table) + " differs in " + key +
                                       ", which cannot be changed in place; move its rows to a new table");
}

std::string storage_with(const Options& options) {
  std::vector<std::string> parts;
  for (const Option& option : options)
    if (is_storage(option)) parts.push_back(storage_option(option));
  return parts.empty() ? "" : " WITH (" + joined(parts, ", ") + ")";
}

void add_storage_changes(std::vector<std::string>& all, const QualifiedName& table, const Options& actual,
                         const Options& declared) {
  std::vector<std::string> set;
  std::vector<std::string> reset;
  for (const Option& o : declared)
    if (const std::string* from = option(actual, o.key); is_storage(o) && (!from || *from != o.value))
      set.push_back(storage_option(o));
  for (const Option& o : actual)
    if (is_storage(o) && !option(declared, o.key)) reset.push_back(storage_name(o));
  if (!set.empty())
    all.push_back("ALTER TABLE " + quoted(table, kPostgresql) + " SET (" + joined(set, ", ") + ")");
  if (!reset.empty())
    all.push_back("ALTER TABLE " + quoted(table, kPostgresql) + " RESET (" + joined(reset, ", ") + ")");
}

void require_changeable(const QualifiedName& table, const Options& from, const Options& to) {
  for (const Option& o : from) {
    const std::string* other = option(to, o.key);
    const bool same = other && *other == o.value;
    if (!same && is_for_ever(o)) refuse(table, o.key);
  }
}

/// Returns the actions of ALTER TABLE that lead from one table's settings to the other's.
std::vector<std::string> setting_actions(const Options& actual, const Options& declared) {
  std::vector<std::string> all;
  const auto add = [&](const char* key, const auto& action) {
    const std::string* from = option(actual, key);
    const std::string* to = option(declared, key);
    if ((from ? *from : "") != (to ? *to : "")) all.push_back(action(to));
  };
  using Value = const std::string*;
  add("unlogged", [](Value to) { return to ? " SET UNLOGGED" : " SET LOGGED"; });
  add("access_method",
      [](Value to) { return " SET ACCESS METHOD " + quoted(Name(to ? *to : "heap"), kPostgresql); });
  add("tablespace", [](Value to) { return set_tablespace(to); });
  add("row_security",
      [](Value to) { return to ? " ENABLE ROW LEVEL SECURITY" : " DISABLE ROW LEVEL SECURITY"; });
  add("force_row_security",
      [](Value to) { return to ? " FORCE ROW LEVEL SECURITY" : " NO FORCE ROW LEVEL SECURITY"; });
  add("replica_identity", [](Value to) { return " REPLICA IDENTITY " + (to ? upper(*to) : "DEFAULT"); });
  return all;
}

}  // namespace

std::string postgres_table_prefix(const Options& options) {
  return option(options, "unlogged") ? "UNLOGGED " : "";
}

std::string postgres_table_options(const Options& options) {
  const auto clause = [&](std::string_view key, const std::string& before) {
    const std::string* value = option(options, key);
    return value ? before + *value : "";
  };
  const auto named = [&](std::string_view key, const std::string& before) {
    const std::string* value = option(options, key);
    return value ? before + quoted(Name(*value), kPostgresql) : "";
  };
  return clause("partition_bound", " ") + clause("partition_by", " PARTITION BY ") +
         named("access_method", " USING ") + storage_with(options) + named("tablespace", " TABLESPACE ");
}

std::vector<std::string> created_table_settings(const QualifiedName& table, const Options& options) {
  Options made = options;
  for (const char* key : {"row_security", "force_row_security", "replica_identity"})
    made = with_option(std::move(made), key, "");
  return changed_table_options(table, made, options);
}

std::vector<std::string> changed_table_options(const QualifiedName& table, const Options& actual,
                                               const Options& declared) {
  require_changeable(table, actual, declared);
  require_changeable(table, declared, actual);
  std::vector<std::string> all;
  for (const std::string& action : setting_actions(actual, declared))
    all.push_back("ALTER TABLE " + quoted(table, kPostgresql) + action);
  add_storage_changes(all, table, actual, declared);
  return all;
}

}  // namespace tenon
