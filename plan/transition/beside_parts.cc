// Indexes and keys that a partition has beside its parts of the indexes of its ancestors, and that these
// would take in.
#include "plan/transition/beside_parts.h"

#include <algorithm>
#include <set>
#include <vector>

#include "model/inheritance.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/partition_constraints.h"

namespace tenon {

namespace {

bool are_alike(const Constraint& one, const Constraint& other) {
  return common_definition(one) == common_definition(other);
}

bool has_part_of(const Table& partition, const Constraint& index) {
  return std::ranges::any_of(*partition.inherited_constraints,
                             [&](const Constraint& part) { return are_alike(part, index); });
}

/// Returns the tables above a partition.
std::vector<QualifiedName> wholes_of(const Catalog& catalog, const QualifiedName& partition) {
  std::vector<QualifiedName> line = ancestry_of(catalog, partition);
  line.erase(line.begin());
  return line;
}

/// Finds what is in the way of the parts that a plan makes.
class PartMaker {
 public:
  PartMaker(const Transitions& transitions, const Catalog& before)
      : transitions_(transitions), before_(before), dialect_(*before.dialect) {
    for (const auto& [name, table] : transitions_.tables) note_detached(name, table);
  }

  bool takes(const Table& partition, const Constraint& own) const {
    if (joins_again(partition.name)) return true;
    const std::vector<QualifiedName> wholes = wholes_of(*transitions_.after, partition.name);
    return std::ranges::any_of(wholes, [&](const QualifiedName& name) { return gets_index_for(name, own); });
  }

 private:
  /// Notes the partitions that are detached while a key of theirs comes or goes.
  void note_detached(const QualifiedName& name, const TableTransition& table) {
    if (table.kept() && (parents_kept(*table.before, *table.after) != table.before->parents.size() ||
                         table.before->parents != table.after->parents || is_rebound(table)))
      detached_.insert(name);
    for (const ConstraintTransition& each : table.constraints) {
      if (each.is_dropped())
        for (const Table* part : attached_key_indexes(transitions_, before_, name, *each.before).staying)
          detached_.insert(part->name);
      const bool goes = each.is_dropped() && is_part_of_what_stays(transitions_, before_, name, *each.before);
      const bool comes = (!each.before || each.replaced) && each.after &&
                         part_instead_of(transitions_, before_, name, *each.after);
      if (goes || comes) detached_.insert(name);
    }
  }

  /// Returns whether the plan attaches the partition, or one that it is below.
  bool joins_again(const QualifiedName& partition) const {
    const std::vector<QualifiedName> line = ancestry_of(*transitions_.after, partition);
    return std::any_of(line.begin(), line.end() - 1, [&](const QualifiedName& name) {
      const TableTransition* table = transitions_.table(name);
      return detached_.contains(name) || (table && !table->before);
    });
  }

  /// Returns whether the plan adds an index that takes this one in; one that is not valid is added ON ONLY.
  bool gets_index_for(const QualifiedName& whole, const Constraint& own) const {
    const TableTransition* table = transitions_.table(whole);
    return table && std::ranges::any_of(table->constraints, [&](const ConstraintTransition& each) {
             return each.after && (!each.before || each.replaced) && has_index(*each.after) &&
                    is_valid(*each.after) &&
                    (are_alike(*each.after, own) || takes_in(*each.after, own, dialect_));
           });
  }

  const Transitions& transitions_;
  const Catalog& before_;
  const Dialect& dialect_;
  std::set<QualifiedName> detached_;
};

}  // namespace

bool is_beside_part(const Catalog& catalog, const QualifiedName& partition, const Constraint& own) {
  const Table* part = has_index(own) ? find_table(catalog, partition) : nullptr;
  if (!part || !is_partition(*part) || !find_constraint(*part, own.index(), name_of(own))) return false;
  const auto takes = [&](const Constraint& index) {
    return has_index(index) &&
           (are_alike(index, own) || (takes_in(index, own, *catalog.dialect) && has_part_of(*part, index)));
  };
  const std::vector<QualifiedName> wholes = wholes_of(catalog, partition);
  return std::ranges::any_of(wholes, [&](const QualifiedName& name) {
    const Table* whole = find_table(catalog, name);
    return whole && std::ranges::any_of(whole->constraints, takes);
  });
}

void replace_beside_parts(Transitions& transitions, const Catalog& before) {
  const PartMaker maker(transitions, before);
  for (const Table& table : before.tables) {
    const Table* after = find_table(*transitions.after, table.name);
    const TableTransition* transition = transitions.table(table.name);
    if (!after || !is_partition(*after) || (transition && !transition->kept())) continue;
    for (const Constraint& own : table.constraints) {
      const Constraint* stays = find_constraint(*after, own.index(), name_of(own));
      if (stays && is_beside_part(*transitions.after, table.name, *stays) && maker.takes(table, *stays))
        transitions.find_or_add(table).find_or_add(own).replace(ReplaceReason::kInheritance);
    }
  }
}

}  // namespace tenon
