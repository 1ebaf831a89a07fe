// Moves foreign keys into the tables that are created with them: a plan in, the same plan in another order
// out.
#include "plan/inline_foreign_keys.h"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/dialect.h"
#include "plan/effects/acts.h"
#include "plan/lookup/identifiers.h"
#include "plan/order/components.h"

namespace tenon {

namespace {

using Edges = std::vector<std::vector<std::size_t>>;

bool is_tree(const Table& table) {
  return !table.parents.empty() || option(table.options, "partition_by") ||
         option(table.options, "partition_bound");
}

/// Returns the names in all texts of a table, among them those of the tables that it may depend on.
std::set<std::string> names_in(const Table& table, const Dialect& dialect) {
  std::set<std::string> names;
  const auto add = [&](std::string_view sql) {
    for (IdentifierRef& found : referenced_identifiers(sql, dialect)) names.insert(std::move(found.key));
    for (QualifiedName& found : names_in_literals(sql, dialect)) names.insert(std::move(found.name.key));
  };
  for (const Column& column : table.columns) {
    add(column.type.text);
    if (column.default_value) add(column.default_value->text);
    if (column.generated) add(column.generated->sqltext.text);
  }
  for (const Constraint& constraint : table.constraints)
    for (const std::string_view sql : expressions_of(constraint)) add(sql);
  return names;
}

/// Returns the tables that an op changes in a way that a foreign key of or to them might depend on: all that
/// it is about, but a constraint that is added, checked or commented on.
std::vector<QualifiedName> touched_by(const Op& op) {
  if (std::holds_alternative<AddConstraint>(op) || std::holds_alternative<ValidateConstraint>(op) ||
      std::holds_alternative<SetComment>(op))
    return {};
  std::vector<QualifiedName> tables;
  for (const ActOn& act : acts_of(op)) tables.push_back(act.key.table_name());
  return tables;
}

/// The tables that one run of CreateTable ops creates, and the foreign keys behind them that may move there.
class Run {
 public:
  Run(std::vector<Op>& ops, std::size_t begin, std::size_t end, const Dialect& dialect)
      : dialect_(dialect), ops_(ops), begin_(begin), end_(end), links_(end - begin) {
    for (std::size_t i = begin; i < end; ++i) numbers_.emplace(table(i - begin).name, i - begin);
    find_keys();
  }

  /// Moves the foreign keys and orders the tables.
  void arrange() {
    if (keys_.empty()) return;
    const Edges fixed = fixed_edges();
    drop_circles(fixed);
    const std::vector<std::size_t> order = ordered_tables(fixed);
    for (const Key& key : keys_) take(key);
    std::vector<Op> arranged;
    for (const std::size_t number : order) arranged.push_back(std::move(ops_[begin_ + number]));
    std::ranges::move(arranged, ops_.begin() + static_cast<std::ptrdiff_t>(begin_));
  }

  /// The positions of the ops that have moved into a table.
  std::vector<std::size_t> moved() const {
    std::vector<std::size_t> all;
    for (const Key& key : keys_) all.push_back(key.position);
    return all;
  }

 private:
  struct Key {
    std::size_t position;  ///< of its AddConstraint
    std::size_t table;     ///< the number of its table
    std::size_t referred;  ///< the number of the table that it refers to; kOutside: it is there already
  };
  static constexpr std::size_t kOutside = static_cast<std::size_t>(-1);

  Table& table(std::size_t number) { return std::get<CreateTable>(ops_[begin_ + number]).table; }

  void find_keys() {
    std::set<QualifiedName> touched;
    std::set<QualifiedName> rekeyed;
    for (std::size_t i = end_; i < ops_.size(); ++i) {
      for (QualifiedName& name : touched_by(ops_[i])) touched.insert(std::move(name));
      const auto* added = std::get_if<AddConstraint>(&ops_[i]);
      if (!added) continue;
      const auto* key = std::get_if<ForeignKey>(&added->constraint);
      if (!key && !referable_columns(added->constraint, dialect_).empty()) rekeyed.insert(added->table);
      if (key) link(added->table, key->referred_table);
      if (key && !touched.contains(added->table) && !touched.contains(key->referred_table))
        consider(i, *added, *key, rekeyed.contains(key->referred_table));
    }
  }

  void link(const QualifiedName& table, const QualifiedName& referred) {
    const auto from = numbers_.find(table);
    const auto to = numbers_.find(referred);
    if (from != numbers_.end() && to != numbers_.end()) links_[to->second].push_back(from->second);
  }

