// Makes a SQLite schema again in memory, and compiles its views and triggers there.

#include "app/sqlite_copy.h"

#include <algorithm>
#include <map>

#include "app/compare.h"
#include "model/dialect.h"
#include "model/unmodelled.h"
#include "render/definition.h"
#include "render/sql_script.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

constexpr std::string_view kEvents[] = {"INSERT", "UPDATE", "DELETE"};

/// Returns the columns after UPDATE OF, folded. SQLite does not check whether the table has them.
std::vector<std::string> update_columns(const std::string& sql) {
  const std::vector<Token> all = tokens(sql, kSqlite);
  std::vector<std::string> columns;
  for (std::size_t at = 1; at < all.size() && !is_word(all[at], "on"); ++at)
    if (is_word(all[at], "of") && is_word(all[at - 1], "update"))
      for (++at; at < all.size() && !is_word(all[at], "on"); ++at)
        if (all[at].text != ",") columns.push_back(lower(content(all[at])));
  return columns;
}

/// Returns the first of these columns that the relation lacks; a trigger on it never fires.
std::string lost_column(const std::string& sql, const std::vector<std::string>& present) {
  for (const std::string& wanted : update_columns(sql)) {
    const auto is_it = [&](const std::string& column) { return lower(column) == wanted; };
    if (std::ranges::none_of(present, is_it)) return wanted;
  }
  return {};
}

bool is_rename(const Op& op) {
  return std::holds_alternative<RenameTable>(op) || std::holds_alternative<RenameColumn>(op);
}

/// Calls `use` for each object of one role, in order.
template <class Use>
void for_each_of_role(const Catalog& catalog, UnmodelledRole role, Use use) {
  for (const UnmodelledObject& other : catalog.unmodelled)
    if (role_of(other) == role) use(other);
}

}  // namespace

std::string SqliteDependent::describe() const {
  return kind + " " + name + (table.empty() ? "" : " of " + table);
}

std::string sqlite_trigger_event(const std::string& sql) {
  for (const Token& token : tokens(sql, kSqlite))
    for (const std::string_view event : kEvents)
      if (is_word(token, lower(event))) return std::string(event);
  return {};
}

std::string sqlite_probe(const std::string& event, const std::string& relation,
                         const std::vector<std::string>& columns) {
  const std::string name = quoted(relation, kSqlite);
  if (event == "DELETE") return "DELETE FROM " + name + " WHERE 0";
  if (event == "INSERT")
    return "INSERT INTO " + name + " (" + quoted(columns.front(), kSqlite) + ") SELECT NULL WHERE 0";
  std::string set;
  for (const std::string& column : columns)
    set += (set.empty() ? "" : ", ") + quoted(column, kSqlite) + " = " + quoted(column, kSqlite);
  return "UPDATE " + name + " SET " + set + " WHERE 0";
}

SqliteCopy::SqliteCopy(const Catalog& catalog) {
  const bool is_stored =
      std::ranges::all_of(catalog.tables, [](const Table& t) { return !t.stored_sql->empty(); });
  if (is_stored) {
    for (const Table& table : catalog.tables) make(*table.stored_sql, table.name.name.key);
  } else {
    run(creation(catalog));
  }
  const auto make_other = [&](const auto& other) { make(other.definition, other.name.name.key); };
  const auto make_not_understood = [&](bool indexes) {
    for (const NotUnderstoodObject& object : catalog.not_understood)
      if (object.is_index() == indexes) make_other(object);
  };
  make_not_understood(false);
  for_each_of_role(catalog, UnmodelledRole::kVirtualTable, make_other);
  for (const Table& table : catalog.tables)
    for (const Constraint& constraint : table.constraints)
      if (const auto* index = std::get_if<Index>(&constraint); index && is_stored)
        make(*index->stored_sql, "");
  for_each_of_role(catalog, UnmodelledRole::kIndex, make_other);
  make_not_understood(true);
  for_each_of_role(catalog, UnmodelledRole::kView, make_other);
  for_each_of_role(catalog, UnmodelledRole::kTrigger, make_other);
}

