// Reads primary keys and unique constraints from the stored text, checked against the facts.

#pragma once

#include <algorithm>
#include <vector>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"
#include "reflect/sqlite/stored.h"
#include "sql/create_table.h"

namespace tenon {

/// Returns only the primary key and the unique constraints.
std::vector<Constraint> sqlite_keys(const StoredTable& stored, const std::vector<Column>& columns);

}  // namespace tenon
