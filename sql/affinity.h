// Computes the affinity of a declared type of SQLite.

#pragma once

#include <string_view>

namespace tenon {

/// Returns the affinity that SQLite derives from a declared type (Datatypes In SQLite, 3.1): INTEGER, TEXT,
/// BLOB, REAL or NUMERIC. In a STRICT table, a column of type ANY stores every value unchanged.
std::string_view affinity(std::string_view type, bool strict = false);

}  // namespace tenon
