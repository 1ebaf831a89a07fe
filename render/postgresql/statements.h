// Writes each op as PostgreSQL statements.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

std::vector<std::string> postgres_statements(const Op& op);

}  // namespace tenon
