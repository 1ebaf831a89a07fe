// Removes default settings from the options of tables, columns and indexes, so that equal declarations
// compare equal.

#pragma once

#include "model/catalog.h"

namespace tenon {

// Each removes settings that equal the default, and converts keywords to lower case.

Options folded_table_settings(Options options);
Options folded_column_settings(Options options, const Type& type);
/// For an index or a constraint that owns one.
Options folded_index_settings(Options options);

}  // namespace tenon
