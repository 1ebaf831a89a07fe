#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

/// The name, without quotes, under which the table of sqlite_compiling_everything() ends; it is dropped then.
std::string sqlite_probe_table(const std::string& helper_prefix);

/// Statements that fail where any view or trigger does not compile, with "error in view v: ...": an empty
/// table is made and renamed. They need legacy_alter_table to be off, and a transaction to be undone in.
std::vector<std::string> sqlite_compiling_everything(const std::string& helper_prefix);

/// The statements that prove at the end of a plan that what compiled before compiles, for a runner that stops
/// at the first one that fails. Empty where nothing has to be proved.
std::vector<std::string> sqlite_dependents_proof(const Plan& plan);

}  // namespace tenon
