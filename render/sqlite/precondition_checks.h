#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sqlite/guards.h"

namespace tenon {

/// Guards, with the statements that must run before and after they are asked.
struct Foreseen {
  std::vector<std::string> before;
  std::vector<Guard> guards;
  std::vector<std::string> after;
};

/// Whether rows that are there can be in the way of what an op demands by itself: of a unique index, of a
/// check.
bool demands_of_rows(const Op& op);

/// What the rows of a table violate of what an op newly demands, to be counted before anything changes:
/// NOT NULL, CHECK, UNIQUE, PRIMARY KEY, foreign keys, the types of a STRICT table. Where values are
/// converted or computed anew, that is done in a temporary table first. Left out is what calls the rowid of
/// rows that are not there yet, and then fails in the copy; and a foreign key to a table that is not there,
/// that the plan creates, or whose columns it changes, which is checked at the end. And what values it would
/// not keep, unless it may (see render/sqlite/value_losses.h). `plan`: the one that the op is part of. The
/// guards are asked right before it.
Foreseen foreseen(const Op& op, const Plan& plan);

}  // namespace tenon
