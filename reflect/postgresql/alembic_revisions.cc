// Reads which revisions Alembic has written down as run.

#include "reflect/postgresql/alembic_revisions.h"

#include <algorithm>

#include "model/dialect.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// The table may be in any schema (EnvironmentContext.configure(), version_table_schema).
constexpr const char* kVersionTables = R"(
select n.nspname, has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'version_num' and not a.attisdropped
 where c.relname = 'alembic_version' and c.relkind in ('r', 'p')
 order by 1)";

std::string rows_of(const Name& schema) {
  return "select version_num from " + quoted(schema, kPostgresql) + ".alembic_version";
}

}  // namespace

std::optional<std::vector<std::string>> alembic_revisions_of(PostgresConnection& connection) {
  return connection.guarded("read alembic_version", [&]() -> std::optional<std::vector<std::string>> {
    std::vector<std::string> found;
    ReadOnlyTransaction transaction(connection, "pg_catalog");
    for (const auto& table : transaction->exec(kVersionTables)) {
      if (!table[1].as<bool>()) return std::nullopt;
      for (const auto& row : transaction->exec(rows_of(kPostgresql.name_of(table[0].c_str()))))
        found.emplace_back(row[0].c_str());
    }
    transaction.commit();
    std::ranges::sort(found);
    return found;
  });
}

}  // namespace tenon
