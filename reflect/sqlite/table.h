#pragma once

#include <string>
#include <variant>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"

namespace tenon {

/// A table without its indexes, or why its stored text was not understood.
std::variant<Table, std::string> sqlite_table(const SqliteObject& object, const SqliteFacts& facts);

/// One CREATE INDEX of `table`, or why its stored text was not understood.
std::variant<Index, std::string> sqlite_index(const SqliteObject& object, const SqliteIndexFact& fact,
                                              const Table& table);

}  // namespace tenon
