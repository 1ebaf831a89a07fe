// The migration that mends a group: the catalog that an audit read and the schema that is declared now in, a
// script out.

#pragma once

#include <cstdint>

#include "app/audit/audit_target.h"
#include "model/source_argument.h"
#include "service/views/group_view.h"

namespace tenon {

/// Returns the script that leads from the catalog of an audit to what its target declares now. Nothing is
/// asked of its database: what that would have to compile is told in `problem`, like anything else that
/// stands in the way, and so is what the script destroys. `command`, the one of the view, is kept.
GroupMigration group_migration(const AuditTarget& target, std::int64_t audit, const SourceArgument& store,
                               std::string command);

}  // namespace tenon
