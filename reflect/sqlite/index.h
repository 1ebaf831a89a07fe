// Reads an index from its stored CREATE INDEX, checked against the facts.

#pragma once

#include <string>
#include <variant>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"

namespace tenon {

/// Returns one CREATE INDEX of `table`, or why its stored text is not understood.
std::variant<Index, std::string> sqlite_index(const SqliteObject& object, const SqliteIndexFact& fact,
                                              const Table& table);

}  // namespace tenon
