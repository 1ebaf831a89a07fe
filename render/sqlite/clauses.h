// Writes columns, constraints and options as SQLite clauses, and whole CREATE TABLE statements.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// Returns `id INTEGER NOT NULL DEFAULT 0`, without any key.
std::string sqlite_column(const Column& column, const Identifiers& names);

/// Returns a default as the grammar allows it after DEFAULT: a literal as it is, any other expression in
/// parentheses.
std::string sqlite_default(const Expression& expression);

/// Returns the text of a constraint without its name, such as `UNIQUE (a) ON CONFLICT IGNORE`; for an index,
/// returns the whole CREATE INDEX.
std::string sqlite_constraint(const Constraint& constraint, const QualifiedName& table,
                              const Identifiers& names);

/// Returns the table options with a leading space, such as ` WITHOUT ROWID, STRICT`, or an empty text.
std::string sqlite_table_options(const Options& options);

/// Returns INTEGER, TEXT, BLOB, REAL or NUMERIC. Returns "" for ANY, which has another affinity in a STRICT
/// table.
std::string_view sqlite_affinity(const Type& type);

/// Writes the whole CREATE TABLE from the model, never from a stored text, and without indexes.
std::string sqlite_create_table(const Table& table);

/// Returns the primary key that is an alias of the rowid (a single INTEGER column with no sort order), or
/// nullptr.
const PrimaryKey* rowid_alias(const Table& table);
bool is_without_rowid(const Table& table);
bool is_strict(const Table& table);

/// Returns the collation that a key gives to one of its columns, or an empty text.
std::string key_collation(const Options& options, const Name& column);

/// Returns the name that the database is to store; it is empty for a constraint that the user never named.
Name stored_name(const Constraint& constraint);

}  // namespace tenon
