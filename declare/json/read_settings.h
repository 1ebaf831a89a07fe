// Checks the dialect settings of tables and columns in the declared JSON; the output is faults.

#pragma once

#include "declare/json/draft.h"
#include "declare/json/object_reader.h"
#include "model/change.h"

namespace tenon {

/// Reports settings of a table or a column with values that the database does not have.
void check_settings(const Reading& in, const ObjectReader& from, Kind kind);

}  // namespace tenon
