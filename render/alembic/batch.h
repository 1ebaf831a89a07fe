// Writes a SQLite rebuild as calls of Alembic's batch mode.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// Returns a rebuild by Alembic's batch mode that is given the complete table, so that nothing is lost: every
/// constraint with or without a name, generated columns, rowids, and the counter of AUTOINCREMENT. Indexes
/// and triggers are recreated after it.
std::vector<std::string> alembic_rebuilt_table(const RebuildTable& op, Draft& draft);

}  // namespace tenon
