// Writes a SQLite rebuild as calls of Alembic's batch mode.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// A rebuild by Alembic's batch mode, told all of the table there is, so that nothing of it is lost: every
/// constraint with or without a name, generated columns, rowids, the count of AUTOINCREMENT. What the new
/// table has to get back (indexes, triggers) follows it.
std::vector<std::string> alembic_rebuilt_table(const RebuildTable& op, Draft& draft);

}  // namespace tenon
