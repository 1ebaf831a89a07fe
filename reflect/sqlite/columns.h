// Reads the columns of a table from its stored text, checked against the facts.

#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"
#include "reflect/sqlite/stored.h"
#include "sql/create_table.h"

namespace tenon {

/// Returns the columns of the table, in its order.
std::vector<Column> sqlite_columns(const StoredTable& stored);

/// Returns the columns of the primary key of a table, in its order; none if the key or the table does not
/// exist.
std::vector<Name> primary_columns(const SqliteTableFacts& table);

/// Returns the column of that name, as the table spells it.
const Name& column_named(const std::vector<Column>& columns, const std::string& name);

/// Returns the collation by which a column compares, in lower case; "binary" is the default.
std::string collation_of(const Column& column);

}  // namespace tenon
