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

/// Returns "drop_table public.orders".
std::string to_string(const Loss& loss);

/// Returns what a plan destroys independently of the rows.
std::vector<Loss> losses(const Plan& plan);

/// Throws Error(kUsage) for a word that --allow does not know.
void require_known(const std::vector<std::string>& allow);

/// Throws Error(kRefused) for losses that were not allowed.
void require_allowed(const std::vector<Loss>& losses, const std::vector<std::string>& allow);

}  // namespace tenon
