// Reads which user objects depend on members of extensions.

#pragma once

#include <vector>

#include "reflect/database.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Implements Database::unavailable().
std::vector<Name> unavailable_extensions(PostgresConnection& connection, std::vector<Name> wanted);
/// Implements Database::extension_users().
std::vector<ExtensionUser> extension_users_of(PostgresConnection& connection);

}  // namespace tenon
