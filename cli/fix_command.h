// The command line that would write the migration of a comparison, as words of a shell.

#pragma once

#include <string>

#include "app/compare.h"

namespace tenon {

/// Returns the command that would write the migration of what was compared; nothing when the actual side is
/// no database.
std::string fix_command(const CompareRequest& request, const Report& report);

}  // namespace tenon
