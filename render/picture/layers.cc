// The layers of a graph of boxes: without cycles, with a place for each line in each layer that it crosses.

#include "render/picture/layers.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace tenon {

namespace {

using Successors = std::vector<std::set<std::size_t>>;

/// Directions without cycles: of each line whether it must be read backwards.
std::vector<bool> reversed_lines(std::size_t count, const std::vector<LayoutLine>& lines) {
  enum class State { kNew, kOpen, kDone };
  std::vector<State> states(count, State::kNew);
  std::vector<bool> reversed(lines.size(), false);
  const std::function<void(std::size_t)> visit = [&](std::size_t box) {
    states[box] = State::kOpen;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].from != box || lines[i].to == box) continue;
      if (states[lines[i].to] == State::kOpen) reversed[i] = true;
      if (states[lines[i].to] == State::kNew) visit(lines[i].to);
    }
    states[box] = State::kDone;
  };
  for (std::size_t box = 0; box < count; ++box)
    if (states[box] == State::kNew) visit(box);
  return reversed;
}

/// Returns the boxes with every successor before its predecessors.
std::vector<std::size_t> sinks_first(const Successors& successors) {
  std::vector<std::size_t> order;
  std::vector<bool> seen(successors.size(), false);
  const std::function<void(std::size_t)> visit = [&](std::size_t box) {
    seen[box] = true;
    for (const std::size_t next : successors[box])
      if (!seen[next]) visit(next);
    order.push_back(box);
  };
  for (std::size_t box = 0; box < successors.size(); ++box)
    if (!seen[box]) visit(box);
  return order;
}

/// Returns the layer of each box, counted from the right: behind all its successors, in the first that has
/// room.
std::vector<std::size_t> layers_from_right(const Successors& successors) {
  const auto room = static_cast<std::size_t>(
      std::max(4.0, std::ceil(1.6 * std::sqrt(static_cast<double>(successors.size())))));
  std::vector<std::size_t> layer(successors.size(), 0);
  std::vector<std::size_t> filled;
  for (const std::size_t box : sinks_first(successors)) {
    for (const std::size_t next : successors[box]) layer[box] = std::max(layer[box], layer[next] + 1);
    while (layer[box] < filled.size() && filled[layer[box]] >= room) ++layer[box];
    if (layer[box] >= filled.size()) filled.resize(layer[box] + 1, 0);
    ++filled[layer[box]];
  }
  return layer;
}

/// Moves boxes that more lines enter than leave next to what refers to them.
std::vector<std::size_t> pulled_left(std::vector<std::size_t> layer, const Successors& successors) {
  Successors predecessors(successors.size());
  for (std::size_t box = 0; box < successors.size(); ++box)
    for (const std::size_t next : successors[box]) predecessors[next].insert(box);
  const std::vector<std::size_t> order = sinks_first(successors);
  for (auto box = order.rbegin(); box != order.rend(); ++box) {
    if (predecessors[*box].size() <= successors[*box].size()) continue;
    std::size_t nearest = successors.size();
    for (const std::size_t before : predecessors[*box]) nearest = std::min(nearest, layer[before] - 1);
    layer[*box] = std::max(layer[*box], nearest);
  }
  return layer;
}

void connect(Layers& layers, std::size_t left, std::size_t right) {
  layers.nodes[left].right.push_back(right);
  layers.nodes[right].left.push_back(left);
}

/// Adds the passages of a line through the layers between its ends.
std::vector<std::size_t> chain(Layers& layers, std::size_t left, std::size_t right) {
  constexpr double kPassage = 10;
  std::vector<std::size_t> nodes{left};
  for (std::size_t layer = layers.nodes[left].layer + 1; layer < layers.nodes[right].layer; ++layer) {
    layers.nodes.push_back(
        {.box = std::nullopt, .layer = layer, .height = kPassage, .left = {}, .right = {}});
    nodes.push_back(layers.nodes.size() - 1);
    layers.order[layer].push_back(layers.nodes.size() - 1);
  }
  nodes.push_back(right);
  for (std::size_t i = 1; i < nodes.size(); ++i) connect(layers, nodes[i - 1], nodes[i]);
  return nodes;
}

}  // namespace

Layers layered(const std::vector<LayoutBox>& boxes, const std::vector<LayoutLine>& lines) {
  Layers made;
  made.is_reversed = reversed_lines(boxes.size(), lines);
  Successors successors(boxes.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].from == lines[i].to) continue;
    const bool is_reversed = made.is_reversed[i];
    successors[is_reversed ? lines[i].to : lines[i].from].insert(is_reversed ? lines[i].from : lines[i].to);
  }
  const std::vector<std::size_t> from_right = pulled_left(layers_from_right(successors), successors);
  const std::size_t last = from_right.empty() ? 0 : *std::ranges::max_element(from_right);
  made.order.resize(last + 1);
  for (std::size_t box = 0; box < boxes.size(); ++box) {
    made.nodes.push_back(
        {.box = box, .layer = last - from_right[box], .height = boxes[box].height, .left = {}, .right = {}});
    made.order[last - from_right[box]].push_back(box);
  }
  made.chains.resize(lines.size());
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> shared;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].from == lines[i].to) continue;
    const std::size_t left = made.is_reversed[i] ? lines[i].to : lines[i].from;
    const std::size_t right = made.is_reversed[i] ? lines[i].from : lines[i].to;
    std::vector<std::size_t>& nodes = shared[{left, right}];
    if (nodes.empty()) nodes = chain(made, left, right);
    made.chains[i] = nodes;
  }
  return made;
}

}  // namespace tenon
