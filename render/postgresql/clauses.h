// Writes columns, constraints, defaults and sequence options as PostgreSQL clauses.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// `id integer GENERATED ALWAYS AS IDENTITY NOT NULL`.
std::string postgres_column(const Column& column, const Identifiers& names);

/// `GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2)`.
std::string identity_clause(const Identity& identity);

/// A default as it may stand after DEFAULT, in parentheses where the grammar wants them.
std::string postgres_default(const Expression& expression);

/// What a constraint says, without its name: `UNIQUE (a) INCLUDE (b)`; an index: the whole CREATE INDEX.
std::string postgres_constraint(const Constraint& constraint, const QualifiedName& table,
                                const Identifiers& names);

/// Whether a constraint can stand inside CREATE TABLE and mean the same: no index, nothing NOT VALID.
bool stands_in_create_table(const Constraint& constraint);

/// ` WITH (fillfactor = 70)` from the storage options of an index, with a leading space, or nothing.
std::string storage_clause(const Options& options);

/// The operator class of an element, with what it is given: `gist_trgm_ops(siglen = 32)`.
std::string operator_class(const IndexElement& element, const Identifiers& names);

/// `fillfactor = 70`; the value quoted where it is not a plain word or number.
std::string storage_option(const Option& option);

/// The clauses of a new sequence that say what its type's defaults do not: `INCREMENT BY 2`.
std::vector<std::string> sequence_clauses(const SequenceOptions& options);

/// Whether a value that the one sequence may stand at is outside the bounds of the other.
bool narrows(const SequenceOptions& from, const SequenceOptions& to);

/// Wide enough for the values of both, so that the value can be moved from the one range to the other.
SequenceOptions spanning(const SequenceOptions& from, const SequenceOptions& to);

/// The clauses that lead from one sequence to another.
std::vector<std::string> changed_sequence_clauses(const SequenceOptions& actual,
                                                  const SequenceOptions& declared);

}  // namespace tenon
