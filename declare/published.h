// Publishes the JSON Schema of the declared form as a text inside the program.

#pragma once

#include <string_view>

namespace tenon {

/// Returns the JSON Schema (draft 7) of the declared form, the text of `declared.schema.json` beside this
/// file. It accepts every file that the reader accepts, and has the same keys. It does not check references,
/// collisions and SQL.
std::string_view declared_schema();

}  // namespace tenon
