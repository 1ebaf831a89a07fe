#pragma once

#include <string_view>

namespace tenon {

/// The JSON Schema (draft 7) of the declared form: what `declared.schema.json` beside this file says. It
/// takes every file that reading takes, and knows the same keys; references, collisions and SQL are beyond
/// it.
std::string_view declared_schema();

}  // namespace tenon
