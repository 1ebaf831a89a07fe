// Writes NOT NULL constraints of PostgreSQL.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// ` CONSTRAINT n NOT NULL NO INHERIT` inside a column, with a leading space; nothing for one that takes
/// NULL, or whose rows are not to be proved: that can only be added.
std::string not_null_clause(const Column& column, const Identifiers& names);
/// What makes a column NOT NULL that a clause inside it does not; nothing else.
std::vector<std::string> added_not_null(const QualifiedName& table, const Column& column);
/// From one column to the other, where SET NOT NULL is not enough.
std::vector<std::string> changed_not_null(const AlterColumn& op);

}  // namespace tenon
