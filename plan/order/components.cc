// Strongly connected components of a directed graph.
#include "plan/order/components.h"

#include <algorithm>

namespace tenon {

namespace {

constexpr std::size_t kUnseen = static_cast<std::size_t>(-1);

/// Tarjan's algorithm with an explicit stack: a chain of foreign keys may be as long as the schema.
class Finder {
 public:
  explicit Finder(const std::vector<std::vector<std::size_t>>& edges)
      : edges_(edges), order_(edges.size(), kUnseen), low_(edges.size()), component_(edges.size(), kUnseen) {}

  std::vector<std::size_t> components() {
    for (std::size_t vertex = 0; vertex < edges_.size(); ++vertex)
      if (order_[vertex] == kUnseen) visit(vertex);
    return std::move(component_);
  }

 private:
  struct Frame {
    std::size_t vertex;
    std::size_t next;
  };

  void visit(std::size_t root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const auto& targets = edges_[frame.vertex];
      if (frame.next == targets.size()) {
        leave();
        continue;
      }
      const std::size_t vertex = frame.vertex;
      const std::size_t target = targets[frame.next++];
      if (order_[target] == kUnseen)
        enter(target);
      else if (component_[target] == kUnseen)
        low_[vertex] = std::min(low_[vertex], order_[target]);
    }
  }

  void enter(std::size_t vertex) {
    order_[vertex] = low_[vertex] = seen_++;
    open_.push_back(vertex);
    frames_.push_back({vertex, 0});
  }

  void leave() {
    const std::size_t vertex = frames_.back().vertex;
    frames_.pop_back();
    if (!frames_.empty()) {
      auto& low = low_[frames_.back().vertex];
      low = std::min(low, low_[vertex]);
    }
    if (low_[vertex] != order_[vertex]) return;
    for (std::size_t member = kUnseen; member != vertex; open_.pop_back()) {
      member = open_.back();
      component_[member] = found_;
    }
    ++found_;
  }

  const std::vector<std::vector<std::size_t>>& edges_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> low_;
  std::vector<std::size_t> component_;
  std::vector<std::size_t> open_;
  std::vector<Frame> frames_;
  std::size_t seen_ = 0;
  std::size_t found_ = 0;
};

}  // namespace

std::vector<std::size_t> components(const std::vector<std::vector<std::size_t>>& edges) {
  return Finder(edges).components();
}

}  // namespace tenon
