// Writes a count with its noun, in the singular or the plural.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tenon {

/// Returns `1 file`, `2 files`, `3 indexes`, `4 policies`, `4 foreign keys`, `5 operator classes`, `6
/// statistics`.
std::string pluralize(std::size_t count, std::string_view noun);

}  // namespace tenon
