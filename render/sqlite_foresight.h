#pragma once

#include <vector>

#include "model/op.h"
#include "render/sqlite_guards.h"

namespace tenon {

/// What the rows of a table violate of what a rebuild newly demands, to be counted before anything changes:
/// NOT NULL, CHECK, UNIQUE, PRIMARY KEY, foreign keys. Left out is what only the copy itself can tell, which
/// then fails: a check over a column whose type changes, a foreign key to a table that the
/// plan creates or whose columns it changes.
std::vector<Guard> foreseen(const RebuildTable& op, const Plan& plan);

/// The same of a unique index that is made on its own: its columns are there when the guard is asked.
std::vector<Guard> foreseen(const Index& index, const QualifiedName& table);

}  // namespace tenon
