// Reads one table or index from its stored text, or returns why it is not understood.

#include "reflect/sqlite/table.h"

#include "model/dialect.h"
#include "reflect/sqlite/columns.h"
#include "reflect/sqlite/keys.h"
#include "reflect/sqlite/references.h"
#include "reflect/sqlite/stored.h"
#include "sql/key.h"
#include "sql/lone_strings.h"

namespace tenon {

namespace {

std::vector<Constraint> sqlite_checks(const StoredTable& stored, const std::vector<Column>& columns) {
  std::vector<Constraint> checks;
  const std::vector<Name> names = column_names(columns);
  for_each_clause<CheckClause>(
      stored.scanned, [&](const ScannedClause& clause, const CheckClause& check, const ScannedColumn*) {
        Check made;
        made.name = kSqlite.name_of(clause.name.text);
        made.named_by = named_by(clause.name);
        made.sqltext = expression_over(stored.text(check.expression), names, kSqlite);
        checks.emplace_back(std::move(made));
      });
  return checks;
}

// SQLite allows two constraints of one name; tenon identifies constraints by name.
void require_distinct_names(const std::vector<Constraint>& constraints) {
  for (auto one = constraints.begin(); one != constraints.end(); ++one)
    for (auto other = constraints.begin(); other != one; ++other)
      require_agreement(
          name_of(*one).empty() || one->index() != other->index() || name_of(*one) != name_of(*other),
          "it has two constraints of one kind that are both called " + name_of(*one).text);
}

Options table_options(const StoredTable& stored) {
  require_agreement(
      stored.scanned.without_rowid == stored.own.without_rowid && stored.scanned.strict == stored.own.strict,
      "it is WITHOUT ROWID or STRICT to one of SQLite and its text only");
  Options options = with_option({}, "without_rowid", stored.own.without_rowid ? "true" : "");
  return with_option(options, "strict", stored.own.strict ? "true" : "");
}

Table read_table(const SqliteObject& object, const StoredTable& stored) {
  Table table;
  require_agreement(stored.scanned.name.text == object.name,
                    "it is called " + stored.scanned.name.text + " in its text");
  table.name = kSqlite.qualified("", object.name);
  table.columns = sqlite_columns(stored);
  table.constraints = sqlite_constraints(stored, table.columns);
  table.options = table_options(stored);
  table.stored_sql = object.sql;
  return table;
}

}  // namespace

std::string not_understood(const NotUnderstood& reason, std::string_view sql) {
  return "wanted " + std::string(reason.wanted) + " at byte " + std::to_string(reason.found.begin) +
         ", found " + (reason.found.empty() ? "the end" : std::string(reason.found.of(sql)));
}

NamedBy named_by(const ScannedName& name) { return name.text.empty() ? NamedBy::kNobody : NamedBy::kUser; }

std::vector<Constraint> sqlite_constraints(const StoredTable& stored, const std::vector<Column>& columns) {
  std::vector<Constraint> all = sqlite_keys(stored, columns);
  for (auto& check : sqlite_checks(stored, columns)) all.push_back(std::move(check));
  for (auto& reference : sqlite_references(stored, columns)) all.push_back(std::move(reference));
  require_distinct_names(all);
  return all;
}

std::variant<Table, std::string> sqlite_table(const SqliteObject& object, const SqliteFacts& facts) {
  const auto scanned = scan_create_table(object.sql);
  if (const auto* reason = std::get_if<NotUnderstood>(&scanned)) return not_understood(*reason, object.sql);
  try {
    const StoredTable stored{.sql = object.sql,
                             .scanned = std::get<ScannedTable>(scanned),
                             .all = facts,
                             .own = facts.of(kSqlite.name_of(object.name))};
    return read_table(object, stored);
  } catch (const Disagreement& disagreement) {
    return disagreement.reason;
  }
}

}  // namespace tenon
