// Propagates column changes from parents to children, as PostgreSQL does, and refuses what PostgreSQL would
// refuse.
#include "plan/transition/inheritance.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/error.h"
#include "model/inheritance.h"

namespace tenon {

namespace {

std::string bound_of(const Table& table) {
  const std::string* bound = option(table.options, "partition_bound");
  return bound ? *bound : "";
}

}  // namespace

bool is_rebound(const TableTransition& table) {
  return table.kept() && is_partition(*table.before) && is_partition(*table.after) &&
         table.before->parents == table.after->parents && bound_of(*table.before) != bound_of(*table.after);
}

std::vector<QualifiedName> ancestry_of(const Catalog& catalog, const QualifiedName& table) {
  std::vector<QualifiedName> line{table};
  for (const Table* at = find_table(catalog, table); at && is_partition(*at);) {
    if (line.size() > catalog.tables.size()) break;
    line.push_back(at->parents.front());
    at = find_table(catalog, line.back());
  }
  return line;
}

std::size_t parents_kept(const Table& before, const Table& after) {
  if (is_partition(before) != is_partition(after)) return 0;
  const auto differ = std::ranges::mismatch(before.parents, after.parents);
  return static_cast<std::size_t>(differ.in1 - before.parents.begin());
}

InheritanceTree::InheritanceTree(const Transitions& transitions, const Catalog& before) {
  for (const auto& table : before.tables) {
    if (table.parents.empty()) continue;
    const TableTransition* transition = transitions.table(table.name);
    if (transition && !transition->after) continue;
    const std::size_t kept = transition ? parents_kept(table, *transition->after) : table.parents.size();
    auto& parents = parents_[table.name];
    parents.assign(table.parents.begin(), table.parents.begin() + static_cast<std::ptrdiff_t>(kept));
    for (const auto& parent : parents) children_[parent].push_back(&table);
  }
}

std::vector<const Table*> InheritanceTree::descendants_of(const QualifiedName& parent) const {
  std::vector<const Table*> all;
  const auto found = children_.find(parent);
  if (found == children_.end()) return all;
  for (const Table* child : found->second) {
    if (std::ranges::find(all, child) != all.end()) continue;
    all.push_back(child);
    for (const Table* below : descendants_of(child->name))
      if (std::ranges::find(all, below) == all.end()) all.push_back(below);
  }
  return all;
}

const std::vector<QualifiedName>& InheritanceTree::kept_parents(const QualifiedName& table) const {
  static const std::vector<QualifiedName> kNone;
  const auto found = parents_.find(table);
  return found == parents_.end() ? kNone : found->second;
}

bool InheritanceTree::is_handed_down(const Catalog& before, const QualifiedName& table,
                                     const Name& column) const {
  return std::ranges::any_of(kept_parents(table), [&](const QualifiedName& parent) {
    const Table* above = find_table(before, parent);
    return above && find_column(*above, column);
  });
}

namespace {

/// A change of a column, which reaches the same column of all tables below.
struct ReachingChange {
  const QualifiedName* table;
  Column from;
  Column to;
  bool recast = false;
};
using ReachingChanges = std::vector<ReachingChange>;

/// Visits the inheriting tables, parents before children.
class ColumnPropagator {
 public:
  ColumnPropagator(Transitions& transitions, const Catalog& before, const InheritanceTree& tree)
      : transitions_(transitions), before_(before), tree_(tree) {}

  void run() {
    forget();
    for (const auto& table : before_.tables)
      for (const auto& parent : tree_.kept_parents(table.name)) keep_what_stays(table, parent);
    for (const auto& table : before_.tables)
      if (!table.parents.empty()) visit(table);
    for (const auto& [name, transition] : transitions_.tables) {
      if (!transition.kept()) continue;
      require_one_source_of_types(transition);
      require_replaceable_columns(transition);
    }
    for (auto& [name, transition] : transitions_.tables)
      if (transition.kept() && parents_differ(*transition.before, *transition.after)) relink(transition);
  }

 private:
  /// Forgets what an earlier run has decided.
  void forget() {
    for (auto& [name, table] : transitions_.tables)
      for (auto& [column, transition] : table.columns) {
        transition.changed_by_parent = false;
        transition.inherited.reset();
      }
  }

  static bool parents_differ(const Table& before, const Table& after) {
    const std::size_t kept = parents_kept(before, after);
    return kept != before.parents.size() || kept != after.parents.size();
  }

