// Implements Database for a PostgreSQL server.

#pragma once

#include <memory>

#include "reflect/database.h"
#include "reflect/postgresql/target.h"

namespace tenon {

/// Connects to a target, as open_postgresql() does to a URL.
std::unique_ptr<Database> open_postgresql(const PostgresTarget& target);

}  // namespace tenon
