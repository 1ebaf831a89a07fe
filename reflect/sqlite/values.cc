// Counts values that a change of affinity would change, and NULLs of a column.

#include "reflect/sqlite/values.h"

#include "sql/quote.h"

namespace tenon {

namespace {

/// Returns a value as it is, as the new column stores it, and as the old column would store that.
std::string one_value(const Conversion& conversion) {
  return "CREATE TABLE one (id INTEGER PRIMARY KEY, was BLOB, stored " + conversion.to + ", back " +
         conversion.from + " AS (stored))";
}

constexpr std::string_view kStore = "INSERT OR REPLACE INTO one (id, was, stored) VALUES (1, ?1, ?1)";
constexpr std::string_view kCompare =
    "SELECT typeof(was) <> typeof(back) OR quote(was) <> quote(back) FROM one WHERE id = ?1";

std::string in_main(const QualifiedName& table) { return "main." + quoted(table.name, kSqlite); }

}  // namespace

std::size_t values_lost(const SqliteHandle& handle, const Conversion& conversion) {
  const SqliteHandle memory = SqliteHandle::in_memory();
  memory.run(one_value(conversion));
  memory.run("BEGIN");
  SqliteCompiled store = memory.compile(kStore);
  SqliteCompiled compare = memory.compile(kCompare);
  std::size_t lost = 0;
  const std::string column = quoted(conversion.column, kSqlite);
  handle.query(
      "SELECT 1, " + column + " FROM " + in_main(conversion.table) + " WHERE " + column + " IS NOT NULL",
      [&](const SqliteRow& row) {
        memory.query(store, row, 1, [](const SqliteRow&) {});
        memory.query(compare, row, 0, [&](const SqliteRow& found) { lost += found.integer(0) != 0 ? 1 : 0; });
      });
  return lost;
}

std::size_t values_missing(const SqliteHandle& handle, const QualifiedName& table, const Name& column) {
  std::size_t missing = 0;
  handle.query("SELECT count(*) FROM " + in_main(table) + " WHERE " + quoted(column, kSqlite) + " IS NULL",
               [&](const SqliteRow& row) { missing = static_cast<std::size_t>(row.integer(0)); });
  return missing;
}

}  // namespace tenon
