// Emits the ops for the constraints of a table that is kept.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "model/overloaded.h"
#include "plan/ops/op_emitter.h"
#include "plan/transition/beside_parts.h"
#include "plan/transition/in_place.h"
#include "plan/transition/partition_constraints.h"

namespace tenon {

namespace {

Stage drop_stage(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return Stage::kDropPrimaryKey; },
                        [](const Unique&) { return Stage::kDropUnique; },
                        [](const Index&) { return Stage::kDropIndex; },
                        [](const Check&) { return Stage::kDropCheck; },
                        [](const Exclusion&) { return Stage::kDropExclusion; },
                        [](const ForeignKey&) { return Stage::kDropForeignKey; },
                    },
                    constraint);
}

Stage add_stage(const Constraint& constraint) {
  // An index that is not valid is created ON ONLY the partitioned table, after its partitions are attached.
  if (!is_valid(constraint)) return Stage::kAlterConstraint;
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return Stage::kAddPrimaryKey; },
                        [](const Unique&) { return Stage::kAddUnique; },
                        [](const Index&) { return Stage::kAddIndex; },
                        [](const Check&) { return Stage::kAddCheck; },
                        [](const Exclusion&) { return Stage::kAddExclusion; },
                        [](const ForeignKey&) { return Stage::kAddForeignKey; },
                    },
                    constraint);
}

Rank rank(Stage stage, const QualifiedName& table, const Constraint& constraint) {
  return {stage, kind_of(constraint), table, 0, name_of(constraint)};
}

bool contains(const std::vector<QualifiedName>& all, const QualifiedName& one) {
  return std::ranges::find(all, one) != all.end();
}

/// Returns whether a partition has inherited the constraint.
bool came_down(const Constraint& constraint, const QualifiedName& table, const Catalog& catalog) {
  const Table* now = find_table(catalog, table);
  return now && is_partition(*now) && !find_constraint(*now, constraint.index(), name_of(constraint));
}

/// PostgreSQL creates a constraint of its own for each partition that a foreign key refers to, and chooses
/// its name: names that are claimed on the table must be taken by then.
std::size_t position(const OpEmitter& emitter, const Constraint& constraint) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  const Table* referred = reference ? emitter.table_after(reference->referred_table) : nullptr;
  return referred && option(referred->options, "partition_by") ? 1 : 0;
}

std::vector<DependencyKey> key_changes(const QualifiedName& table, const Constraint& constraint,
                                       const Dialect& dialect) {
  const auto columns = referable_columns(constraint, dialect);
  return columns.empty() ? std::vector<DependencyKey>{}
                         : std::vector<DependencyKey>{key_dependency(table, columns)};
}

/// Emits the nodes that change one constraint in place, each after the one before.
class Chain {
 public:
  Chain(OpEmitter& emitter, const QualifiedName& table, const Constraint& after)
      : emitter_(emitter), table_(table), after_(after) {}

  void rename(const Constraint& before) {
    if (renamed_above(before)) return;
    Node node = next(RenameConstraint{table_, before, name_of(after_)}, Stage::kRename);
    node.depends_on = {parents_dependency(table_)};  // a name depends on nothing else
    node.frees_names = claims_of(before, table_, emitter_.dialect());
    node.claims_names = claims_of(after_, table_, emitter_.dialect());
    if (std::holds_alternative<Check>(after_))
      for (const Table* child : emitter_.inheritance().descendants_of(table_))
        node.provides.push_back(check_dependency(child->name, name_of(after_)));
    add(std::move(node));
  }

  void alter(const Constraint& before, const Constraint& altered) {
    Node node = next(AlterConstraint{table_, before, altered}, Stage::kAlterConstraint);
    node.frees_names = mark_claims_of(before, table_);
    node.claims_names = mark_claims_of(altered, table_);
    // The columns of a replica identity stay NOT NULL as long as it is one (ALTER TABLE, REPLICA IDENTITY).
    if (is_replica_identity(before) && !is_replica_identity(altered))
      std::swap(node.depends_on, node.releases);
    add(std::move(node));
  }

  void validate(const Constraint& valid) { add(next(ValidateConstraint{table_, valid}, Stage::kValidate)); }

  void comment(const std::string& before) {
    add_comment(emitter_, {kind_of(after_), table_.schema, table_.name, name_of(after_)}, before,
                comment_of(after_), {}, last_);
  }

 private:
  /// A check that a table declares as well as its ancestors is renamed together with theirs, and cannot be
  /// renamed alone.
  bool renamed_above(const Constraint& before) const {
    return std::holds_alternative<Check>(before) && renamed_above(table_, before);
  }

