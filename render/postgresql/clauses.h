// Writes columns, constraints, defaults and sequence options as PostgreSQL clauses.

#pragma once

#include <string>

#include "model/catalog.h"
#include "model/constraint.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// Returns `id integer GENERATED ALWAYS AS IDENTITY NOT NULL`.
std::string postgres_column(const Column& column, const Identifiers& names);

/// Returns `GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2)`.
std::string identity_clause(const Identity& identity);

/// Returns a default for use after DEFAULT, in parentheses where the grammar requires them.
std::string postgres_default(const Expression& expression);

/// Returns a constraint without its name: `UNIQUE (a) INCLUDE (b)`; for an index, the whole CREATE INDEX.
std::string postgres_constraint(const Constraint& constraint, const QualifiedName& table,
                                const Identifiers& names);

/// Returns whether a constraint can stand inside CREATE TABLE and mean the same: no index, nothing NOT VALID.
bool stands_in_create_table(const Constraint& constraint);

/// Returns ` WITH (fillfactor = 70)` from the storage options of an index, with a leading space, or nothing.
std::string storage_clause(const Options& options);

/// Returns the operator class of an element with its parameters: `gist_trgm_ops(siglen = 32)`.
std::string operator_class(const IndexElement& element, const Identifiers& names);

/// Returns `fillfactor = 70`; the value is quoted unless it is a plain word or number.
std::string storage_option(const Option& option);

}  // namespace tenon
