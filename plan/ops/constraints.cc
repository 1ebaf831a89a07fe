#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "plan/ops/op_emitter.h"
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
  // What has an index that is not valid is made ON ONLY: after the partitions have come.
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

/// Whether a foreign key of a table refers to the same, or to what it is a part of. Such a one must go before
/// partitions do.
bool refers_to_itself(const Constraint& constraint, const QualifiedName& table, const Catalog& catalog) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  const auto line = reference ? line_of(catalog, table) : std::vector<QualifiedName>();
  return reference && std::ranges::find(line, reference->referred_table) != line.end();
}

/// Whether a partition has it of the table that it is a part of.
bool came_down(const Constraint& constraint, const QualifiedName& table, const Catalog& catalog) {
  const Table* now = find_table(catalog, table);
  return now && is_partition(*now) && !find_constraint(*now, constraint.index(), name_of(constraint));
}

/// The server names the entries that it makes of a foreign key for each partition that it refers to: names
/// that are wanted elsewhere on the table are to be taken by then.
std::size_t position(const Expansion& to, const Constraint& constraint) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  const Table* referred = reference ? to.declared_table(reference->referred_table) : nullptr;
  return referred && option(referred->options, "partition_by") ? 1 : 0;
}

std::vector<Thing> key_changes(const QualifiedName& table, const Constraint& constraint,
                               const Dialect& dialect) {
  const auto columns = referable_columns(constraint, dialect);
  return columns.empty() ? std::vector<Thing>{} : std::vector<Thing>{key_thing(table, columns)};
}

/// The nodes that change one constraint in place, each after the one before.
class Chain {
 public:
  Chain(Expansion& to, const QualifiedName& table, const Constraint& declared)
      : to_(to), table_(table), declared_(declared) {}

  void rename(const Constraint& actual) {
    if (renamed_above(actual)) return;
    Node node = next(RenameConstraint{table_, actual, name_of(declared_)}, Stage::kRename);
    node.joins = {parents_thing(table_)};  // a name leans on nothing else
    node.frees = slots_of(actual, table_, to_.dialect());
    node.takes = slots_of(declared_, table_, to_.dialect());
    if (std::holds_alternative<Check>(declared_))
      for (const Table* heir : to_.heirs().of(table_))
        node.changes.push_back(check_thing(heir->name, name_of(declared_)));
    add(std::move(node));
  }

  void alter(const Constraint& actual, const Constraint& altered) {
    Node node = next(AlterConstraint{table_, actual, altered}, Stage::kAlterConstraint);
    node.frees = marks_of(actual, table_);
    node.takes = marks_of(altered, table_);
    // The columns of a replica identity are NOT NULL as long as it is one.
    if (is_replica_identity(actual) && !is_replica_identity(altered)) std::swap(node.joins, node.leaves);
    add(std::move(node));
  }

  void validate(const Constraint& valid) { add(next(ValidateConstraint{table_, valid}, Stage::kValidate)); }

  void comment(const std::string& actual) {
    add_comment(to_, {kind_of(declared_), table_.schema, table_.name, name_of(declared_)}, actual,
                comment_of(declared_), {}, last_);
  }

 private:
  /// A check that a table declares as well as those above it is renamed with theirs, and not alone.
  bool renamed_above(const Constraint& actual) const {
    return std::holds_alternative<Check>(actual) && renamed_above(table_, actual);
  }

  bool renamed_above(const QualifiedName& table, const Constraint& actual) const {
    const auto is_it = [&](const ConstraintFate& fate) {
      return fate.actual && fate.declared && !fate.replaced && std::holds_alternative<Check>(*fate.actual) &&
             name_of(*fate.actual) == name_of(actual) && name_of(*fate.declared) == name_of(declared_);
    };
    return std::ranges::any_of(to_.heirs().kept_parents(table), [&](const QualifiedName& parent) {
      const TableFate* above = to_.fates().table(parent);
      return (above && std::ranges::any_of(above->constraints, is_it)) || renamed_above(parent, actual);
    });
  }

  Node next(Op op, Stage stage) {
    Node node;
    node.op = std::move(op);
    node.rank = rank(stage, table_, declared_);
    node.joins = to_.leaning(declared_, table_);
    if (std::holds_alternative<Check>(declared_))
      node.joins.push_back(check_thing(table_, name_of(declared_)));
    node.after = last_;
    return node;
  }