  bool renamed_above(const QualifiedName& table, const Constraint& before) const {
    const auto is_it = [&](const ConstraintTransition& transition) {
      return transition.before && transition.after && !transition.replaced &&
             std::holds_alternative<Check>(*transition.before) &&
             name_of(*transition.before) == name_of(before) && name_of(*transition.after) == name_of(after_);
    };
    return std::ranges::any_of(emitter_.inheritance().kept_parents(table), [&](const QualifiedName& parent) {
      const TableTransition* above = emitter_.transitions().table(parent);
      return (above && std::ranges::any_of(above->constraints, is_it)) || renamed_above(parent, before);
    });
  }

  Node next(Op op, Stage stage) {
    Node node;
    node.op = std::move(op);
    node.rank = rank(stage, table_, after_);
    node.depends_on = emitter_.dependencies_of(after_, table_);
    if (std::holds_alternative<Check>(after_))
      node.depends_on.push_back(check_dependency(table_, name_of(after_)));
    node.runs_after = last_;
    return node;
  }

  void add(Node node) { last_ = {emitter_.add(std::move(node))}; }

  OpEmitter& emitter_;
  const QualifiedName& table_;
  const Constraint& after_;
  std::vector<std::size_t> last_;
};

void change(OpEmitter& emitter, const QualifiedName& table, const Constraint& before, const Constraint& after,
            const InPlace& steps) {
  Chain chain(emitter, table, after);
  if (name_of(before) != name_of(after)) chain.rename(before);
  Constraint now = renamed(before, name_of(after), named_by(after));
  if (steps.altered) {
    chain.alter(now, *steps.altered);
    now = *steps.altered;
  }
  if (steps.validated) chain.validate(with_comment(after, comment_of(before)));
  chain.comment(comment_of(before));
}

/// Returns the foreign keys that a partition loses before it leaves: they have gone from all partitions.
std::vector<Constraint> lost_before_leaving(const OpEmitter& emitter, const TableTransition& table) {
  if (!is_partition(*table.before) || parents_kept(*table.before, *table.after) > 0) return {};
  std::vector<Constraint> lost = *table.before->inherited_constraints;
  for (const Constraint& kept : kept_when_leaving(emitter.transitions(), emitter.before(), *table.before))
    std::erase(lost, kept);
  return lost;
}

bool is_among(const std::vector<Constraint>& all, const std::optional<Constraint>& one) {
  return one && std::ranges::find(all, *one) != all.end();
}

void emit(OpEmitter& emitter, const QualifiedName& table, const ConstraintTransition& transition) {
  if (transition.before && transition.after && !transition.replaced) {
    if (const auto steps = in_place(*transition.before, *transition.after, emitter.dialect()))
      change(emitter, table, *transition.before, *transition.after, *steps);
    return;
  }
  if (transition.before) drop_constraint(emitter, table, *transition.before);
  if (transition.after) add_constraint(emitter, table, *transition.after);
}

/// Makes the node run its ops while these partitions are detached.
void detach_around(const OpEmitter& emitter, Node& node, std::vector<Op> middle,
                   const std::vector<const Table*>& partitions) {
  std::vector<Op> ops;
  for (const Table* each : partitions) ops.emplace_back(DetachTable{*each, each->parents.front()});
  std::ranges::move(middle, std::back_inserter(ops));
  for (const Table* each : partitions) ops.emplace_back(AttachTable{*each, each->parents.front()});
  for (const Table* each : partitions) append(node.provides, emitter.index_parts_below(each->name));
  node.op = ops.front();
  node.followed_by.assign(ops.begin() + 1, ops.end());
}

/// Emits the drop of an index after the partitions that leave with a key that it has taken in; partitions
/// that stay are detached around the drop.
void drop_without_keys(const OpEmitter& emitter, Node& node, const DropConstraint& op,
                       const AttachedKeyIndexes& keys) {
  detach_around(emitter, node, {op}, keys.staying);
  for (const Table* each : keys.staying) {
    node.provides.push_back(partitions_dependency(each->parents.front()));
    node.provides.push_back(freed_keys_dependency(each->name));
  }
  for (const Table* each : keys.leaving)
    node.depends_on.push_back(partitions_dependency(each->parents.front()));
}

/// Orders the new key of a partition before the indexes of its ancestors that take it in.
void order_with_ancestors(const OpEmitter& emitter, Node& node, const QualifiedName& table,
                          const Constraint& constraint) {
  if (!has_index(constraint)) return;
  const Catalog& after = *emitter.transitions().after;
  if (is_beside_part(after, table, constraint))
    node.depends_on.push_back(index_parts_dependency(table));
  else
    node.provides.push_back(own_keys_dependency(table));
  const Table* whole = find_table(after, table);
  if (!whole || !option(whole->options, "partition_by")) return;
  if (is_valid(constraint)) {  // or it is added ON ONLY
    std::vector<DependencyKey> parts = emitter.index_parts_below(table);
    std::erase(parts, index_parts_dependency(table));
    append(node.provides, std::move(parts));
  }
  for (const Table& each : after.tables)
    if (is_partition(each) && each.name != table && contains(ancestry_of(after, each.name), table) &&
        std::ranges::any_of(each.constraints, [&](const Constraint& own) {
          return takes_in(constraint, own, emitter.dialect()) && !is_beside_part(after, each.name, own);
        }))
      node.depends_on.push_back(own_keys_dependency(each.name));
}

