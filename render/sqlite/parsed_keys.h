// Writes the referred columns into foreign keys of a stored text that omit them.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

/// Writes the referred columns after each `REFERENCES p` of the stored text that omits them and that must not
/// refer to the key that `p` has after the migration. The rest of the text does not change.
Table with_explicit_keys(Table table, const std::vector<RekeyedTable>& parents);

}  // namespace tenon
