// Reads a column type of the declared JSON, with the check or enum that it implies.

#pragma once

#include <string>
#include <string_view>

#include "declare/json/draft.h"

namespace tenon {

/// Reads a type as text or as an object (boolean, enum); may add a check to the table and an enum to the
/// draft.
Type read_type(const Reading& in, const JsonValue& value, SchemaDraft& draft, DraftTable& table,
               const Name& column);

}  // namespace tenon
