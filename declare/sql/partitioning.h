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

/// Refuses a partition that the server refuses: of a table that is not partitioned, or a foreign table below
/// a table with a constraint that it cannot have a part of. `range` names the one that is at fault.
void require_partition(const SqlStatement& in, const PgNode& range, const SqlTable& whole,
                       const SqlTable& part);

/// Refuses a key of a table with a foreign table among its partitions: no unique index and no foreign key
/// has a part there. Another index leaves foreign tables out.
void require_no_foreign_part(const SqlStatement& in, std::size_t at, const SqlTable& whole,
                             const Constraint& made);

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
