// What a plan destroys: ops in, losses out, and an error for those that nobody allowed.

#pragma once

#include <string>
#include <vector>

#include "app/compare.h"
#include "model/op.h"

namespace tenon {

/// Something that a plan destroys.
struct Loss {
  std::string word;    ///< what --allow calls it: "drop_column"
  std::string target;  ///< "public.orders.total"
  std::string detail;  ///< "3 values, not kept by the affinity INTEGER"; empty: the word says all
};

/// "drop_table public.orders".
std::string shown(const Loss& loss);

/// What a plan destroys, whatever the rows are.
std::vector<Loss> losses(const Plan& plan);

/// What the way up would not keep of values that stay (SQLite), where the actual side is a database or
/// nothing is known but that it is to be expected. Where rare values alone suffer and nobody was asked, a
/// note of the report says so: the script counts them.
std::vector<Loss> value_losses(const Plan& up, ComparisonResult& comparison, const CompareRequest& request);

/// Throws Error(kUsage) for a word that --allow does not know.
void demand_known(const std::vector<std::string>& allow);
/// Throws Error(kRefused) for losses that were not allowed.
void demand_allowed(const std::vector<Loss>& losses, const std::vector<std::string>& allow);

/// The plan with what was allowed to be lost written to its ops, so that no script stops for it.
Plan with_allowed(Plan plan, const std::vector<std::string>& allow);

}  // namespace tenon