  /// Drops a parent's column from the parent alone (ONLY) where a child keeps its own.
  void keep_what_stays(const Table& table, const QualifiedName& parent) {
    const auto above = transitions_.tables.find(parent);
    if (above == transitions_.tables.end() || !above->second.kept()) return;
    const TableTransition* transition = transitions_.table(table.name);
    const Table& after = transition && transition->after ? *transition->after : table;
    for (auto& [name, column] : above->second.columns) {
      const Column* own = find_column(table, name);
      if (column.after || !own || own->inheritance != Inheritance::kInherited) continue;
      if (find_column(after, name) && !has_it(table, name)) drop_alone(*above->second.before, name);
    }
  }

  /// Drops the column of a table, and of those that hand it down to the table, from each alone.
  void drop_alone(const Table& table, const Name& name) {
    ColumnTransition& column = transitions_.tables.at(table.name).columns.at(name);
    if (std::exchange(column.this_table_only, true)) return;
    if (const Column* own = find_column(table, name); own->inheritance != Inheritance::kInherited) return;
    for (const QualifiedName& parent : tree_.kept_parents(table.name)) {
      const TableTransition* above = transitions_.table(parent);
      const ColumnTransition* dropped = above ? above->column(name) : nullptr;
      if (dropped && above->kept() && !dropped->after) drop_alone(*above->before, name);
    }
  }

  void visit(const Table& table) {
    if (!seen_.insert(table.name).second) return;
    std::map<Name, ReachingChanges> changes;
    for (const auto& parent : tree_.kept_parents(table.name)) {
      if (const Table* above = find_table(before_, parent)) visit(*above);
      const TableTransition* transition = transitions_.table(parent);
      if (!transition || !transition->kept()) continue;
      for (const auto& [name, column] : transition->columns) {
        receive(table, column, name);
        collect(changes[name], transition->before->name, name, column);
      }
    }
    for (auto& [name, all] : changes) {
      order(all);
      ColumnTransition& column = transitions_.tables.at(table.name).columns.at(name);
      if (column.changed_by_parent && column.inherited)
        for (const ReachingChange& change : all) column.inherited = changed(*column.inherited, change);
      passed_on_[{table.name, name}] = std::move(all);
    }
  }

  /// Adds the changes that reach the column of a parent, and those of the parent itself.
  void collect(ReachingChanges& all, const QualifiedName& parent, const Name& name,
               const ColumnTransition& column) const {
    if (!column.before || !column.after || column.replaced) return;
    ReachingChanges reaching;
    if (const auto above = passed_on_.find({parent, name}); above != passed_on_.end())
      reaching = above->second;
    const bool is_reached = column.changed_by_parent && column.inherited;
    if (column.has_intermediate())
      reaching.insert(reaching.begin(), {&parent, *column.before, column.intermediate()});
    Column from = is_reached                  ? *column.inherited
                  : column.has_intermediate() ? column.intermediate()
                                              : *column.before;
    reaching.push_back({&parent, std::move(from), *column.after, column.recast && !is_reached});
    for (ReachingChange& change : reaching)
      if (!is_known(all, change)) all.push_back(std::move(change));
  }

  /// Over two parents the change of one ancestor arrives once.
  static bool is_known(const ReachingChanges& all, const ReachingChange& change) {
    return std::ranges::any_of(all, [&](const ReachingChange& each) {
      return *each.table == *change.table && each.from == change.from && each.to == change.to;
    });
  }

  /// Sorts the changes as they will run: those of ancestors before those of the tables below, otherwise by
  /// the names of the tables.
  void order(ReachingChanges& all) const {
    const auto is_above = [&](const ReachingChange& one, const ReachingChange& other) {
      const std::vector<const Table*> below = tree_.descendants_of(*one.table);
      return std::ranges::find(below, *other.table, &Table::name) != below.end();
    };
    for (std::size_t i = 1; i < all.size(); ++i)
      for (std::size_t j = i; j > 0 && *all[j].table < *all[j - 1].table && !is_above(all[j - 1], all[j]);
           --j)
        std::swap(all[j], all[j - 1]);
  }

  static Column changed(const Column& column, const ReachingChange& change) {
    Column after = after_parents_change(column, change.from, change.to);
    return change.recast ? after_parents_recast(std::move(after), change.from, change.to.default_value)
                         : after;
  }

  /// Applies the transition of a parent's column to the column of a child, changes aside.
  void receive(const Table& table, const ColumnTransition& from, const Name& name) {
    const Column* own = find_column(table, name);
    TableTransition& transition = transitions_.find_or_add(table);
    if (!own && !transition.column(name))
      throw Error(Fault::kUnsupported, "column " + name.text + " of table " + to_string(table.name) +
                                           " is inherited from a parent and cannot be missing");
    ColumnTransition& column = own ? transition.find_or_add(*own) : transition.columns[name];
    // A column that the table is to declare as well is added to the table first.
    const bool is_made = !own || (column.replaced && !from.before);
    if (is_made && column.after->inheritance == Inheritance::kMerged) return;
    if (!column.changed_by_parent && own) {
      column.inherited = met(table, *own);
      if (column.default_dropped) column.inherited->default_value.reset();
    }
    column.changed_by_parent = true;
    column.inherited = received(table, from, name, column.inherited);
  }

