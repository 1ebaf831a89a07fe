// Turns renames of tables and columns into nodes: the nodes of a plan and the renames in, all nodes out.
#pragma once

#include <span>
#include <vector>

#include "model/rename.h"
#include "plan/order/node.h"
#include "plan/transition/inputs.h"

namespace tenon {

/// Adds the nodes of the renames, which run one after the other. On the way up all other nodes depend on the
/// names that the last one gives; on the way down the steps are taken back from the last to the first, and
/// all other nodes release the names before the first of these runs.
std::vector<Node> with_renames(std::vector<Node> nodes, std::span<const RenameStep> renames,
                               Direction direction);

}  // namespace tenon
