// Reads which revisions Alembic has written down as run.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reflect/postgresql/connection.h"

namespace tenon {

/// Implements Database::alembic_revisions().
std::optional<std::vector<std::string>> alembic_revisions_of(PostgresConnection& connection);

}  // namespace tenon
