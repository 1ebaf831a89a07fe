// Writes clauses that all dialects share.

#pragma once

#include <string>

#include "model/catalog.h"
#include "model/constraint.h"
#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

// Clauses that are equal in every dialect. A catalog never contains what its dialect does not have.

/// Returns ` DEFERRABLE INITIALLY DEFERRED`, with a leading space, or nothing.
std::string deferrability(bool deferrable, bool initially_deferred);

/// Returns `FOREIGN KEY (a) REFERENCES t (b) MATCH FULL ON UPDATE CASCADE ...`; defaults are omitted.
std::string foreign_key_clause(const ForeignKey& key, const Identifiers& names);
/// Returns the same with the given texts for the lists of columns.
std::string foreign_key_clause(const ForeignKey& key, const std::string& columns,
                               const std::string& referred_columns, const Identifiers& names);

/// Returns `CONSTRAINT x `, or nothing for a constraint without a name.
std::string constraint_prefix(const Name& name, const Identifiers& names);

/// Returns a CREATE TABLE with one item on each line; `name` is written as given.
std::string create_table_text(const std::string& name, const std::vector<std::string>& items);

/// Returns ALTER TABLE RENAME COLUMN, which both databases have.
std::string renamed_column_text(const RenameColumn& op, const Dialect& dialect);

}  // namespace tenon
