// Interface of SQL rendering: takes ops or a plan of any dialect, returns statements or a script.

#pragma once

#include <string>
#include <vector>

#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// The statements of one op in the plan's dialect, each without its closing semicolon.
std::vector<std::string> sql_statements(const Op& op, const Dialect& dialect);

/// A plan as one SQL script for `psql` or the `sqlite3` shell: its own transactions, what must stand outside
/// them outside, safe to stop in the middle. Empty plan: a comment that says so.
std::string sql_script(const Plan& plan);

/// The definition of an object for people, identifiers quoted only where they must be:
/// `FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`.
std::string definition(const Object& object, const Key& key, const Dialect& dialect);
/// The same of a table as lines: its name, its columns and constraints one each, and the rest.
std::vector<std::string> definition_lines(const Table& table, const Dialect& dialect);

}  // namespace tenon
