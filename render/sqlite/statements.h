// Writes each op as SQLite statements.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

std::vector<std::string> sqlite_statements(const Op& op);

}  // namespace tenon
