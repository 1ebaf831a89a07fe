#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// `CREATE UNLOGGED TABLE`'s word and what stands before the columns: ` UNLOGGED`, or nothing.
std::string postgres_table_prefix(const Options& options);

/// What follows the columns in CREATE TABLE: INHERITS, PARTITION BY, USING, WITH, TABLESPACE; with a leading
/// space, or nothing.
std::string postgres_table_options(const Options& options);

/// The statements that lead from one table's options to the other's. Throws Error(kUnsupported) for what
/// PostgreSQL cannot change in place.
std::vector<std::string> changed_table_options(const QualifiedName& table, const Options& actual,
                                               const Options& declared);

}  // namespace tenon
