// Infers inherited constraints that a catalog does not name.
#include "plan/transition/partition_constraints.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "model/naming_server.h"
#include "plan/transition/beside_parts.h"
#include "plan/transition/in_place.h"
#include "plan/transition/inheritance.h"

namespace tenon {

namespace {

bool is_inheritable(const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  return !check || !check->no_inherit;
}

/// Returns the constraints that the partitions of a table inherit, under whatever names; for other tables
/// that inherit from it, the checks among them.
std::vector<Constraint> constraints_for_children(const Catalog& catalog, const Table& table,
                                                 std::size_t depth = 0) {
  std::vector<Constraint> all = table.constraints;
  std::erase_if(all, [](const Constraint& each) { return !is_inheritable(each); });
  all.insert(all.end(), table.inherited_constraints->begin(), table.inherited_constraints->end());
  if (!table.inherited_constraints->empty() || depth >= catalog.tables.size()) return all;
  for (const QualifiedName& name : table.parents)
    if (const Table* parent = find_table(catalog, name))
      for (Constraint& more : constraints_for_children(catalog, *parent, depth + 1))
        all.push_back(std::move(more));
  return all;
}

/// Returns the constraints of the other side that the partition does not have as its own.
std::vector<Constraint> candidates(const Table& partition, const Table& other) {
  std::vector<Constraint> all = other.constraints;
  all.insert(all.end(), other.inherited_constraints->begin(), other.inherited_constraints->end());
  std::erase_if(all, [&](const Constraint& each) {
    return find_constraint(partition, each.index(), name_of(each)) != nullptr;
  });
  return all;
}

bool has_check(const Table& table, const Name& name) {
  const auto is_it = [&](const Constraint& each) {
    return std::holds_alternative<Check>(each) && name_of(each) == name;
  };
  return std::ranges::any_of(table.constraints, is_it) ||
         std::ranges::any_of(*table.inherited_constraints, is_it);
}

bool is_known(const Table& table) { return table.parents.empty() || !table.inherited_constraints->empty(); }

bool has_like(const std::vector<Constraint>& all, const Constraint& like) {
  return std::ranges::find(all, common_definition(like), common_definition) != all.end();
}

/// Returns whether the partition has a key that an index of its parent takes in, but stays its own.
bool has_key_in(const Table& partition, const Constraint& index, const Dialect& dialect) {
  if (has_like(*partition.inherited_constraints, index)) return false;
  return std::ranges::any_of(partition.constraints,
                             [&](const Constraint& own) { return takes_in(index, own, dialect); });
}

/// Returns whether the name is taken by anything but the inherited index of the partition that is to have it.
bool is_taken(const Name& name, const Table& partition, const Catalog& catalog) {
  const auto has_it = [&](const Constraint& each) { return name_of(each) == name; };
  return std::ranges::any_of(*partition.inherited_constraints, has_it) ||
         std::ranges::any_of(catalog.tables, [&](const Table& table) {
           return table.name.schema == partition.name.schema &&
                  (table.name.name == name || std::ranges::any_of(table.constraints, has_it));
         });
}

/// Returns the constraint that PostgreSQL creates on a partition that has none that matches the parent's.
Constraint as_made(const Constraint& parents, const Table& partition, const Catalog& catalog) {
  Constraint made = with_comment(parents, "");
  if (!has_index(made)) return made;
  const auto taken = [&](const std::string& text) {
    return is_taken(catalog.dialect->name_of(text), partition, catalog);
  };
  const Name name = catalog.dialect->name_of(server_name(made, partition, taken));
  return renamed(std::move(made), name, NamedBy::kServer);
}

/// Returns the partition with the constraints that it inherits, under the names that the other side has for
/// them, or else the names that PostgreSQL chooses.
Table with_partition_constraints(Table partition, const Catalog& catalog, const Table& other) {
  const Table* parent = find_table(catalog, partition.parents.front());
  if (!parent) return partition;
  std::vector<Constraint> there = candidates(partition, other);
  std::erase_if(there, [&](const Constraint& each) {
    return has_index(each) && is_taken(name_of(each), partition, catalog);
  });
  for (const Constraint& above : constraints_for_children(catalog, *parent)) {
    const auto alike = std::ranges::find(there, common_definition(above), common_definition);
    if (alike != there.end()) {
      partition.inherited_constraints->push_back(std::move(*alike));
      there.erase(alike);
    } else if (is_valid(above) && !has_like(partition.constraints, above) &&
               !has_key_in(partition, above, *catalog.dialect)) {
      partition.inherited_constraints->push_back(as_made(above, partition, catalog));
    }
  }
  return partition;
}

/// Returns the table with the checks that it inherits, which have one name in the whole hierarchy.
Table with_inherited_checks(Table table, const Catalog& catalog) {
  for (const Constraint& above : constraints_for_children(catalog, table)) {
    if (!std::holds_alternative<Check>(above) || has_check(table, name_of(above))) continue;
    table.inherited_constraints->push_back(with_comment(above, ""));
  }
  return table;
}

bool differ_in_parents(const TableTransition& transition) {
  const std::size_t kept = parents_kept(*transition.before, *transition.after);
  return kept != transition.before->parents.size() || kept != transition.after->parents.size();
}

/// Returns whether the partition is one of the same parent before and after.
bool stays(const Transitions& transitions, const Table& partition) {
  const TableTransition* transition = transitions.table(partition.name);
  return !transition || (transition->kept() && !differ_in_parents(*transition));
}

bool is_below(const Catalog& catalog, const Table& partition, const QualifiedName& whole) {
  const std::vector<QualifiedName> line = ancestry_of(catalog, partition.name);
  return std::find(line.begin() + 1, line.end(), whole) != line.end();
}

bool is_dropped(const TableTransition* table, const Constraint& constraint) {
  return table && (!table->after || std::ranges::any_of(table->constraints, [&](const auto& transition) {
           return transition.is_dropped() && *transition.before == constraint;
         }));
}

}  // namespace

bool has_index(const Constraint& constraint) {
  return !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
}

InferredTables infer_partition_constraints(const Transitions& transitions, const Catalog& before,
                                           const Catalog& after) {
  InferredTables inferred;
  const auto completed = [](const Table& table, const Catalog& of, const Table& other) {
    return is_partition(table) ? with_partition_constraints(table, of, other)
                               : with_inherited_checks(table, of);
  };
  for (const auto& [name, transition] : transitions.tables) {
    if (!transition.kept() || !differ_in_parents(transition)) continue;
    const Table& had = *transition.before;
    const Table& wanted = *transition.after;
    InferredSides& sides = inferred[name];
    if (!is_known(had)) sides.before = completed(had, before, wanted);
    if (!is_known(wanted)) sides.after = completed(wanted, after, had);
  }
  return inferred;
}

Transitions use_inferred_constraints(Transitions transitions, const PlanInputs& inputs) {
  for (const auto& [name, sides] : inputs.inferred) {
    TableTransition& transition = transitions.tables.at(name);
    if (sides.before) transition.before = &*sides.before;
    if (sides.after) transition.after = &*sides.after;
  }
  return transitions;
}

AttachedKeyIndexes attached_key_indexes(const Transitions& transitions, const Catalog& before,
                                        const QualifiedName& table, const Constraint& index) {
  AttachedKeyIndexes found;
  const Table* whole = has_index(index) ? find_table(before, table) : nullptr;
  if (!whole || !option(whole->options, "partition_by")) return found;
  for (const Table& each : before.tables) {
    if (!is_partition(each) || !has_key_in(each, index, *before.dialect) || !is_below(before, each, table))
      continue;
    (stays(transitions, each) ? found.staying : found.leaving).push_back(&each);
  }
  return found;
}

namespace {

/// Calls `use` with each index of an ancestor of a partition that takes in the key, where all three stay,
/// until it returns true; returns whether it did.
template <class Use>
bool any_index_above(const Transitions& transitions, const Catalog& before, const QualifiedName& partition,
                     const Constraint& key, const Use& use) {
  const Table* part = find_table(before, partition);
  if (!part || !is_partition(*part) || !stays(transitions, *part)) return false;
  const std::vector<QualifiedName> line = ancestry_of(before, partition);
  return std::any_of(line.begin() + 1, line.end(), [&](const QualifiedName& name) {
    const Table* above = find_table(before, name);
    return above && std::ranges::any_of(above->constraints, [&](const Constraint& index) {
             return takes_in(index, key, *before.dialect) && !is_dropped(transitions.table(name), index) &&
                    use(*part, index);
           });
  });
}

}  // namespace

bool is_part_of_what_stays(const Transitions& transitions, const Catalog& before,
                           const QualifiedName& partition, const Constraint& key) {
  return any_index_above(transitions, before, partition, key, [](const Table& part, const Constraint& index) {
    return !has_like(*part.inherited_constraints, index);
  });
}

const Constraint* part_instead_of(const Transitions& transitions, const Catalog& before,
                                  const QualifiedName& partition, const Constraint& key) {
  const Constraint* found = nullptr;
  any_index_above(transitions, before, partition, key, [&](const Table& part, const Constraint& index) {
    const auto& all = *part.inherited_constraints;
    const auto at = std::ranges::find(all, common_definition(index), common_definition);
    if (at != all.end() && !is_beside_part(*transitions.after, partition, key)) found = &*at;
    return found != nullptr;
  });
  return found;
}

bool has_key_for_ancestors(const Catalog& catalog, const Table& partition) {
  const std::vector<QualifiedName> line = ancestry_of(catalog, partition.name);
  return std::any_of(line.begin() + 1, line.end(), [&](const QualifiedName& name) {
    const Table* above = find_table(catalog, name);
    return above && std::ranges::any_of(above->constraints, [&](const Constraint& index) {
             return has_key_in(partition, index, *catalog.dialect);
           });
  });
}

namespace {

bool is_in_line(const QualifiedName& one, const QualifiedName& below, const Catalog& catalog) {
  const std::vector<QualifiedName> line = ancestry_of(catalog, below);
  return std::ranges::find(line, one) != line.end();
}

}  // namespace

bool refers_up_tree(const Constraint& constraint, const QualifiedName& table, const Catalog& catalog) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  return reference && is_in_line(reference->referred_table, table, catalog);
}

bool refers_along_tree(const Constraint& constraint, const QualifiedName& table, const Catalog& catalog) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  return reference && (is_in_line(reference->referred_table, table, catalog) ||
                       is_in_line(table, reference->referred_table, catalog));
}

std::vector<Constraint> kept_when_leaving(const Transitions& transitions, const Catalog& before,
                                          const Table& partition) {
  std::vector<Constraint> kept = *partition.inherited_constraints;
  const std::vector<QualifiedName> line = ancestry_of(before, partition.name);
  for (auto name = line.begin() + 1; name != line.end(); ++name) {
    const Table* above = find_table(before, *name);
    if (!above) continue;
    const TableTransition* transition = transitions.table(*name);
    const bool goes = transition && !transition->after;
    for (const Constraint& each : above->constraints) {
      // With a table that goes, a foreign key to the tables below goes later.
      if (!(goes ? refers_up_tree(each, *name, before) : refers_along_tree(each, *name, before))) continue;
      if (!is_dropped(transition, each)) continue;
      const auto at = std::ranges::find(kept, common_definition(each), common_definition);
      if (at != kept.end()) kept.erase(at);
    }
  }
  return kept;
}

}  // namespace tenon
