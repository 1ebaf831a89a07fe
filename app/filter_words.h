// Refuses the words of a filter that select nothing: filter and catalogs in, notes out.

#pragma once

#include <string>
#include <vector>

#include "diff/filter.h"
#include "diff/unmatched_patterns.h"

namespace tenon {

/// Throws Error(kDeclaration) for a name in --schema or --include that nothing has, with the nearest one:
/// what was asked for was not looked at. Throws Error(kUsage) for --schema where the database has none.
/// Returns a note for each name in --exclude that leaves nothing out. `source` is how a message calls the one
/// catalog, where it is one; of two it speaks as of the sides of a comparison.
std::vector<std::string> require_selected(const Filter& filter, const Catalogs& catalogs,
                                          const std::string& source = "");

}  // namespace tenon
