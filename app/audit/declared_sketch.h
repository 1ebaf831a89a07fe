// Reads of a finding's definition what a picture draws: columns of a table, the tables of a foreign key.

#pragma once

#include "audit/result.h"
#include "model/change.h"
#include "model/dialect.h"

namespace tenon {

/// Returns the object of a finding by its key, with what its definition says for a picture: the columns of a
/// table with their types and its keys, the type of a column, the columns of a foreign key and what it refers
/// to. What cannot be read is left out.
Object sketched(const StoredFinding& finding, const Key& key, const Dialect& dialect);

}  // namespace tenon
