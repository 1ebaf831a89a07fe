// Writes the PostgreSQL statements of ops that alter an object in place.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// These functions return the PostgreSQL statements of ops that change an object in place, in an order that
// runs.

std::vector<std::string> postgres_altered_table(const AlterTable& op);

std::vector<std::string> postgres_altered_constraint(const AlterConstraint& op);

std::vector<std::string> postgres_replaced_enum(const ReplaceEnum& op);

}  // namespace tenon