  void consider(std::size_t position, const AddConstraint& added, const ForeignKey& key, bool is_rekeyed) {
    const auto own = numbers_.find(added.table);
    if (own == numbers_.end() || !key.validated || is_tree(table(own->second))) return;
    const auto parent = numbers_.find(key.referred_table);
    if (parent == numbers_.end()) {
      if (!is_rekeyed) keys_.push_back({position, own->second, kOutside});
    } else if (!is_tree(table(parent->second)) && has_key(table(parent->second), key)) {
      keys_.push_back({position, own->second, parent->second});
    }
  }

  bool has_key(const Table& table, const ForeignKey& key) const {
    std::vector<Name> wanted = key.referred_columns;
    std::ranges::sort(wanted);
    return std::ranges::any_of(table.constraints, [&](const Constraint& constraint) {
      return referable_columns(constraint, dialect_) == wanted;
    });
  }

  /// Each table runs after those before it that it inherits from or that one of its texts may name.
  Edges fixed_edges() {
    Edges edges(end_ - begin_);
    std::map<std::string, std::vector<std::size_t>> by_name;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      for (const QualifiedName& parent : table(i).parents)
        if (const auto at = numbers_.find(parent); at != numbers_.end()) edges[at->second].push_back(i);
      for (const std::string& name : names_in(table(i), dialect_))
        if (const auto at = by_name.find(name); at != by_name.end())
          for (const std::size_t before : at->second) edges[before].push_back(i);
      by_name[table(i).name.name.key].push_back(i);
    }
    return edges;
  }

  Edges with_keys(Edges edges) const {
    for (const Key& key : keys_)
      if (key.referred != kOutside && key.referred != key.table) edges[key.referred].push_back(key.table);
    return edges;
  }

  /// Foreign keys that stay apart close circles, too: the way back drops those of a circle by their names.
  void drop_circles(const Edges& fixed) {
    Edges edges = with_keys(fixed);
    for (std::size_t i = 0; i < edges.size(); ++i)
      edges[i].insert(edges[i].end(), links_[i].begin(), links_[i].end());
    const auto component = components(edges);
    std::erase_if(keys_, [&](const Key& key) {
      return key.referred != kOutside && key.referred != key.table &&
             component[key.referred] == component[key.table];
    });
  }

  /// Of the tables that may be created next, the first in the order that was.
  std::vector<std::size_t> ordered_tables(const Edges& fixed) const {
    const Edges edges = with_keys(fixed);
    std::vector<std::size_t> waits(edges.size());
    for (const auto& targets : edges)
      for (const std::size_t target : targets) ++waits[target];
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < waits.size(); ++i)
      if (waits[i] == 0) ready.push(i);
    std::vector<std::size_t> order;
    while (!ready.empty()) {
      order.push_back(ready.top());
      ready.pop();
      for (const std::size_t target : edges[order.back()])
        if (--waits[target] == 0) ready.push(target);
    }
    return order;
  }

  void take(const Key& key) {
    auto& constraints = table(key.table).constraints;
    constraints.push_back(std::get<AddConstraint>(ops_[key.position]).constraint);
    sort_constraints(constraints);
  }

  const Dialect& dialect_;
  std::vector<Op>& ops_;
  std::size_t begin_;
  std::size_t end_;
  std::map<QualifiedName, std::size_t> numbers_;
  Edges links_;  ///< from each table to those that refer to it
  std::vector<Key> keys_;
};

bool creates_table(const Op& op) { return std::holds_alternative<CreateTable>(op); }

std::vector<Op> arranged(std::vector<Op> ops, const Dialect& dialect) {
  std::set<std::size_t> moved;
  for (std::size_t begin = 0; begin < ops.size(); ++begin) {
    if (!creates_table(ops[begin])) continue;
    std::size_t end = begin;
    while (end < ops.size() && creates_table(ops[end])) ++end;
    Run run(ops, begin, end, dialect);
    run.arrange();
    for (const std::size_t position : run.moved()) moved.insert(position);
    begin = end;
  }
  std::vector<Op> kept;
  for (std::size_t i = 0; i < ops.size(); ++i)
    if (!moved.contains(i)) kept.push_back(std::move(ops[i]));
  return kept;
}

}  // namespace

Plan with_inline_foreign_keys(Plan plan) {
  if (!plan.dialect->can_alter_constraints) return plan;
  for (Step& step : plan.steps)
    if (step.in_transaction) step.ops = arranged(std::move(step.ops), *plan.dialect);
  return plan;
}

}  // namespace tenon
