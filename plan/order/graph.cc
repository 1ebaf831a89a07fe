// Builds the graph of nodes, sorts it, and breaks its cycles.
#include "plan/order/graph.h"

#include "plan/order/components.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <queue>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "model/error.h"
#include "plan/lookup/op_text.h"

namespace tenon {

bool operator<(const Rank& a, const Rank& b) {
  if (a.stage != b.stage) return a.stage < b.stage;
  const auto order = [](const Rank& r) { return std::tie(r.kind, r.table, r.position, r.name); };
  return a.stage < Stage::kRename ? order(b) < order(a) : order(a) < order(b);
}

namespace {

/// The successors of each node.
using Edges = std::vector<std::vector<std::size_t>>;

using NodesBy = std::unordered_map<std::string_view, std::vector<std::size_t>>;

bool contains(const std::vector<std::string>& all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

NodesBy nodes_by(const std::vector<Node>& nodes, std::vector<std::string> Node::*member) {
  NodesBy found;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const auto& key : nodes[i].*member) found[key].push_back(i);
  return found;
}

/// Adds an edge from each node to every provider of what its `member` lists: it runs before them.
void add_release_edges(Edges& edges, const std::vector<Node>& nodes, const NodesBy& providers,
                       std::vector<DependencyKey> Node::*member) {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const auto& dependency : nodes[i].*member) {
      const auto found = providers.find(dependency);
      if (found == providers.end() || contains(nodes[i].provides, dependency)) continue;
      edges[i].insert(edges[i].end(), found->second.begin(), found->second.end());
    }
}

void add_dependency_edges(Edges& edges, const std::vector<Node>& nodes, const NodesBy& providers) {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const auto& dependency : nodes[i].depends_on) {
      const auto found = providers.find(dependency);
      if (found == providers.end() || contains(nodes[i].provides, dependency)) continue;
      for (const std::size_t provider : found->second) edges[provider].push_back(i);
    }
}

void add_name_edges(Edges& edges, const std::vector<Node>& nodes) {
  const NodesBy claimants = nodes_by(nodes, &Node::claims_names);
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const auto& claim : nodes[i].frees_names) {
      const auto found = claimants.find(claim);
      if (found == claimants.end() || contains(nodes[i].claims_names, claim)) continue;
      edges[i].insert(edges[i].end(), found->second.begin(), found->second.end());
    }
}

Edges edges_of(const std::vector<Node>& nodes) {
  Edges edges(nodes.size());
  const NodesBy providers = nodes_by(nodes, &Node::provides);
  add_release_edges(edges, nodes, providers, &Node::releases);
  add_release_edges(edges, nodes, providers, &Node::prefers_to_release);
  add_dependency_edges(edges, nodes, providers);
  add_name_edges(edges, nodes);
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const std::size_t predecessor : nodes[i].runs_after) edges[predecessor].push_back(i);
  return edges;
}

/// Returns the numbers of the nodes, sorted by rank.
std::vector<std::size_t> by_rank(const std::vector<Node>& nodes) {
  std::vector<std::size_t> order(nodes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return nodes[a].rank < nodes[b].rank; });
  return order;
}

/// Kahn's algorithm with a priority queue: of the nodes that may run, the first by rank. The result is
/// shorter than `nodes` where there is a cycle.
std::vector<std::size_t> sorted(const std::vector<Node>& nodes, const Edges& edges) {
  const auto ranked = by_rank(nodes);
  std::vector<std::size_t> position(nodes.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) position[ranked[i]] = i;
  std::vector<std::size_t> waits(nodes.size());
  for (const auto& targets : edges)
    for (const std::size_t target : targets) ++waits[target];
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (waits[i] == 0) ready.push(position[i]);
  std::vector<std::size_t> order;
  while (!ready.empty()) {
    const std::size_t node = ranked[ready.top()];
    ready.pop();
    order.push_back(node);
    for (const std::size_t target : edges[node])
      if (--waits[target] == 0) ready.push(position[target]);
  }
  return order;
}

/// Breaks at most one cycle of each component: preferences give way first; then a rename goes through a
/// temporary name.
class CycleBreaker {
 public:
  explicit CycleBreaker(std::vector<Node>& nodes) : nodes_(nodes), whole_(nodes.size(), true) {}

  void cut(const Edges& edges) {
    const auto component = components(edges);
    Members members;
    const auto ranked = by_rank(nodes_);
    for (const std::size_t node : ranked) members[component[node]].push_back(node);
    bool done = false;
    for (const std::size_t node : ranked) {
      const auto& cycle = members[component[node]];
      if (cycle.size() > 1 && cycle.front() == node) done = cut_one(cycle) || done;
    }
    if (!done) give_up(members);
  }

 private:
  /// The nodes of each component, by rank.
  using Members = std::map<std::size_t, std::vector<std::size_t>>;

  bool cut_one(const std::vector<std::size_t>& cycle) { return give_way(cycle) || detour(cycle); }

  bool give_way(const std::vector<std::size_t>& cycle) {
    bool gave = false;
    for (const std::size_t i : cycle)
      gave = std::erase_if(nodes_[i].prefers_to_release,
                           [&](const DependencyKey& dependency) {
                             return std::ranges::any_of(cycle, [&](std::size_t other) {
                               return contains(nodes_[other].provides, dependency);
                             });
                           }) != 0 ||
             gave;
    return gave;
  }

  bool detour(const std::vector<std::size_t>& cycle) {
    for (const std::size_t i : cycle)
      if (std::holds_alternative<RenameConstraint>(nodes_[i].op) && whole_[i]) {
        split(i);
        return true;
      }
    return false;
  }

  void split(std::size_t second) {
    Node first = nodes_[second];
    auto& away = std::get<RenameConstraint>(first.op);
    away.to = Name("_tenon_swap_" + std::to_string(++swaps_));
    first.claims_names.clear();
    nodes_[second].frees_names.clear();
    nodes_[second].runs_after = {nodes_.size()};
    auto& back = std::get<RenameConstraint>(nodes_[second].op);
    back.actual = renamed(back.actual, away.to, NamedBy::kUser);
    nodes_.push_back(std::move(first));
    whole_[second] = false;
    whole_.push_back(false);
  }

  [[noreturn]] void give_up(const Members& members) const {
    std::string names;
    for (const auto& [component, cycle] : members)
      for (const std::size_t i : cycle)
        if (cycle.size() > 1) names += (names.empty() ? "" : ", ") + describe(nodes_[i].op);
    throw Error(Fault::kInternal,
                "there is no possible order for these steps, as each waits for another: " + names);
  }

  std::vector<Node>& nodes_;
  std::vector<bool> whole_;
  std::size_t swaps_ = 0;
};

}  // namespace

std::vector<Op> ordered(std::vector<Node> nodes) {
  CycleBreaker breaker(nodes);
  for (;;) {
    const Edges edges = edges_of(nodes);
    const auto order = sorted(nodes, edges);
    if (order.size() < nodes.size()) {
      breaker.cut(edges);
      continue;
    }
    std::vector<Op> ops;
    ops.reserve(nodes.size());
    for (const std::size_t i : order) {
      ops.push_back(std::move(nodes[i].op));
      ops.insert(ops.end(), nodes[i].followed_by.begin(), nodes[i].followed_by.end());
    }
    return ops;
  }
}

}  // namespace tenon
