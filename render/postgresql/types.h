// Writes domains, composite types, ranges and extensions as PostgreSQL statements.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// `CREATE DOMAIN app.word AS text NOT NULL CONSTRAINT short CHECK (...)`; a check that is not validated is
/// left out, as CREATE DOMAIN knows none.
std::string postgres_type(const UserType& type, const Identifiers& names);

/// CREATE, with the comment and the checks that are not validated.
std::vector<std::string> postgres_created_type(const UserType& type);
std::vector<std::string> postgres_dropped_type(const UserType& type);
/// In place, or under the name of the old one with every column recast.
std::vector<std::string> postgres_altered_type(const AlterType& op);

std::vector<std::string> postgres_altered_extension(const AlterExtension& op);
/// `CREATE EXTENSION citext SCHEMA app VERSION '1.6'`.
std::string postgres_extension(const Extension& extension, const Identifiers& names);

/// A column that gets the new type under the name of its old one, and its default put back. `value`: its
/// values as something that can be cast to the type.
std::string recast_column(const TypeUser& user, const QualifiedName& type, const std::string& value);

/// A statement that says something when the script runs.
std::string postgres_warning(std::string_view text);

/// A type under a name that nobody else has, while a new one takes its place.
QualifiedName set_aside(const QualifiedName& type);

}  // namespace tenon
