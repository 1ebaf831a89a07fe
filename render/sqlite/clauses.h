#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// `id INTEGER NOT NULL DEFAULT 0`, without any key.
std::string sqlite_column(const Column& column, const Identifiers& names);

/// A default as it may stand after DEFAULT: a literal as it is, an expression in parentheses.
std::string sqlite_default(const Expression& expression);

/// What a constraint says, without its name: `UNIQUE (a) ON CONFLICT IGNORE`; an index: the whole CREATE
/// INDEX.
std::string sqlite_constraint(const Constraint& constraint, const QualifiedName& table,
                              const Identifiers& names);

/// ` WITHOUT ROWID, STRICT`, with a leading space, or nothing.
std::string sqlite_table_options(const Options& options);

/// INTEGER, TEXT, BLOB, REAL or NUMERIC; "" for ANY, which is another in a STRICT table.
std::string_view sqlite_affinity(const Type& type);

/// The whole CREATE TABLE from the model, never from a stored text; indexes are not in it.
std::string sqlite_create_table(const Table& table);

/// The primary key that is the rowid itself (a single column of type INTEGER, in no order of its own), or
/// nullptr.
const PrimaryKey* rowid_alias(const Table& table);
bool is_without_rowid(const Table& table);
bool is_strict(const Table& table);

/// The collation that a key names for a column of its own; empty: none.
std::string key_collation(const Options& options, const Name& column);

/// The name as the database is to hold it; empty for a constraint that the user never named.
Name stored_name(const Constraint& constraint);

}  // namespace tenon
