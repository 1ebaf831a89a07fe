// Delivers a migration: its files, the reports beside it, and what is said of them.

#pragma once

#include <vector>

#include "app/generate.h"
#include "cli/arguments.h"
#include "cli/results.h"

namespace tenon {

/// Writes the files and the reports. The paths go to stdout, unless a report is there: then they are said
/// beside it. Warns if the newest migration of the folder has the same ops.
void deliver_migration(const Arguments& arguments, const MigrationFiles& written,
                       const std::vector<Result>& reports);

}  // namespace tenon
