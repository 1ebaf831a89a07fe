// The command line that would write the migration of a comparison, as words of a shell.

#pragma once

#include <string>

#include "app/generate.h"

namespace tenon {

/// Returns the command that writes the migration of what was compared, with what it must be allowed to
/// destroy; nothing when the actual side is no database, or no migration can be written.
std::string fix_command(const CompareRequest& request, const ComparisonResult& comparison);

}  // namespace tenon
