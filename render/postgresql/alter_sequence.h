// Writes ALTER SEQUENCE of PostgreSQL.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

std::vector<std::string> postgres_altered_sequence(const AlterSequence& op);

}  // namespace tenon
