// Sets the height at which the nodes of layers lie.

#include <algorithm>

#include "render/picture/layers.h"

namespace tenon {

namespace {

constexpr double kBetweenBoxes = 26;
constexpr double kBetweenPassages = 8;

double distance(const LayerNode& above, const LayerNode& below) {
  const double between = above.box && below.box ? kBetweenBoxes : kBetweenPassages;
  return above.height / 2 + between + below.height / 2;
}

/// A run of nodes that touch each other: it lies where the squares of all ways to the wishes are smallest.
struct Run {
  double sum = 0;  ///< of the wishes, each less the node's own offset in the run
  double count = 0;
  std::size_t first = 0;
  double top() const { return sum / count; }
};

/// Moves the nodes of a layer as near to their wishes as order and distances allow.
void settle_layer(Layers& layers, const std::vector<std::size_t>& layer, const std::vector<double>& wishes) {
  std::vector<double> offsets(layer.size(), 0);
  for (std::size_t i = 1; i < layer.size(); ++i)
    offsets[i] = offsets[i - 1] + distance(layers.nodes[layer[i - 1]], layers.nodes[layer[i]]);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    runs.push_back({.sum = wishes[i] - offsets[i], .count = 1, .first = i});
    while (runs.size() > 1 && runs[runs.size() - 2].top() > runs.back().top()) {
      const Run last = runs.back();
      runs.pop_back();
      runs.back().sum += last.sum;
      runs.back().count += last.count;
    }
  }
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const std::size_t end = r + 1 < runs.size() ? runs[r + 1].first : layer.size();
    for (std::size_t i = runs[r].first; i < end; ++i) layers.nodes[layer[i]].y = runs[r].top() + offsets[i];
  }
}

double mean_y(const Layers& layers, const std::vector<std::size_t>& nodes, double otherwise) {
  if (nodes.empty()) return otherwise;
  double sum = 0;
  for (const std::size_t node : nodes) sum += layers.nodes[node].y;
  return sum / static_cast<double>(nodes.size());
}

void pull(Layers& layers, std::size_t index, bool to_left, bool to_right) {
  const std::vector<std::size_t>& layer = layers.order[index];
  std::vector<double> wishes;
  for (const std::size_t node : layer) {
    std::vector<std::size_t> near;
    const LayerNode& at = layers.nodes[node];
    if (to_left) near.insert(near.end(), at.left.begin(), at.left.end());
    if (to_right) near.insert(near.end(), at.right.begin(), at.right.end());
    wishes.push_back(mean_y(layers, near, at.y));
  }
  settle_layer(layers, layer, wishes);
}

}  // namespace

Layers straightened(Layers layers) {
  constexpr int kSweeps = 12;
  for (const auto& layer : layers.order) settle_layer(layers, layer, std::vector<double>(layer.size(), 0));
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t i = 1; i < layers.order.size(); ++i) pull(layers, i, true, false);
    for (std::size_t i = layers.order.size(); i-- > 0;) pull(layers, i, false, true);
  }
  for (std::size_t i = 0; i < layers.order.size(); ++i) pull(layers, i, true, true);
  return layers;
}

}  // namespace tenon
