// Moves foreign keys into the tables that are created with them: a plan in, the same plan in another order
// out.
#include "plan/order/inline_foreign_keys.h"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "plan/order/components.h"

namespace tenon {

namespace {

using Edges = std::vector<std::vector<std::size_t>>;

bool is_tree(const Table& table) {
  return !table.parents.empty() || option(table.options, "partition_by") ||
         option(table.options, "partition_bound");
}

bool is_name_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

void add_words(std::set<std::string>& words, std::string_view text) {
  while (!text.empty()) {
    const auto begin = std::ranges::find_if(text, is_name_part);
    const auto end = std::find_if_not(begin, text.end(), is_name_part);
    if (begin != end) words.emplace(begin, end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
}

/// The words of all texts in a table, among them the names of the tables that it may depend on.
std::set<std::string> words_of(const Table& table) {
  std::set<std::string> words;
  for (const Column& column : table.columns) {
    add_words(words, column.type.text);
    if (column.default_value) add_words(words, column.default_value->text);
    if (column.generated) add_words(words, column.generated->sqltext.text);
  }
  for (const Constraint& constraint : table.constraints)
    if (const auto* check = std::get_if<Check>(&constraint)) add_words(words, check->sqltext.text);
  return words;
}

/// The tables that an op changes in a way that a foreign key of or to them might mind.
std::vector<QualifiedName> touched_by(const Op& op) {
  const auto users = [](const std::vector<TypeUser>& all) {
    std::vector<QualifiedName> tables;
    for (const TypeUser& user : all) tables.push_back(user.column.table);
    return tables;
  };
  using Names = std::vector<QualifiedName>;
  return std::visit(Overloaded{
                        [](const CreateSchema&) { return Names{}; },
                        [](const DropSchema&) { return Names{}; },
                        [](const CreateExtension&) { return Names{}; },
                        [](const DropExtension&) { return Names{}; },
                        [](const AlterExtension&) { return Names{}; },
                        [](const CreateType&) { return Names{}; },
                        [](const DropType&) { return Names{}; },
                        [&](const AlterType& o) { return users(o.users); },
                        [](const RenameTable& o) {
                          return Names{o.table, {o.table.schema, o.to}};
                        },
                        [](const MoveTable& o) {
                          return Names{o.table, {o.schema, o.table.name}};
                        },
                        [](const RenameColumn& o) { return Names{o.table}; },
                        [](const AttachTable& o) {
                          return Names{o.table.name, o.parent};
                        },
                        [](const DetachTable& o) {
                          return Names{o.table.name, o.parent};
                        },
                        [](const CreateEnum&) { return Names{}; },
                        [](const DropEnum&) { return Names{}; },
                        [](const AddEnumLabel&) { return Names{}; },
                        [&](const ReplaceEnum& o) { return users(o.users); },
                        [](const CreateSequence&) { return Names{}; },
                        [](const DropSequence&) { return Names{}; },
                        [](const AlterSequence&) { return Names{}; },
                        [](const RenameSequence&) { return Names{}; },
                        [](const CreateTable& o) { return Names{o.table.name}; },
                        [](const DropTable& o) { return Names{o.table.name}; },
                        [](const AlterTable& o) { return Names{o.actual.name}; },
                        [](const AddColumn& o) { return Names{o.table}; },
                        [](const DropColumn& o) { return Names{o.table}; },
                        [](const AlterColumn& o) { return Names{o.table}; },
                        [](const AddConstraint&) { return Names{}; },
                        [](const DropConstraint& o) { return Names{o.table}; },
                        [](const RenameConstraint& o) { return Names{o.table}; },
                        [](const AlterConstraint& o) { return Names{o.table}; },
                        [](const ValidateConstraint&) { return Names{}; },
                        [](const SetComment&) { return Names{}; },
                        [](const RebuildTable& o) { return Names{o.actual.name}; },
                    },
                    op);
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
    std::map<std::string, std::vector<std::size_t>> by_word;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      for (const QualifiedName& parent : table(i).parents)
        if (const auto at = numbers_.find(parent); at != numbers_.end()) edges[at->second].push_back(i);
      for (const std::string& word : words_of(table(i)))
        if (const auto at = by_word.find(word); at != by_word.end())
          for (const std::size_t before : at->second) edges[before].push_back(i);
      std::set<std::string> words;
      add_words(words, table(i).name.name.text);
      for (const std::string& word : words) by_word[word].push_back(i);
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
