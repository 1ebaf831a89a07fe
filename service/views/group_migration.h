// The migration that mends a group: the catalog that an audit read and the schema that is declared now in, a
// script out.

#pragma once

#include <string>

#include "app/audit/audit_target.h"
#include "service/views/group_view.h"
#include "store/store.h"

namespace tenon {

/// Returns the script that leads from a catalog that an audit read (Store::snapshot_of()) to what its target
/// declares now. Nothing is asked of its database. What stands in the way, and what the script destroys, is
/// told in `problem`. `command` is the one of the view, and is kept.
GroupMigration group_migration(const AuditTarget& target, const StoredSnapshot& found, std::string command);

}  // namespace tenon
