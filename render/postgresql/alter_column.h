// Writes ALTER COLUMN of PostgreSQL.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

std::vector<std::string> postgres_altered_column(const AlterColumn& op);

}  // namespace tenon
