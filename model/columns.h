// Lays lines of texts out in columns.

#pragma once

#include <string>
#include <vector>

namespace tenon {

/// Returns lines whose entries stand below one another, two spaces apart, each ended by a newline. REQUIRES:
/// all have the same number of entries.
std::string in_columns(const std::vector<std::vector<std::string>>& lines);

}  // namespace tenon
