// Interface of SQL rendering: takes ops or a plan of any dialect, returns statements or a script.

#pragma once

#include <string>
#include <vector>

#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// Returns the statements of one op in the plan's dialect, each without its closing semicolon.
std::vector<std::string> sql_statements(const Op& op, const Dialect& dialect);

/// Returns a plan as one SQL script for `psql` or the `sqlite3` shell: with its own transactions, and outside
/// of them the statements that require it; it is safe to stop in the middle. An empty plan gives a comment
/// that says so.
std::string sql_script(const Plan& plan);

}  // namespace tenon
