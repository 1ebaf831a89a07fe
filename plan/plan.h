// The planner: changes between two catalogs in, ordered ops out, for both ways of a migration.
#pragma once

#include <span>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/op.h"
#include "model/rename.h"

namespace tenon {

/// Returns the changes as ops in an order that runs on the dialect of `before`, whatever cycles the foreign
/// keys form. `before` and `after` are the catalogs that the changes were found between. `renames` run first;
/// they are already applied to `before`.
Plan planned(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
             std::span<const RenameStep> renames = {});

/// Returns the plan up and the plan down, which reverts the renames at its end. Throws Error(kUnsupported) if
/// one of them cannot be written; a plan down leaves out an update of an extension that the server does not
/// have, and marks it (AlterExtension::keeps_version).
Migration migration(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
                    std::span<const RenameStep> renames = {});

}  // namespace tenon
