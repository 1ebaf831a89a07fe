// Reads partition keys and bounds, and propagates indexes and constraints of a parent to its partitions.

#pragma once

#include <string>

#include "declare/sql/statement.h"

namespace tenon {

/// Reads PARTITION BY into the table.
void read_partition_key(const SqlStatement& in, const PgNode& spec, SqlTable& table);

/// Returns `FOR VALUES ...` or DEFAULT as the server prints it; `from` is an offset before it.
std::string read_partition_bound(const SqlStatement& in, const PgNode& bound, std::size_t from,
                                 const SqlTable& parent);

/// Returns the key as pg_get_partkeydef() prints it.
std::string partition_key_text(const SqlTable& table);

/// Propagates the indexes and constraints of a partitioned table to a partition; matching ones of the
/// partition are adopted.
void propagate_indexes(SimulatedCatalog& catalog, SqlTable& parent, SqlTable& child);

/// Propagates one new index or constraint to all partitions.
void propagate_indexes(SimulatedCatalog& catalog, const SqlTable& parent, const SqlConstraint& made);

/// Propagates a new check to all children.
void propagate_check(SimulatedCatalog& catalog, const SqlTable& parent, const Check& check);
bool has_partitions(SimulatedCatalog& catalog, const SqlTable& table);

/// Marks an index that was created ON ONLY as valid once every partition has its part.
void validate_if_complete(SimulatedCatalog& catalog, SqlTable& parent, SqlConstraint& index);

}  // namespace tenon
