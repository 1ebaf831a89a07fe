// Writes clauses that all dialects share.

#pragma once

#include <string>

#include "model/catalog.h"
#include "model/constraint.h"
#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

// Clauses that are equal in every dialect. A catalog never contains what its dialect does not have.

/// ` DEFERRABLE INITIALLY DEFERRED`, with a leading space, or nothing.
std::string deferrability(bool deferrable, bool initially_deferred);

/// `FOREIGN KEY (a) REFERENCES t (b) MATCH FULL ON UPDATE CASCADE ...`; what is the default is not written.
std::string foreign_key_clause(const ForeignKey& key, const Identifiers& names);
/// The same with the lists of columns as they are to be written.
std::string foreign_key_clause(const ForeignKey& key, const std::string& columns,
                               const std::string& referred_columns, const Identifiers& names);

/// `CONSTRAINT x `, or nothing for a constraint without a name.
std::string constraint_prefix(const Name& name, const Identifiers& names);

/// A CREATE TABLE over several lines, one item a line; `name` as it is to be written.
std::string create_table_text(const std::string& name, const std::vector<std::string>& items);

/// ALTER TABLE RENAME COLUMN, as both databases have it.
std::string renamed_column_text(const RenameColumn& op);

}  // namespace tenon
