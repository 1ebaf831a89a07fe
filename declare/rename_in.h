#pragma once

#include <string>
#include <string_view>

#include "model/catalog.h"

namespace tenon {

/// PostgreSQL's expression with its references to column `from` written as `to`: what is told by its parser,
/// so no function, type or string is taken for the column.
void rename_in(Expression& made, const Name& from, const Name& to);
std::string renamed_in(std::string_view sql, const Name& from, const Name& to);
/// The same of what stands behind PARTITION BY.
std::string renamed_in_key(std::string_view key, const Name& from, const Name& to);
/// The same of all that a constraint says of its own table's columns.
void rename_in(Constraint& constraint, const Name& from, const Name& to);

/// A PostgreSQL catalog as ALTER TABLE RENAME leaves it: what leans on the table or the column follows.
/// Into another schema the sequences that the table owns go with it.
void rename_table(Catalog& catalog, const QualifiedName& from, const QualifiedName& to);
void rename_column(Catalog& catalog, const QualifiedName& table, const Name& from, const Name& to);

}  // namespace tenon