void SqliteCopy::make(const std::string& statement, const std::string& name) {
  if (scratch_.run(statement) && !name.empty()) missing_.insert(name);
}

std::optional<std::string> SqliteCopy::run(const Plan& plan) const {
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) {
      scratch_.run(is_rename(op) ? "PRAGMA legacy_alter_table = OFF" : "PRAGMA legacy_alter_table = ON");
      for (const std::string& statement : sql_statements(op, kSqlite))
        if (const auto refusal = scratch_.run(statement)) return refusal->message;
    }
  return std::nullopt;
}

std::vector<std::string> SqliteCopy::columns(const std::string& relation) const {
  const std::string query = "PRAGMA main.table_xinfo(" + quoted(relation, kSqlite) + ")";
  std::vector<std::string> found;
  if (scratch_.compile(query)) return found;
  scratch_.query(query, [&](const SqliteRow& row) {
    if (row.integer(6) == 0) found.emplace_back(row.text(1));
  });
  return found;
}

std::vector<SqliteDependent> SqliteCopy::dependents() const {
  std::vector<SqliteDependent> all;
  scratch_.query(
      "SELECT type, name, iif(type = 'view', '', tbl_name), sql FROM main.sqlite_schema "
      "WHERE type IN ('view', 'trigger') ORDER BY type DESC, rowid",
      [&](const SqliteRow& row) {
        all.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3)), ""});
      });
  for (SqliteDependent& each : all)
    if (each.is_view())
      if (const auto refusal = scratch_.compile("SELECT * FROM " + quoted(each.name, kSqlite)))
        each.error = refusal->message;
  judge_triggers(all);
  return all;
}

/// Triggers fire one another, so what one of them lacks makes the statements of all fail. To find the one at
/// fault, each is compiled without all others except those that make other views writable.
void SqliteCopy::judge_triggers(std::vector<SqliteDependent>& all) const {
  std::map<std::string, std::vector<SqliteDependent*>> by_relation;
  for (SqliteDependent& each : all)
    if (!each.is_view()) by_relation[lower(each.table)].push_back(&each);
  std::set<std::string> views;
  for (const SqliteDependent& each : all)
    if (each.is_view()) views.insert(lower(each.name));
  const auto drop = [&](const SqliteDependent* trigger) {
    scratch_.run("DROP TRIGGER main." + quoted(trigger->name, kSqlite));
  };
  scratch_.run("SAVEPOINT \"judging\"");
  for (const auto& [relation, triggers] : by_relation)
    if (!views.contains(relation)) std::ranges::for_each(triggers, drop);
  for (const auto& [relation, triggers] : by_relation) {
    if (views.contains(relation)) std::ranges::for_each(triggers, drop);
    for (SqliteDependent* each : triggers) {
      const auto refusal = scratch_.run(each->sql);
      each->error = refusal ? refusal->message : judged(*each);
      drop(each);
    }
    if (views.contains(relation))
      for (const SqliteDependent* each : triggers) scratch_.run(each->sql);
  }
  scratch_.run("ROLLBACK TO \"judging\"");
  scratch_.run("RELEASE \"judging\"");
}

std::string SqliteCopy::judged(const SqliteDependent& trigger) const {
  const std::vector<std::string> present = columns(trigger.table);
  if (present.empty()) return trigger.table + " does not compile";
  const std::string event = sqlite_trigger_event(trigger.sql);
  if (event.empty()) return {};
  if (const auto refusal = scratch_.compile(sqlite_probe(event, trigger.table, present)))
    return refusal->message;
  const std::string lost = lost_column(trigger.sql, present);
  return lost.empty() ? "" : "UPDATE OF waits for a column that is not there: " + lost;
}

}  // namespace tenon
