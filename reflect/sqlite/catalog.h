// Builds a Catalog from the facts and stored texts of a SQLite database.

#pragma once

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"

namespace tenon {

/// Converts the facts into a sorted catalog. A table or an index whose stored text is not understood stands
/// in Catalog::not_understood, with the reason. So it never counts as missing.
Catalog sqlite_catalog(const SqliteFacts& facts);

}  // namespace tenon
