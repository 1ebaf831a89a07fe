// The layers of a graph of boxes: without cycles, with a place for each line in each layer that it crosses.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "render/picture/layout.h"

namespace tenon {

/// A place in a layer: a box, or the passage of a line that goes on to another layer.
struct LayerNode {
  std::optional<std::size_t> box;
  std::size_t layer = 0;  ///< 0 is the leftmost
  double height = 0;
  double y = 0;                    ///< of its middle
  std::vector<std::size_t> left;   ///< neighbours in the layer before
  std::vector<std::size_t> right;  ///< neighbours in the layer behind
};

/// Boxes in layers. Each line is a chain of nodes in neighbouring layers, from left to right.
struct Layers {
  std::vector<LayerNode> nodes;
  std::vector<std::vector<std::size_t>> order;   ///< the nodes of each layer from top to bottom
  std::vector<std::vector<std::size_t>> chains;  ///< of each line; empty for a line from a box to itself
  std::vector<bool> is_reversed;                 ///< of each line: it leads from right to left
};

/// Assigns layers: the ends of a line are in different layers, and no layer is much fuller than the picture
/// is wide. The first nodes are the boxes.
Layers layered(const std::vector<LayoutBox>& boxes, const std::vector<LayoutLine>& lines);

/// Orders the nodes of each layer so that few lines cross.
Layers uncrossed(Layers layers);

/// Sets the height at which each node lies: near its neighbours, in the order of its layer, none over
/// another.
Layers straightened(Layers layers);

/// Returns the number of crossings between neighbouring layers.
std::size_t crossings(const Layers& layers);

}  // namespace tenon
