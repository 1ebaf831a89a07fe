// Reads one table or index from its stored text, or returns why it is not understood.

#pragma once

#include <string>
#include <variant>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"

namespace tenon {

/// Returns a table without its indexes, or why its stored text is not understood.
std::variant<Table, std::string> sqlite_table(const SqliteObject& object, const SqliteFacts& facts);

}  // namespace tenon
