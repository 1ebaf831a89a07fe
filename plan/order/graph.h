// The order of ops: nodes with dependencies in, a list of ops out.
#pragma once

#include <cstddef>
#include <vector>

#include "plan/order/node.h"

namespace tenon {

/// Sorts the ops topologically; of the ops that may run next, the first by rank runs. A cycle is broken by
/// giving up preferences (Node::prefers_to_release), or by a rename through a temporary name. Throws
/// Error(kInternal) that names the ops of a cycle that cannot be broken.
std::vector<Op> ordered(std::vector<Node> nodes);

/// The number of the strongly connected component of each vertex of a directed graph.
std::vector<std::size_t> components(const std::vector<std::vector<std::size_t>>& edges);

}  // namespace tenon