/// A check that is NOT VALID is inherited as NOT VALID, and no validated one can be added to a descendant
/// afterwards: validated checks of descendants come first.
void order_with_descendants(const OpEmitter& emitter, Node& node, const QualifiedName& table,
                            const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  if (check && check->validated) node.provides.push_back(validated_check_dependency(table, check->name));
  if (check && !check->validated)
    for (const Table* child : emitter.inheritance().descendants_of(table))
      node.depends_on.push_back(validated_check_dependency(child->name, check->name));
}

}  // namespace

void drop_constraint(OpEmitter& emitter, const QualifiedName& table, const Constraint& constraint) {
  Node node;
  node.rank = rank(drop_stage(constraint), table, constraint);
  node.releases = emitter.dependencies_of(constraint, table);
  node.provides = key_changes(table, constraint, emitter.dialect());
  // A foreign key that a partition has not inherited may refer to the partitions that it leaves.
  const bool is_own =
      std::holds_alternative<ForeignKey>(constraint) && !came_down(constraint, table, emitter.before());
  if (!is_own) node.depends_on = {parents_dependency(table)};
  if (is_part_of_what_stays(emitter.transitions(), emitter.before(), table, constraint)) {
    const Table* partition = find_table(emitter.before(), table);
    detach_around(emitter, node, {DropConstraint{table, constraint}}, {partition});
    node.provides.push_back(partitions_dependency(partition->parents.front()));
  } else {
    drop_without_keys(emitter, node, {table, constraint},
                      attached_key_indexes(emitter.transitions(), emitter.before(), table, constraint));
  }
  const Table* was = find_table(emitter.before(), table);
  const Catalog& side = was && is_partition(*was) ? emitter.before() : *emitter.transitions().after;
  if (is_beside_part(side, table, constraint))
    node.releases.push_back(index_parts_dependency(table));
  else if (has_index(constraint))
    node.depends_on.push_back(freed_keys_dependency(table));
  if (!refers_along_tree(constraint, table, emitter.before()))
    node.depends_on.push_back(leaving_partitions_dependency(table));
  // Constraints that a partition inherited can be dropped only after DETACH, even a foreign key back to the
  // former parent.
  if (came_down(constraint, table, emitter.before()))
    for (const auto& whole : ancestry_of(emitter.before(), table))
      std::erase(node.releases, partitions_dependency(whole));
  if (std::holds_alternative<Check>(constraint)) {
    node.releases.push_back(joining_children_dependency(table));
    // A check that the table declares as well as its parent is dropped after the parent's.
    for (const Table* child : emitter.inheritance().descendants_of(table))
      node.provides.push_back(check_dependency(child->name, name_of(constraint)));
    node.depends_on.push_back(check_dependency(table, name_of(constraint)));
  }
  node.frees_names = claims_of(constraint, table, emitter.dialect());
  emitter.add(std::move(node));
}

void add_constraint(OpEmitter& emitter, const QualifiedName& table, const Constraint& constraint) {
  Node node;
  node.op = AddConstraint{table, constraint};
  const Constraint* part = part_instead_of(emitter.transitions(), emitter.before(), table, constraint);
  if (part) {
    const Table partition =
        with_bound_of(*find_table(emitter.before(), table), *find_table(*emitter.transitions().after, table));
    detach_around(emitter, node, {DropConstraint{table, *part}, node.op}, {&partition});
    node.provides.push_back(partitions_dependency(partition.parents.front()));
  }
  node.rank = rank(add_stage(constraint), table, constraint);
  node.rank.position = position(emitter, constraint);
  node.depends_on = emitter.dependencies_of(constraint, table);
  if (std::holds_alternative<Check>(constraint))
    node.depends_on.push_back(joining_children_dependency(table));
  append(node.provides, key_changes(table, constraint, emitter.dialect()));
  order_with_descendants(emitter, node, table, constraint);
  order_with_ancestors(emitter, node, table, constraint);
  node.claims_names = claims_of(constraint, table, emitter.dialect());
  emitter.add(std::move(node));
}

void emit_constraints(OpEmitter& emitter, const TableTransition& table) {
  std::vector<Constraint> lost = lost_before_leaving(emitter, table);
  for (ConstraintTransition transition : table.constraints) {
    if (is_among(lost, transition.before)) {
      std::erase(lost, *transition.before);
      transition.before.reset();
    }
    emit(emitter, table.after->name, transition);
  }
  for (const Constraint& each : lost)
    if (is_among(table.after->constraints, each)) add_constraint(emitter, table.after->name, each);
}

}  // namespace tenon
