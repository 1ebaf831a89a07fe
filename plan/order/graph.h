// The order of ops: nodes with dependencies in, a list of ops out.

#pragma once

#include <vector>

#include "plan/order/node.h"

namespace tenon {

/// Sorts the ops topologically; of the ops that may run next, the first by rank runs. A cycle is broken by
/// giving up preferences (Node::prefers_to_release), or by a rename through a temporary name. Throws
/// Error(kInternal) that names the ops of a cycle that cannot be broken.
std::vector<Op> ordered(std::vector<Node> nodes);

}  // namespace tenon
