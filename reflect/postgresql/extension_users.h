#pragma once

#include <vector>

#include "reflect/database.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// See Database::extension_users().
std::vector<ExtensionUser> extension_users_of(PostgresConnection& connection);

}  // namespace tenon
