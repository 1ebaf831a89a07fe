// Looks up the default storage of PostgreSQL's built-in types.

#pragma once

#include <string_view>

#include "model/expression.h"

namespace tenon {

/// How PostgreSQL stores values of one of its own types unless a column says otherwise: "plain", "extended",
/// "main"; empty for a type that is somebody's.
std::string_view standard_storage(const Type& type);

}  // namespace tenon
