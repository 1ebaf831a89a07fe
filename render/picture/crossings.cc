// Orders the nodes of layers so that few lines cross.

#include <algorithm>

#include "render/picture/layers.h"

namespace tenon {

namespace {

std::vector<std::size_t> positions(const Layers& layers) {
  std::vector<std::size_t> at(layers.nodes.size());
  for (const auto& layer : layers.order)
    for (std::size_t i = 0; i < layer.size(); ++i) at[layer[i]] = i;
  return at;
}

/// Sorts a layer by the mean position of each node's neighbours on one side; nodes without any stay in place.
void sort_by_neighbours(Layers& layers, std::size_t layer, std::vector<std::size_t> LayerNode::*side) {
  const std::vector<std::size_t> at = positions(layers);
  const auto wish = [&](std::size_t node) {
    const std::vector<std::size_t>& neighbours = layers.nodes[node].*side;
    if (neighbours.empty()) return static_cast<double>(at[node]);
    double sum = 0;
    for (const std::size_t each : neighbours) sum += static_cast<double>(at[each]);
    return sum / static_cast<double>(neighbours.size());
  };
  std::ranges::stable_sort(layers.order[layer], {}, wish);
}

/// Exchanges neighbours in a layer as long as that removes crossings.
void exchange_neighbours(Layers& layers) {
  std::size_t best = crossings(layers);
  for (bool improved = true; improved && best > 0;) {
    improved = false;
    for (auto& layer : layers.order)
      for (std::size_t i = 0; i + 1 < layer.size(); ++i) {
        std::swap(layer[i], layer[i + 1]);
        const std::size_t now = crossings(layers);
        if (now < best) {
          best = now;
          improved = true;
        } else {
          std::swap(layer[i], layer[i + 1]);
        }
      }
  }
}

}  // namespace

std::size_t crossings(const Layers& layers) {
  const std::vector<std::size_t> at = positions(layers);
  std::size_t count = 0;
  for (const auto& layer : layers.order) {
    std::vector<std::pair<std::size_t, std::size_t>> lines;
    for (const std::size_t node : layer)
      for (const std::size_t next : layers.nodes[node].right) lines.emplace_back(at[node], at[next]);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if ((lines[i].first < lines[j].first && lines[i].second > lines[j].second) ||
            (lines[i].first > lines[j].first && lines[i].second < lines[j].second))
          ++count;
  }
  return count;
}

Layers uncrossed(Layers layers) {
  constexpr int kSweeps = 16;
  constexpr std::size_t kSmall = 400;  ///< nodes, up to which neighbours are exchanged one by one
  Layers best = layers;
  std::size_t fewest = crossings(layers);
  for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
    for (std::size_t i = 1; i < layers.order.size(); ++i) sort_by_neighbours(layers, i, &LayerNode::left);
    for (std::size_t i = layers.order.size() - 1; i-- > 0;) sort_by_neighbours(layers, i, &LayerNode::right);
    if (const std::size_t now = crossings(layers); now < fewest) {
      fewest = now;
      best = layers;
    }
  }
  if (best.nodes.size() <= kSmall) exchange_neighbours(best);
  return best;
}

}  // namespace tenon
