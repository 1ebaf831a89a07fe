#pragma once

#include <vector>

#include "reflect/postgresql/row.h"

namespace tenon {

// The queries of a whole catalog, by what they read. Each is one statement over everything the database
// holds of its kind, never one per object; `version` is server_version_num. Schemas named pg_* and
// information_schema are the server's; what belongs to an extension is the extension's.

/// Schemas and enums.
std::vector<CatalogQuery> namespace_queries();
/// Extensions, domains, composite types, ranges.
std::vector<CatalogQuery> type_queries(int version);
/// Tables, what they inherit, their columns. First of those that speak of tables.
std::vector<CatalogQuery> table_queries(int version);
/// Sequences: of their own, or as part of an identity column.
std::vector<CatalogQuery> sequence_queries();
/// Keys, checks, foreign keys, exclusions (their elements come with the indexes').
std::vector<CatalogQuery> constraint_queries(int version);
/// Indexes that back no constraint, and the elements of indexes and exclusions.
std::vector<CatalogQuery> index_queries(int version);
/// What tenon does not model: counted and named, with the definition where the server gives it.
std::vector<CatalogQuery> unmodelled_queries();
std::vector<CatalogQuery> unmodelled_type_queries();
std::vector<CatalogQuery> unmodelled_setting_queries();
std::vector<CatalogQuery> unmodelled_grant_queries(int version);

/// For queries whose rows are (kind, schema, name, schema of its table, its table, definition).
void read_unmodelled(const pqxx::result& rows, CatalogDraft& draft);

}  // namespace tenon
