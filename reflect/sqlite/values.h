#pragma once

#include <cstddef>

#include "reflect/database.h"
#include "reflect/sqlite/handle.h"

namespace tenon {

/// How many values of a column would be other ones once they were stored under another affinity and then
/// under their own again. Each is stored in a table in memory, by the library itself: CAST follows other
/// rules. Reads only.
std::size_t values_lost(const SqliteHandle& handle, const Conversion& conversion);

/// How many rows have no value in the column.
std::size_t values_missing(const SqliteHandle& handle, const QualifiedName& table, const Name& column);

}  // namespace tenon
