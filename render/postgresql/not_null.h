// Writes NOT NULL constraints of PostgreSQL.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// Returns ` CONSTRAINT n NOT NULL NO INHERIT` for use inside a column, with a leading space; empty for a
/// nullable column, and for a NOT VALID constraint, which can only be added later.
std::string not_null_clause(const Column& column, const Identifiers& names);
/// Returns the statements for a NOT NULL constraint that cannot be a clause of the column.
std::vector<std::string> added_not_null(const QualifiedName& table, const Column& column);
/// Returns the statements that change NOT NULL from one column to the other, if SET NOT NULL is not enough.
std::vector<std::string> changed_not_null(const AlterColumn& op);

}  // namespace tenon
