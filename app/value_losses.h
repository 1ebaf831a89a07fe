// Finds the values that a migration of a SQLite database would not keep.

#pragma once

#include <string>
#include <vector>

#include "app/compare.h"
#include "app/losses.h"
#include "model/op.h"

namespace tenon {

/// Returns the values that the upgrade of a SQLite database would not preserve: those counted in a live
/// database, or else the losses that are expected. If only rare values are affected and no database was read,
/// a note of the report says so, and the script counts them.
std::vector<Loss> value_losses(const Plan& up, ComparisonResult& comparison, const CompareRequest& request);

/// Returns the plan with the allowed losses recorded in its ops, so that no script stops for them.
Plan with_allowed(Plan plan, const std::vector<std::string>& allow);

}  // namespace tenon