  /// Returns the column once the table has left its former parents.
  Column met(const Table& table, const Column& column) const {
    return tree_.is_handed_down(before_, table.name, column.name) ? column : after_detaching(column);
  }

  std::optional<Column> received(const Table& table, const ColumnTransition& from, const Name& name,
                                 const std::optional<Column>& now) const {
    if (!now || from.replaced)
      return from.after ? std::optional(inherited_column(*from.after, table)) : std::nullopt;
    if (!from.after)
      return from.this_table_only ? after_detaching(*now)
                                  : after_parents_drop(*now, table, has_it(table, name));
    return from.before ? *now : after_attaching(*now, table);
  }

  /// Returns whether a kept parent has the column after the plan.
  bool has_it(const Table& table, const Name& name) const {
    return std::ranges::any_of(tree_.kept_parents(table.name), [&](const QualifiedName& parent) {
      const TableTransition* transition = transitions_.table(parent);
      const Table* above = transition ? transition->after : find_table(before_, parent);
      return above && find_column(*above, name);
    });
  }

  /// PostgreSQL changes the type of a column in a table and its descendants, and refuses where a descendant
  /// inherits it from elsewhere as well.
  void require_one_source_of_types(const TableTransition& table) const {
    for (const auto& [name, column] : table.columns) {
      if (!column.before || !column.after || column.replaced || column.changed_by_parent) continue;
      if (!column.retyped() && !column.recast) continue;
      const std::vector<const Table*> descendants = tree_.descendants_of(table.before->name);
      for (const Table* child : descendants)
        for (const auto& parent : tree_.kept_parents(child->name))
          if (const Table* above = find_table(before_, parent); above && find_column(*above, name))
            if (parent != table.before->name && std::ranges::find(descendants, above) == descendants.end())
              throw Error(Fault::kUnsupported,
                          "the type of column " + name.text + " cannot change in table " +
                              to_string(table.before->name) + ": table " + to_string(child->name) +
                              " has it from " + to_string(parent) +
                              " as well; let it inherit from one of them only (ALTER TABLE " +
                              to_string(child->name) + " NO INHERIT " + to_string(parent) +
                              "), change the type, and let it inherit again");
    }
  }

  /// Refuses to replace a column that a parent gives the table: a child cannot drop an inherited column.
  void require_replaceable_columns(const TableTransition& table) const {
    for (const auto& [name, column] : table.columns) {
      if (!column.replaced || !column.after) continue;
      for (const auto& parent : tree_.kept_parents(table.before->name)) {
        const Table* above = find_table(before_, parent);
        const TableTransition* transition = transitions_.table(parent);
        const ColumnTransition* from = transition ? transition->column(name) : nullptr;
        if (!above || !find_column(*above, name) || (from && from->is_dropped())) continue;
        throw Error(Fault::kUnsupported, "column " + name.text + " of table " +
                                             to_string(table.before->name) +
                                             " would have to be recreated, because it is computed from a "
                                             "column that changes, and cannot be: it is inherited from " +
                                             to_string(parent) + "; detach the table (ALTER TABLE " +
                                             to_string(table.before->name) + " NO INHERIT " +
                                             to_string(parent) + "), migrate, and let it inherit again");
      }
    }
  }

  /// The columns of a table that changes its parents are its own between DETACH and ATTACH, unless a parent
  /// that it keeps has them.
  void relink(TableTransition& table) {
    for (const auto& column : table.after->columns) {
      const Column* held = find_column(*table.before, column.name);
      if (!held || tree_.is_handed_down(before_, table.before->name, column.name)) continue;
      if (held->inheritance == Inheritance::kOwn && column.inheritance == Inheritance::kOwn) continue;
      ColumnTransition& transition = table.find_or_add(*held);
      if (transition.changed_by_parent || transition.replaced) continue;
      transition.changed_by_parent = true;
      transition.inherited = after_detaching(*held);
      if (transition.default_dropped) transition.inherited->default_value.reset();
    }
  }

  Transitions& transitions_;
  const Catalog& before_;
  const InheritanceTree& tree_;
  std::set<QualifiedName> seen_;
  std::map<std::pair<QualifiedName, Name>, ReachingChanges> passed_on_;
};

}  // namespace

Transitions propagate_to_children(Transitions transitions, const PlanInputs& inputs) {
  const InheritanceTree tree(transitions, inputs.before);
  ColumnPropagator(transitions, inputs.before, tree).run();
  return transitions;
}

}  // namespace tenon
