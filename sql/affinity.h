// Computes the affinity of a declared type of SQLite.

#pragma once

#include <string_view>

namespace tenon {

/// What SQLite makes of values that are stored under a declared type, by the rules of its manual (Datatypes
/// In SQLite, 3.1): INTEGER, TEXT, BLOB, REAL or NUMERIC. In a STRICT table, ANY takes everything as it is.
std::string_view affinity(std::string_view type, bool strict = false);

}  // namespace tenon
