// Strongly connected components of a directed graph.

#pragma once

#include <cstddef>
#include <vector>

#include "plan/order/node.h"

namespace tenon {

/// Returns the number of the strongly connected component of each vertex of a directed graph.
std::vector<std::size_t> components(const std::vector<std::vector<std::size_t>>& edges);

}  // namespace tenon
