// Computes the affinity of a declared type of SQLite.

#include "sql/affinity.h"

#include <string>

#include "sql/character.h"

namespace tenon {

std::string_view affinity(std::string_view type, bool strict) {
  const std::string name = upper(type);
  const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  if (strict && name == "ANY") return "BLOB";
  if (has("INT")) return "INTEGER";
  if (has("CHAR") || has("CLOB") || has("TEXT")) return "TEXT";
  if (has("BLOB") || name.empty()) return "BLOB";
  if (has("REAL") || has("FLOA") || has("DOUB")) return "REAL";
  return "NUMERIC";
}

}  // namespace tenon
