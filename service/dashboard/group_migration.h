// The migration that mends a whole group: from a catalog that an audit read to the schema as it is declared
// now.

#pragma once

#include <stop_token>

#include "service/service.h"
#include "service/views/group_view.h"

namespace tenon {

/// Returns the script for the target that stands for a group, up alone; no database is asked. What it
/// destroys is its `problem`, and so is why there is none.
GroupMigration group_migration(const Service& service, const GroupView& view, const std::stop_token& stop);

}  // namespace tenon
