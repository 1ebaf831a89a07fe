// Looks up the default storage of PostgreSQL's built-in types.

#pragma once

#include <string_view>

#include "model/expression.h"

namespace tenon {

/// Returns the default storage of a built-in type of PostgreSQL: "plain", "extended" or "main"; empty for a
/// user-defined type.
std::string_view standard_storage(const Type& type);

}  // namespace tenon
