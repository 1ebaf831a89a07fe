// Checks the dialect settings of tables and columns in the declared JSON; the output is faults.

#pragma once

#include "declare/json/draft.h"
#include "declare/json/object_reader.h"

namespace tenon {

/// Reports settings of a table with values that the database does not have.
void check_table_settings(const Reading& in, const ObjectReader& from);

/// Does the same for a column.
void check_column_settings(const Reading& in, const ObjectReader& from);

}  // namespace tenon
