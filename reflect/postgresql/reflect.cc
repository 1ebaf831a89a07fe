// Runs all catalog queries in one snapshot and returns the Catalog.

#include "reflect/postgresql/reflect.h"

#include <iterator>
#include <utility>
#include <vector>

#include "model/dialect.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Returns all queries; tables precede everything that refers to them.
std::vector<CatalogQuery> catalog_queries(const CatalogReader& reader) {
  const int version = reader.version;
  std::vector<CatalogQuery> all;
  for (std::vector<CatalogQuery>& some :
       std::vector{namespace_queries(), type_queries(version), table_queries(version), sequence_queries(),
                   constraint_queries(version), index_queries(version), unmodelled_queries(version),
                   unmodelled_foreign_queries(version), unmodelled_database_queries(reader),
                   unmodelled_type_queries(version), unmodelled_setting_queries(version),
                   unmodelled_comment_queries(), unmodelled_grant_queries(version)})
    std::ranges::move(some, std::back_inserter(all));
  return all;
}

Catalog read_snapshot(PostgresConnection& connection) {
  ReadOnlyTransaction transaction(connection, "pg_catalog");
  const bool reads_subscriptions =
      transaction->exec1("select has_table_privilege('pg_subscription', 'select')")[0].as<bool>();
  const std::vector<CatalogQuery> queries = catalog_queries({connection.version(), reads_subscriptions});
  CatalogDraft draft;
  draft.catalog.dialect = &kPostgresql;
  {
    pqxx::pipeline pipeline(*transaction);
    pipeline.retain(static_cast<int>(queries.size()) + 1);
    std::vector<pqxx::pipeline::query_id> sent;
    for (const CatalogQuery& query : queries) sent.push_back(pipeline.insert(query.sql));
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const pqxx::result rows = pipeline.retrieve(sent[i]);
      connection.heard();
      queries[i].read(rows, draft);
    }
  }
  transaction.commit();
  return sorted(draft.taken());
}

/// Tells whether an error comes from an object that another session dropped just then: pg_get_*() functions
/// look at the present catalog, not at the snapshot.
bool is_from_concurrent_drop(const pqxx::sql_error& error) { return error.sqlstate() == "XX000"; }

}  // namespace

Catalog reflected(PostgresConnection& connection) {
  constexpr int kAttempts = 3;
  return connection.guarded("read the catalog", [&] {
    for (int attempt = 1;; ++attempt) {
      try {
        return read_snapshot(connection);
      } catch (const pqxx::sql_error& error) {
        if (attempt == kAttempts || !is_from_concurrent_drop(error)) throw;
      }
    }
  });
}

}  // namespace tenon
