#pragma once

#include <cstddef>
#include <vector>

#include "plan/order/node.h"

namespace tenon {

/// The ops in the one order that their ranks give once everything that leans on something is minded. Renames
/// that wait for each other's names go over a name of their own. Throws Error(kInternal) that names the ops
/// when no order runs.
std::vector<Op> ordered(std::vector<Node> nodes);

/// For each vertex of a directed graph the number of its strongly connected component.
std::vector<std::size_t> components(const std::vector<std::vector<std::size_t>>& edges);

}  // namespace tenon
