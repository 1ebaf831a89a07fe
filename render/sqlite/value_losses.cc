// Finds the values that a rebuild may not preserve, and writes guards for them.

#include "render/sqlite/value_losses.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/projected_rows.h"
#include "render/sqlite/rebuild.h"
#include "sql/affinity.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string values(const RebuildTable& op) { return "temp." + quoted(op.helper_prefix + "_values", kSqlite); }

bool is_exact(std::string_view affinity) { return affinity == "INTEGER" || affinity == "NUMERIC"; }

/// Conversion to BLOB affinity changes nothing, and INTEGER and NUMERIC store the same values.
bool converts(std::string_view from, std::string_view to) {
  return from != to && to != "BLOB" && !(is_exact(from) && is_exact(to));
}

/// A number survives as text, and a REAL as an integer, with at least its first 15 digits.
bool is_expected(std::string_view from, std::string_view to) {
  return !(is_exact(from) && to == "TEXT") && !(from == "REAL" && is_exact(to));
}

bool is_fill(const ValueRisk& risk) { return risk.to.empty(); }

bool is_allowed(const RebuildTable& op, const ValueRisk& risk) {
  return std::ranges::find(op.may_lose, risk.word) != op.may_lose.end();
}

std::string numbered(const char* name, std::size_t number) {
  return quoted(name + std::to_string(number), kSqlite);
}

Guard fill_guard(const RebuildTable& op, const ValueRisk& risk) {
  return {op.declared.name.name.text + ": ",
          "rows have no value in " + risk.column.text +
              ", which its default would fill; generate with --allow fill_null if that is meant",
          "SELECT count(*) FROM " + quoted(op.actual.name, kSqlite) + " WHERE " +
              quoted(risk.column, kSqlite) + " IS NULL"};
}

Guard conversion_guard(const RebuildTable& op, const ValueRisk& risk, std::size_t number) {
  const std::string was = numbered("was", number);
  const std::string back = numbered("back", number);
  return {op.declared.name.name.text + ": ",
          "values of " + risk.column.text + " do not survive as " + risk.to +
              "; generate with --allow narrow_type if that is meant",
          "SELECT count(*) FROM " + values(op) + " WHERE typeof(" + was + ") <> typeof(" + back +
              ") OR quote(" + was + ") <> quote(" + back + ")"};
}

}  // namespace

std::vector<ValueRisk> value_risks(const RebuildTable& op) {
  std::vector<ValueRisk> risks;
  for (const Copied& copied : copied_columns(op)) {
    const Column& from = *find_column(op.actual, copied.column);
    const Column& to = *find_column(op.declared, copied.column);
    if (from.generated) continue;
    const std::string was(affinity_in(op.actual, from));
    const std::string is(affinity_in(op.declared, to));
    if (converts(was, is)) risks.push_back({from.name, "narrow_type", was, is, is_expected(was, is)});
    if (copied.expression != quoted(from.name, kSqlite))
      risks.push_back({from.name, "fill_null", "", "", false});
  }
  return risks;
}

std::string describe(const ValueRisk& risk) {
  return is_fill(risk) ? "filled by a default" : "not kept by the affinity " + risk.to;
}

RiskGuards risk_guards(const RebuildTable& op) {
  RiskGuards made;
  std::vector<std::string> columns;
  std::vector<std::string> into;
  std::vector<std::string> from;
  for (const ValueRisk& risk : value_risks(op)) {
    if (is_allowed(op, risk)) continue;
    if (is_fill(risk)) {
      made.guards.push_back(fill_guard(op, risk));
      continue;
    }
    const std::size_t number = columns.size() + 1;
    const std::string stored = numbered("stored", number);
    columns.push_back(numbered("was", number) + " BLOB, " + stored + " " + risk.to + ", " +
                      numbered("back", number) + " " + risk.from + " AS (" + stored + ")");
    into.push_back(numbered("was", number) + ", " + stored);
    from.push_back(quoted(risk.column, kSqlite) + ", " + quoted(risk.column, kSqlite));
    made.guards.push_back(conversion_guard(op, risk, number));
  }
  if (columns.empty()) return made;
  made.before = {"CREATE TABLE " + values(op) + " (" + joined(columns, ", ") + ")",
                 "INSERT INTO " + values(op) + " (" + joined(into, ", ") + ")\nSELECT " + joined(from, ", ") +
                     "\nFROM " + quoted(op.actual.name, kSqlite)};
  made.after = {"DROP TABLE " + values(op)};
  return made;
}

Guard unknown_parts_guard(const RebuildTable& op) {
  std::vector<std::string> columns;
  for (const Column& column : op.actual.columns) columns.push_back(literal(column.name.text));
  std::vector<std::string> parts;
  for (const Table* side : {&op.actual, &op.declared})
    for (const Constraint& constraint : side->constraints)
      if (std::holds_alternative<Index>(constraint)) parts.push_back(literal(name_of(constraint).text));
  for (const UnmodelledObject& trigger : op.triggers) parts.push_back(literal(trigger.name.name.text));
  std::ranges::sort(parts);
  parts.erase(std::ranges::unique(parts).begin(), parts.end());
  const std::string table = literal(op.actual.name.name.text);
  return {
      op.declared.name.name.text + ": ",
      "columns, indexes or triggers would be lost that did not exist when this was written",
      "SELECT (SELECT count(*) FROM pragma_table_xinfo(" + table + ") WHERE name COLLATE NOCASE NOT IN (" +
          joined(columns, ", ") +
          "))\n    + (SELECT count(*) FROM main.sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS "
          "NOT NULL\n        AND tbl_name = " +
          table + " COLLATE NOCASE AND name COLLATE NOCASE NOT IN (" + joined(parts, ", ") + "))"};
}

std::vector<std::string> risk_checks(const RebuildTable& op) {
  RiskGuards risks = risk_guards(op);
  risks.guards.push_back(unknown_parts_guard(op));
  const std::string table = "temp." + quoted(op.helper_prefix + "_checks", kSqlite);
  std::vector<std::string> columns;
  std::vector<std::string> counts;
  for (const Guard& guard : risks.guards) {
    const std::string column = numbered("lost", columns.size() + 1);
    columns.push_back(column + " CONSTRAINT " + quoted(guard.subject + guard.verdict, kSqlite) + " CHECK (" +
                      column + " = 0)");
    counts.push_back("(" + guard.count + ")");
  }
  std::vector<std::string> all = std::move(risks.before);
  all.push_back("CREATE TABLE " + table + " (" + joined(columns, ", ") + ")");
  all.push_back("INSERT INTO " + table + " VALUES (" + joined(counts, ", ") + ")");
  all.push_back("DROP TABLE " + table);
  for (std::string& statement : risks.after) all.push_back(std::move(statement));
  return all;
}

}  // namespace tenon
