// Reads foreign keys from the stored text, checked against the facts.

#pragma once

#include <algorithm>
#include <vector>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"
#include "reflect/sqlite/stored.h"
#include "sql/create_table.h"

namespace tenon {

/// Returns only the foreign keys.
std::vector<Constraint> sqlite_references(const StoredTable& stored, const std::vector<Column>& columns);

}  // namespace tenon
