// Writes one op as the statements of upgrade() or downgrade().

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// Returns the statements of upgrade() or downgrade() for one op: Alembic's own directive if it expresses all
/// of the op, else the SQL through op.execute().
std::vector<std::string> alembic_statements(const Op& op, Draft& draft);

/// Returns the SQL of the op, with one op.execute() for each statement.
std::vector<std::string> executed_statements(const Op& op, const Dialect& dialect);

}  // namespace tenon
