// Writes the guards and the transaction around SQLite ops in a revision file.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

// The statements around the ops of a SQLite plan that moves or drops rows. With foreign_keys on, DROP TABLE
// first deletes the rows, and by ON DELETE CASCADE those of the children (SQLite documentation, PRAGMA
// foreign_keys).

/// Returns the helper functions of the guards, for the head of the file, and those that sqlite_begin() and
/// sqlite_end() need.
std::string_view sqlite_guard_helpers();
std::string_view sqlite_helpers();

/// Begins a transaction before guards without other statements around them, so that a failing guard leaves
/// everything as it was.
std::string_view sqlite_transaction();

/// Returns `orphans = _begin()`, and below `_end(orphans)`, which enclose everything else.
std::string_view sqlite_begin();
std::string_view sqlite_end();

/// Returns calls that stop the revision if rows violate what an op requires. `plan` contains the op.
std::vector<std::string> precondition_calls(const Op& op, const Plan& plan, Draft& draft);

/// Returns the helper functions of dependent_calls(), for the head of the file.
std::string_view sqlite_dependent_helpers();

/// Returns calls that stop the revision at its end if a view or trigger that compiled before no longer does.
std::vector<std::string> dependent_calls(const Plan& plan, Draft& draft);

}  // namespace tenon
