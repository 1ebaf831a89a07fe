// Reads from the server what lint knows beyond the catalog: rights, and rows of parent tables.

#include "reflect/postgresql/lint_evidence.h"

#include "model/dialect.h"
#include "reflect/default_parents.h"

namespace tenon {

namespace {

/// Reads the first missing right: without USAGE on a schema, nothing in it can be named.
constexpr const char* kRightless = R"(
with crossing as (
  select n.nspname as schema, c.relname as name, k.conname as key, c.relowner as owner, p.oid as parent,
         pn.oid as parent_schema, format('%s.%s', pn.nspname, p.relname) as shown, pn.nspname as shown_schema,
         has_schema_privilege(c.relowner, pn.oid, 'USAGE') as may_use,
         has_table_privilege(c.relowner, p.oid, 'REFERENCES')
           or (select bool_and(has_column_privilege(c.relowner, p.oid, u.number, 'REFERENCES'))
                 from unnest(k.confkey) u(number)) as may_refer
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
   where k.contype = 'f' and k.conparentid = 0 and n.oid <> pn.oid
)
select schema, name, key, pg_get_userbyid(owner),
       case when not may_use then format('USAGE on schema %s', shown_schema)
            else format('REFERENCES on %s', shown) end
  from crossing
 where not (may_use and may_refer)
 order by schema, name, key)";

void add_rightless(PostgresConnection& connection, LintEvidence& to) {
  ReadOnlyTransaction transaction(connection, "pg_catalog");
  for (const auto& row : transaction->exec(kRightless))
    to.rightless.push_back({kPostgresql.qualified(row[0].c_str(), row[1].c_str()),
                            kPostgresql.name_of(row[2].c_str()), row[3].c_str(), row[4].c_str()});
  transaction.commit();
}

/// Returns nullopt if the role may not read the rows, or if the server cannot compare the values.
std::optional<bool> answered(PostgresConnection& connection, const std::string& sql) {
  try {
    ReadOnlyTransaction transaction(connection, "pg_catalog");
    const bool answer = transaction->exec1(sql)[0].as<bool>();
    transaction.commit();
    return answer;
  } catch (const pqxx::sql_error& error) {
    if (reason_of_sqlstate(error.sqlstate()) == Reason::kGone || !connection.pqxx().is_open()) throw;
    return std::nullopt;
  }
}

}  // namespace

LintEvidence evidence_of(PostgresConnection& connection, const Catalog& catalog) {
  return connection.guarded("look for rights and default rows", [&] {
    LintEvidence found;
    add_rightless(connection, found);
    for (const DefaultParent& one : default_parents(catalog))
      if (answered(connection, one.has_parent_sql) == false)
        found.parentless.push_back({one.table, one.foreign_key});
    return found;
  });
}

}  // namespace tenon
