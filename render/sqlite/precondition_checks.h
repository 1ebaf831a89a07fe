// Writes guards that count the rows that an op would violate or lose, before it runs.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sqlite/guards.h"

namespace tenon {

/// Guards, with the statements that must run before and after them.
struct PreconditionChecks {
  std::vector<std::string> before;
  std::vector<Guard> guards;
  std::vector<std::string> after;
};

/// Tells whether existing rows can violate what an op adds by itself: a unique index or a check.
bool constrains_rows(const Op& op);

/// Returns the guards that count, before anything changes, the rows that violate what an op newly requires:
/// NOT NULL, CHECK, UNIQUE, PRIMARY KEY, foreign keys, and the types of a STRICT table. Where values are
/// converted or computed anew, a temporary table does that first. Three kinds are not checked here: a
/// constraint that names the rowid of rows that do not exist yet, which fails in the copy; and a foreign key
/// to a table that does not exist, that the plan creates, or whose referred columns it changes, which is
/// checked at the end. The guards also count the values that would be lost, unless that was allowed (see
/// render/sqlite/value_losses.h). `plan` contains the op; the guards run immediately before it.
PreconditionChecks precondition_checks(const Op& op, const Plan& plan);

}  // namespace tenon
