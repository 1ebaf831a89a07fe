// Renames a column in PostgreSQL expressions, partition keys and constraints: a text or a value in, the same
// with the new name out.

#pragma once

#include <string>
#include <string_view>

#include "model/catalog.h"

namespace tenon {

/// Renames references to the column `from` in a PostgreSQL expression to `to`. PostgreSQL's parser finds
/// them, so a function, type or string of that name is not changed.
void rename_in(Expression& made, const Name& from, const Name& to);
std::string renamed_in(std::string_view sql, const Name& from, const Name& to);
/// Does the same in the text after PARTITION BY.
std::string renamed_in_key(std::string_view key, const Name& from, const Name& to);
/// Does the same in all parts of a constraint that name columns of its own table.
void rename_in(Constraint& constraint, const Name& from, const Name& to);

}  // namespace tenon
