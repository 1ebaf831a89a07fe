// Writes options of tables for CREATE TABLE and ALTER TABLE.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Returns `UNLOGGED `, or nothing.
std::string postgres_table_prefix(const Options& options);

/// Returns what follows the columns in CREATE TABLE: a partition's bounds, INHERITS, PARTITION BY, WITH; with
/// a leading space, or nothing.
std::string postgres_table_options(const Options& options);

/// Returns settings for which CREATE TABLE has no clause: row level security and the replica identity.
std::vector<std::string> created_table_settings(const QualifiedName& table, const Options& options);

/// Returns the statements that lead from one table's options to the other's. Throws Error(kUnsupported) for
/// what PostgreSQL cannot change in place.
std::vector<std::string> changed_table_options(const QualifiedName& table, const Options& actual,
                                               const Options& declared);

}  // namespace tenon
