// Writes one op as the statements of upgrade() or downgrade().

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// The statements of upgrade() or downgrade() for one op: Alembic's own directive wherever it carries all
/// of the op, else the very SQL by op.execute().
std::vector<std::string> alembic_statements(const Op& op, Draft& draft);

/// The op's SQL by op.execute(), a call for each statement.
std::vector<std::string> executed_statements(const Op& op, const Dialect& dialect);

}  // namespace tenon
