// Writes the guards and the transaction around SQLite ops in a revision file.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

// What stands around the ops of a SQLite plan that moves or drops rows. See docs on PRAGMA foreign_keys: the
// DROP of a table first deletes its rows, and with them by ON DELETE CASCADE those of its children.

/// The helper functions that the calls below need, for the head of the file: those of the guards, and those
/// that sqlite_begin() and sqlite_end() need besides.
std::string_view sqlite_guard_helpers();
std::string_view sqlite_helpers();

/// Before guards that nothing else stands around: what stops at one leaves everything as it was.
std::string_view sqlite_transaction();

/// `orphans = _begin()` and `_end(orphans)`, around everything else.
std::string_view sqlite_begin();
std::string_view sqlite_end();

/// Calls that stop the revision where the rows of a table are in the way of what an op demands. `plan`: the
/// one that the op is part of.
std::vector<std::string> foresight_calls(const Op& op, const Plan& plan, Draft& draft);

/// The helper functions of dependent_calls(), for the head of the file.
std::string_view sqlite_dependent_helpers();

/// Calls that stop the revision at its end where a view or trigger that compiled before does not any more.
std::vector<std::string> dependent_calls(const Plan& plan, Draft& draft);

}  // namespace tenon
