#pragma once

#include <memory>

#include "reflect/database.h"
#include "reflect/postgresql/target.h"

namespace tenon {

/// As open_postgresql() of a URL.
std::unique_ptr<Database> open_postgresql(const PostgresTarget& target);

}  // namespace tenon
