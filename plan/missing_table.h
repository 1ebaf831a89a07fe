#pragma once

#include "model/catalog.h"

namespace tenon {

/// Whether a view or a trigger may read or write a table that the catalog has not. SQLite compiles all of
/// them when a column is dropped, and refuses where one does not compile. Finds more than there is rather
/// than less.
bool may_miss_table(const Other& other, const Catalog& catalog);

}  // namespace tenon