  void add(Node node) { last_ = {to_.add(std::move(node))}; }

  Expansion& to_;
  const QualifiedName& table_;
  const Constraint& declared_;
  std::vector<std::size_t> last_;
};

void change(Expansion& to, const QualifiedName& table, const Constraint& actual, const Constraint& declared,
            const InPlace& steps) {
  Chain chain(to, table, declared);
  if (name_of(actual) != name_of(declared)) chain.rename(actual);
  Constraint now = renamed(actual, name_of(declared), named_by(declared));
  if (steps.altered) {
    chain.alter(now, *steps.altered);
    now = *steps.altered;
  }
  if (steps.validated) chain.validate(with_comment(declared, comment_of(actual)));
  chain.comment(comment_of(actual));
}

void expand(Expansion& to, const QualifiedName& table, const ConstraintFate& fate) {
  if (fate.actual && fate.declared && !fate.replaced) {
    if (const auto steps = in_place(*fate.actual, *fate.declared, to.dialect()))
      change(to, table, *fate.actual, *fate.declared, *steps);
    return;
  }
  if (fate.actual) drop_constraint(to, table, *fate.actual);
  if (fate.declared) add_constraint(to, table, *fate.declared);
}

/// What drops an index, after the partitions that leave with a key in it; those that stay are detached
/// meanwhile.
void drop_without_keys(Node& node, const DropConstraint& op, const KeysIn& keys) {
  std::vector<Op> ops;
  for (const Table* each : keys.staying) ops.emplace_back(DetachTable{*each, op.table});
  ops.emplace_back(op);
  for (const Table* each : keys.staying) ops.emplace_back(AttachTable{*each, op.table});
  node.op = ops.front();
  node.then.assign(ops.begin() + 1, ops.end());
  if (!keys.staying.empty()) node.changes.push_back(partitions_thing(op.table));
  if (!keys.leaving.empty()) node.joins.push_back(partitions_thing(op.table));
}

/// A check that is not validated is handed down as such, and none can be added below that is: those come
/// first.
void order_with_heirs(const Expansion& to, Node& node, const QualifiedName& table,
                      const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  if (check && check->validated) node.changes.push_back(whole_check_thing(table, check->name));
  if (check && !check->validated)
    for (const Table* heir : to.heirs().of(table))
      node.joins.push_back(whole_check_thing(heir->name, check->name));
}

}  // namespace

void drop_constraint(Expansion& to, const QualifiedName& table, const Constraint& constraint) {
  Node node;
  node.rank = rank(drop_stage(constraint), table, constraint);
  node.leaves = to.leaning(constraint, table);
  node.changes = key_changes(table, constraint, to.dialect());
  node.joins = {parents_thing(table)};
  drop_without_keys(node, {table, constraint},
                    partitions_with_keys_in(to.fates(), to.actual(), table, constraint));
  if (!refers_to_itself(constraint, table, to.actual())) node.joins.push_back(leavers_thing(table));
  // What a partition took along it can only drop once it has left, be it that it refers to what it left.
  if (came_down(constraint, table, to.actual()))
    for (const auto& whole : line_of(to.actual(), table)) std::erase(node.leaves, partitions_thing(whole));
  if (std::holds_alternative<Check>(constraint)) {
    node.leaves.push_back(heirs_thing(table));
    // One that the table declares as well as its parent goes after the parent's.
    for (const Table* heir : to.heirs().of(table))
      node.changes.push_back(check_thing(heir->name, name_of(constraint)));
    node.joins.push_back(check_thing(table, name_of(constraint)));
  }
  node.frees = slots_of(constraint, table, to.dialect());
  to.add(std::move(node));
}

void add_constraint(Expansion& to, const QualifiedName& table, const Constraint& constraint) {
  Node node;
  node.op = AddConstraint{table, constraint};
  node.rank = rank(add_stage(constraint), table, constraint);
  node.rank.position = position(to, constraint);
  node.joins = to.leaning(constraint, table);
  if (std::holds_alternative<Check>(constraint)) node.joins.push_back(heirs_thing(table));
  node.changes = key_changes(table, constraint, to.dialect());
  order_with_heirs(to, node, table, constraint);
  node.takes = slots_of(constraint, table, to.dialect());
  to.add(std::move(node));
}

void expand_constraints(Expansion& to, const TableFate& table) {
  for (const auto& fate : table.constraints) expand(to, table.declared->name, fate);
}

}  // namespace tenon
