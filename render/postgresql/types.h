// Writes domains, composite types, ranges and extensions as PostgreSQL statements.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// Returns `CREATE DOMAIN app.word AS text NOT NULL CONSTRAINT short CHECK (...)`; a check that is NOT VALID
/// is omitted, because CREATE DOMAIN does not allow it.
std::string postgres_type(const UserType& type, const Identifiers& names);

/// Returns CREATE with the comment and the checks that are NOT VALID.
std::vector<std::string> postgres_created_type(const UserType& type);
std::vector<std::string> postgres_dropped_type(const UserType& type);
/// Alters the type in place, or replaces it and recasts every column.
std::vector<std::string> postgres_altered_type(const AlterType& op);

std::vector<std::string> postgres_altered_extension(const AlterExtension& op);
/// Returns `CREATE EXTENSION citext SCHEMA app VERSION '1.6'`.
std::string postgres_extension(const Extension& extension, const Identifiers& names);

/// Changes a column to the new type with the name of its old one, and restores its default. `value`: an
/// expression for its values that can be cast to the type.
std::string recast_column(const TypeUser& user, const QualifiedName& type, const std::string& value);

/// Returns a statement that prints a warning when the script runs.
std::string postgres_warning(std::string_view text);

/// Returns the temporary name of a type while a new one takes its place.
QualifiedName set_aside(const QualifiedName& type);

}  // namespace tenon
