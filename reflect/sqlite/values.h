// Counts values that a change of affinity would change, and NULLs of a column.

#pragma once

#include <cstddef>

#include "reflect/database.h"
#include "reflect/sqlite/handle.h"

namespace tenon {

/// Returns how many values of a column would change if they were stored under another affinity and then under
/// their own again. The library itself converts each in an in-memory table, because CAST follows other rules.
/// It only reads.
std::size_t values_lost(const SqliteHandle& handle, const Conversion& conversion);

/// Returns how many rows have NULL in the column.
std::size_t values_missing(const SqliteHandle& handle, const QualifiedName& table, const Name& column);

}  // namespace tenon
