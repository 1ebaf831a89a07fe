// Declares the queries that read a whole catalog.

#pragma once

#include <vector>

#include "reflect/postgresql/row.h"

namespace tenon {

// The queries that read a whole catalog. Each is one statement over all objects of a kind in the database,
// never one statement for each object. `version` is server_version_num. Schemas named pg_* and
// information_schema belong to the server, and members of an extension to the extension.

/// Read schemas and enums.
std::vector<CatalogQuery> namespace_queries();
/// Read extensions, domains, composite types and range types.
std::vector<CatalogQuery> type_queries(int version);
/// Read tables, their parents and their columns. They run before all queries that refer to tables.
std::vector<CatalogQuery> table_queries(int version);
/// Read sequences, including those of identity columns.
std::vector<CatalogQuery> sequence_queries();
/// Read keys, checks, foreign keys and exclusion constraints (whose elements index_queries() reads).
std::vector<CatalogQuery> constraint_queries(int version);
/// Read indexes that back no constraint, and the elements of indexes and exclusion constraints.
std::vector<CatalogQuery> index_queries(int version);

/// What the queries over unmodelled objects depend on.
struct CatalogReader {
  int version = 0;                   ///< server_version_num
  bool reads_subscriptions = false;  ///< may read all of pg_subscription
};

/// Read objects that tenon does not model: their names, and their definitions where the server gives them. A
/// definition changes when anything changes that pg_dump writes of the object, and has whatever is no keyword
/// in quotes, as it is compared by its key.
std::vector<CatalogQuery> unmodelled_queries(int version);
std::vector<CatalogQuery> unmodelled_foreign_queries(int version);
std::vector<CatalogQuery> unmodelled_database_queries(const CatalogReader& reader);
std::vector<CatalogQuery> unmodelled_type_queries(int version);
std::vector<CatalogQuery> unmodelled_setting_queries(int version);
std::vector<CatalogQuery> unmodelled_comment_queries();
std::vector<CatalogQuery> unmodelled_grant_queries(int version);

/// Reads the rows of queries with the columns (kind, schema, name, schema of its table, its table,
/// definition).
void read_unmodelled(const pqxx::result& rows, CatalogDraft& draft);

}  // namespace tenon
