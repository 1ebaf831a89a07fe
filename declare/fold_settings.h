#pragma once

#include "model/catalog.h"

namespace tenon {

// Settings that say no more than what holds without them go; words are folded.

Options folded_table_settings(Options options);
Options folded_column_settings(Options options, const Type& type);
/// Of an index or of what owns one.
Options folded_index_settings(Options options);

}  // namespace tenon
