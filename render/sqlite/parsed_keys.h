#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

/// The table with the columns written behind each `REFERENCES p` of its stored text that leaves them unsaid
/// and is not to mean the key that `p` has afterwards. Nothing else of the text changes.
Table with_said_keys(Table table, const std::vector<RekeyedTable>& parents);

}  // namespace tenon
