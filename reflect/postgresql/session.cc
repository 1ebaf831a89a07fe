// Reads the settings of the session, the rights of its role and the clock of its server.

#include "reflect/postgresql/session.h"

namespace tenon {

namespace {

constexpr const char* kSchemaNames = R"sql(
  SELECT nspname FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname COLLATE "C")sql";

constexpr const char* kSession = R"sql(
  SELECT current_user,
         (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
         (SELECT count(*) FROM pg_class c
          WHERE relnamespace = 'pg_catalog'::regnamespace
            AND relname IN ('pg_class', 'pg_attribute', 'pg_attrdef', 'pg_constraint', 'pg_index', 'pg_namespace',
                            'pg_type', 'pg_enum', 'pg_sequence', 'pg_depend', 'pg_description', 'pg_inherits',
                            'pg_proc', 'pg_trigger', 'pg_rewrite', 'pg_opclass', 'pg_collation', 'pg_extension')
            AND NOT has_table_privilege(c.oid, 'SELECT')),
         (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
          WHERE relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
            AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')),
         has_database_privilege(current_database(), 'CREATE'),
         pg_is_in_recovery(),
         current_setting('default_transaction_read_only') = 'on',
         pg_backend_pid(),
         current_setting('statement_timeout'),
         current_setting('lock_timeout'),
         (extract(epoch FROM clock_timestamp()) * 1000)::bigint)sql";

std::chrono::milliseconds now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
}

}  // namespace

namespace {

/// Throws Error(kDeclaration) where the server does not understand the query, which is no SELECT or names
/// what is not there (SQLSTATE class 42).
void declare_rows(ReadOnlyTransaction& transaction, const std::string& query) {
  try {
    transaction->exec_params("DECLARE tenon_rows NO SCROLL CURSOR FOR " + query);
  } catch (const pqxx::sql_error& refusal) {
    constexpr std::string_view kNoRights = "42501";
    if (!refusal.sqlstate().starts_with("42") || refusal.sqlstate() == kNoRights) throw;
    throw Error(Fault::kDeclaration, Reason::kParse,
                "cannot run the configured query: " + first_line(refusal.what()));
  }
}

}  // namespace

TextRows rows_of(const PostgresConnection& connection, const std::string& query, std::size_t most) {
  return connection.guarded("run the configured query", [&] {
    ReadOnlyTransaction transaction(connection, "DEFAULT");
    declare_rows(transaction, query);
    const pqxx::result found = transaction->exec("FETCH " + std::to_string(most) + " FROM tenon_rows");
    TextRows made;
    for (pqxx::row::size_type i = 0; i < found.columns(); ++i)
      made.columns.emplace_back(found.column_name(i));
    for (const pqxx::row& row : found) {
      std::vector<std::string>& values = made.rows.emplace_back();
      for (const pqxx::field& field : row) values.emplace_back(field.is_null() ? "" : field.c_str());
    }
    return made;
  });
}

std::vector<std::string> schema_names_of(const PostgresConnection& connection) {
  return connection.guarded("list the schemas", [&] {
    ReadOnlyTransaction transaction(connection, "pg_catalog");
    std::vector<std::string> names;
    for (const pqxx::row& row : transaction->exec(kSchemaNames)) names.emplace_back(row[0].c_str());
    return names;
  });
}

SessionFacts session_of(const PostgresConnection& connection) {
  return connection.guarded("read the session", [&] {
    ReadOnlyTransaction transaction(connection, "pg_catalog");
    const std::chrono::milliseconds before = now();
    const pqxx::row row = transaction->exec1(kSession);
    const std::chrono::milliseconds middle = (before + now()) / 2;
    return SessionFacts{.role = row[0].c_str(),
                        .is_superuser = row[1].as<bool>(false),
                        .unreadable_catalogs = row[2].as<std::size_t>(),
                        .writable_tables = row[3].as<std::size_t>(),
                        .may_create = row[4].as<bool>(),
                        .is_standby = row[5].as<bool>(),
                        .is_read_only = row[6].as<bool>(),
                        .is_pooled = row[7].as<int>() != connection.pqxx().backendpid(),
                        .statement_timeout = row[8].c_str(),
                        .lock_timeout = row[9].c_str(),
                        .clock_difference = std::chrono::milliseconds(row[10].as<long>()) - middle};
  });
}

}  // namespace tenon
