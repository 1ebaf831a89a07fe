#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"

namespace tenon {

// What stands around the ops of a SQLite plan that moves or drops rows. See docs on PRAGMA foreign_keys: the
// DROP of a table first deletes its rows, and with them by ON DELETE CASCADE those of its children.

/// The helper functions that the calls below need, for the head of the file.
std::string_view sqlite_helpers();

/// `orphans = _begin()` and `_end(orphans)`, around everything else.
std::string_view sqlite_begin();
std::string_view sqlite_end();

/// Calls that stop the revision where the rows of a table are in the way of what its rebuild demands;
/// nothing for any other op. `plan`: the one that the op is part of.
std::vector<std::string> foresight_calls(const Op& op, const Plan& plan);

}  // namespace tenon
