// Writes the statements that prove that views and triggers still compile.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

/// Returns the unquoted name that the probe table of sqlite_compiling_everything() has at the end, before it
/// is dropped.
std::string sqlite_probe_table(const std::string& helper_prefix);

/// Returns statements that fail with "error in view v: ..." if any view or trigger does not compile: they
/// create an empty table and rename it, and ALTER TABLE RENAME compiles the whole schema. They require
/// legacy_alter_table to be off, and a transaction that can be rolled back.
std::vector<std::string> sqlite_compiling_everything(const std::string& helper_prefix);

/// Returns the statements that prove, at the end of a plan, that every view and trigger that compiled before
/// still compiles. They are meant for a runner that stops at the first failing statement. The list is empty
/// if there is nothing to prove.
std::vector<std::string> sqlite_dependents_proof(const Plan& plan);

}  // namespace tenon
