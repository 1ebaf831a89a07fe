// Emits the ops for tables: create, drop, alter, attach and detach.
#include <algorithm>
#include <map>
#include <utility>

#include "model/dialect.h"
#include "plan/ops/created_columns.h"
#include "plan/ops/op_emitter.h"
#include "plan/order/components.h"
#include "plan/transition/beside_parts.h"
#include "plan/transition/in_place.h"
#include "plan/transition/partition_constraints.h"

namespace tenon {

namespace {

Rank rank(Stage stage, const Table& table) { return {stage, Kind::kTable, table.name, 0, {}}; }

/// Returns whether a constraint is added after CREATE TABLE: an index, a foreign key (they may form cycles),
/// a check that is NOT VALID, and a key that is not to reach the partitions.
bool comes_later(const Constraint& constraint, const Dialect& dialect) {
  if (std::holds_alternative<Index>(constraint)) return true;
  if (!dialect.can_alter_constraints) return false;
  const auto* check = std::get_if<Check>(&constraint);
  return std::holds_alternative<ForeignKey>(constraint) || (check && !check->validated) ||
         !is_valid(constraint);
}

/// Returns the columns or elements of the index behind a constraint, for comparison; empty where it has none.
std::pair<std::vector<Name>, std::vector<ExclusionElement>> indexed(const Constraint& constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint)) return {key->columns, {}};
  if (const auto* key = std::get_if<Unique>(&constraint)) return {key->columns, {}};
  if (const auto* exclusion = std::get_if<Exclusion>(&constraint)) return {{}, exclusion->elements};
  return {};
}

/// Removes the constraints that are added after CREATE TABLE, and returns them. Within one CREATE TABLE
/// PostgreSQL merges constraints over the same columns into one with the name of the first: the others come
/// later.
std::vector<Constraint> take_later_constraints(Table& table, const OpEmitter& emitter) {
  const Dialect& dialect = emitter.dialect();
  std::vector<Constraint> inside;
  std::vector<Constraint> later;
  for (auto& constraint : table.constraints) {
    const auto own = indexed(constraint);
    const bool twin = dialect.can_alter_constraints && own != decltype(own)() &&
                      std::ranges::find(inside, own, indexed) != inside.end();
    const bool after_joining = std::holds_alternative<Check>(constraint) && emitter.is_joined(table.name);
    const bool beside = is_beside_part(*emitter.transitions().after, table.name, constraint);
    (twin || after_joining || beside || comes_later(constraint, dialect) ? later : inside)
        .push_back(std::move(constraint));
  }
  table.constraints = std::move(inside);
  return later;
}

std::size_t link(OpEmitter& emitter, Op op, Stage stage, const Table& table, const QualifiedName& parent) {
  const bool attaches = stage == Stage::kAttachTable;
  Node node;
  node.op = std::move(op);
  node.rank = rank(stage, table);
  std::vector<DependencyKey>& dependencies = attaches ? node.depends_on : node.releases;
  for (const QualifiedName* name : {&table.name, &parent}) {
    dependencies.push_back(table_dependency(*name));
    dependencies.push_back(columns_dependency(*name));
  }
  if (!attaches) node.provides = {parents_dependency(table.name)};
  if (attaches && !is_partition(table)) {
    for (const QualifiedName& above : emitter.ancestry_after(parent))
      node.provides.push_back(joining_children_dependency(above));
    for (const Constraint& own : table.constraints)  // the parent may have it too
      if (std::holds_alternative<Check>(own))
        node.depends_on.push_back(validated_check_dependency(table.name, name_of(own)));
  }
  if (is_partition(table)) {
    if (attaches) append(node.provides, emitter.index_parts_below(table.name));
    if (attaches)
      node.claims_names = {changed_bounds_claim(parent)};
    else
      node.frees_names = {freed_bounds_claim(parent)};
    if (!attaches)
      for (const QualifiedName& whole : ancestry_of(emitter.before(), parent))
        append(node.provides, {leaving_partitions_dependency(whole), partitions_dependency(whole)});
  }
  return emitter.add(std::move(node));
}

void attach(OpEmitter& emitter, const Table& table, const QualifiedName& parent) {
  link(emitter, AttachTable{table, parent}, Stage::kAttachTable, table, parent);
}

/// Returns the constraints that a partition created on its own gets: those that it is to inherit, under the
/// names that they have there, or the checks of its parent. Foreign keys come with ATTACH PARTITION.
std::vector<Constraint> handed_down_constraints(const OpEmitter& emitter, const Table& partition) {
  std::vector<Constraint> all = *partition.inherited_constraints;
  const Table* parent = emitter.table_after(partition.parents.front());
  if (all.empty() && parent) all = parent->constraints;
  const bool known = !partition.inherited_constraints->empty();
  std::erase_if(all, [&](const Constraint& constraint) {
    const auto* check = std::get_if<Check>(&constraint);
    return std::holds_alternative<ForeignKey>(constraint) || (!known && !check) ||
           (check && check->no_inherit);
  });
  return all;
}

/// Returns whether its inherited indexes have names that PostgreSQL might not choose.
bool has_names_of_its_own(const Table& partition) {
  return std::ranges::any_of(*partition.inherited_constraints, [](const Constraint& constraint) {
    return !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
  });
}

/// Returns the partition as a table that is attached later.
Table made_by_itself(const OpEmitter& emitter, const Table& partition) {
  Table made = partition;
  made.parents.clear();
  made.options = with_option(made.options, "partition_bound", "");
  for (auto& constraint : handed_down_constraints(emitter, partition)) {
    std::visit([](auto& c) { c.comment.clear(); }, constraint);
    made.constraints.push_back(std::move(constraint));
  }
  sort_constraints(made.constraints);
  return made;
}

void create(OpEmitter& emitter, const Table& after) {
  const bool apart =
      is_partition(after) && (has_names_of_its_own(after) || !is_as_handed_down(emitter, after) ||
                              has_key_for_ancestors(*emitter.transitions().after, after));
  const Table table = apart ? made_by_itself(emitter, after) : after;
  Table made = as_written(emitter, table);
  for (const auto& constraint : take_later_constraints(made, emitter))
    add_constraint(emitter, table.name, constraint);
  Node node;
  node.rank = rank(Stage::kCreateTable, table);
  node.provides = {table_dependency(table.name), columns_dependency(table.name)};
  node.depends_on = {schema_dependency(table.name.schema)};
  node.claims_names = {relation_claim(table.name), type_claim(table.name)};
  if (is_partition(table)) node.claims_names.push_back(changed_bounds_claim(table.parents.front()));
  for (const auto& column : table.columns) {
    node.provides.push_back(column_dependency(table.name, column.name));
    append(node.depends_on, emitter.dependencies_of(column, table.name));
  }
  for (const auto& constraint : made.constraints) {
    if (std::holds_alternative<ForeignKey>(constraint)) continue;
    append(node.depends_on, emitter.dependencies_of(constraint, table.name));
    append(node.claims_names, claims_of(constraint, table.name, emitter.dialect()));
  }
  for (const auto& parent : table.parents)
    append(node.depends_on, {table_dependency(parent), columns_dependency(parent)});
  node.op = CreateTable{std::move(made), emitter.triggers_of(table.name)};
  const std::size_t created = emitter.add(std::move(node));
  alter_inherited(emitter, table, created);
  if (apart) attach(emitter, after, after.parents.front());
}

/// The dropped tables, each with the number of the cycle that it belongs to. A table goes before those that
/// it refers to, with all of their partitions, and before those that it inherits from.
std::map<QualifiedName, std::size_t> dropped_cycles(const OpEmitter& emitter) {
  std::map<QualifiedName, std::size_t> numbers;
  std::vector<const Table*> tables;
  std::map<QualifiedName, std::vector<std::size_t>> parts;
  for (const auto& [name, transition] : emitter.transitions().tables)
    if (!transition.after) {
      numbers.emplace(name, tables.size());
      for (const QualifiedName& whole : ancestry_of(emitter.before(), name))
        parts[whole].push_back(tables.size());
      tables.push_back(transition.before);
    }
  std::vector<std::vector<std::size_t>> edges(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const QualifiedName& parent : tables[i]->parents)
      if (const auto at = numbers.find(parent); at != numbers.end()) edges[i].push_back(at->second);
    for (const auto& constraint : tables[i]->constraints)
      if (const auto* reference = std::get_if<ForeignKey>(&constraint))
        if (const auto at = parts.find(reference->referred_table); at != parts.end())
          edges[i].insert(edges[i].end(), at->second.begin(), at->second.end());
  }
  const auto cycles = components(edges);
  for (auto& [name, number] : numbers) number = cycles[number];
  return numbers;
}

using Cycles = std::map<QualifiedName, std::size_t>;

/// Returns whether a foreign key links its table to a dropped table that must go before it, or to the
/// partition tree of the table itself.
bool ties(const Constraint& constraint, const Table& table, const Cycles& cycles, const Catalog& catalog) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  if (!reference) return false;
  if (refers_up_tree(constraint, table.name, catalog))
    return is_partition(table) || option(table.options, "partition_by");
  const auto parent = cycles.find(reference->referred_table);
  return parent != cycles.end() && parent->second == cycles.at(table.name);
}

/// Returns the ancestors of a partition, up to the root.
std::vector<QualifiedName> wholes(const OpEmitter& emitter, const Table& table) {
  std::vector<QualifiedName> all = ancestry_of(emitter.before(), table.name);
  all.erase(all.begin());
  return all;
}

/// Returns whether a foreign key that stays refers to one of the tables: PostgreSQL then refuses to drop
/// their partitions, and detaching comes first.
bool is_referred_to(const OpEmitter& emitter, const std::vector<QualifiedName>& wholes) {
  return std::ranges::any_of(emitter.before().tables, [&](const Table& table) {
    return emitter.table_after(table.name) &&
           std::ranges::any_of(table.constraints, [&](const Constraint& each) {
             const auto* reference = std::get_if<ForeignKey>(&each);
             return reference && std::ranges::find(wholes, reference->referred_table) != wholes.end();
           });
  });
}

/// Returns the partition once it is detached; emits the detach.
Table detached(OpEmitter& emitter, const Table& partition, Node& drops) {
  const QualifiedName& parent = partition.parents.front();
  drops.runs_after = {link(emitter, DetachTable{partition, parent}, Stage::kDetachTable, partition, parent)};
  Table made = partition;
  for (Constraint& each : kept_when_leaving(emitter.transitions(), emitter.before(), partition))
    made.constraints.push_back(std::move(each));
  sort_constraints(made.constraints);
  return made;
}

void drop(OpEmitter& emitter, const TableTransition& transition, const Cycles& cycles) {
  const Table& table = *transition.before;
  const bool can_cut = emitter.dialect().can_alter_constraints;
  Table dropped = table;
  Node node;
  node.rank = rank(Stage::kDropTable, table);
  node.provides = {table_dependency(table.name)};
  const auto parts_of = wholes(emitter, table);
  if (!parts_of.empty() && emitter.table_after(parts_of.front()) && is_referred_to(emitter, parts_of))
    dropped = detached(emitter, table, node);
  for (const auto& whole : parts_of) node.provides.push_back(partitions_dependency(whole));
  node.releases = {schema_dependency(table.name.schema)};
  node.frees_names = {relation_claim(table.name), type_claim(table.name)};
  if (is_partition(table)) node.frees_names.push_back(freed_bounds_claim(table.parents.front()));
  for (const auto& parent : table.parents)
    append(node.releases, {table_dependency(parent), columns_dependency(parent)});
  for (const auto& column : table.columns) append(node.releases, emitter.dependencies_of(column, table.name));
  for (const auto& constraint : table.constraints) {
    if (can_cut && ties(constraint, table, cycles, emitter.before())) {
      drop_constraint(emitter, table.name, constraint);
      std::erase(dropped.constraints, constraint);
      continue;
    }
    const bool gently = std::holds_alternative<ForeignKey>(constraint) && !can_cut;
    append(gently ? node.prefers_to_release : node.releases, emitter.dependencies_of(constraint, table.name));
    append(node.frees_names, claims_of(constraint, table.name, emitter.dialect()));
  }
  for (const Sequence* sequence : transition.cascades_to) {
    node.provides.push_back(sequence_dependency(sequence->name));
    node.frees_names.push_back(relation_claim(sequence->name));
    node.releases.push_back(schema_dependency(sequence->name.schema));
  }
  node.op = DropTable{std::move(dropped)};
  emitter.add(std::move(node));
}

Options with_bound_of(const Options& options, const Options& other) {
  const std::string* bound = option(other, "partition_bound");
  return with_option(options, "partition_bound", bound ? *bound : "");
}

/// Emits the links from the parents before to those after.
void relink(OpEmitter& emitter, const Table& before, const Table& after) {
  const std::size_t kept = parents_kept(before, after);
  for (std::size_t i = kept; i < before.parents.size(); ++i)
    link(emitter, DetachTable{before, before.parents[i]}, Stage::kDetachTable, before, before.parents[i]);
  for (std::size_t i = kept; i < after.parents.size(); ++i) attach(emitter, after, after.parents[i]);
}

bool says_replica_identity(const Table& table) {
  return option(table.options, "replica_identity") != nullptr;
}

/// Emits the change of the attributes of the table itself.
void alter(OpEmitter& emitter, const TableTransition& transition) {
  const Table& before = *transition.before;
  const Table& after = *transition.after;
  std::vector<std::size_t> predecessors;
  relink(emitter, before, after);
  Table wanted = after;
  wanted.comment = before.comment;
  wanted.parents = before.parents;
  wanted.options = with_bound_of(after.options, before.options);
  if (before.options != wanted.options) {
    Node node;
    node.op = AlterTable{before, std::move(wanted)};
    node.rank = rank(Stage::kAlterTable, after);
    node.provides = {table_dependency(after.name)};
    if (says_replica_identity(before)) node.frees_names = {replica_identity_claim(after.name)};
    if (says_replica_identity(after)) node.claims_names = {replica_identity_claim(after.name)};
    predecessors = {emitter.add(std::move(node))};
  }
  add_comment(emitter, {Kind::kTable, after.name.schema, {}, after.name.name}, before.comment, after.comment,
              {table_dependency(after.name)}, std::move(predecessors));
}

void keep(OpEmitter& emitter, const TableTransition& transition) {
  if (try_rebuild(emitter, transition)) return;
  if (transition.altered) alter(emitter, transition);
  emit_columns(emitter, transition);
  emit_constraints(emitter, transition);
}

}  // namespace

void emit_tables(OpEmitter& emitter) {
  const Cycles cycles = dropped_cycles(emitter);
  for (const auto& [name, transition] : emitter.transitions().tables) {
    if (!transition.before) {
      create(emitter, *transition.after);
    } else if (!transition.after) {
      drop(emitter, transition, cycles);
    } else {
      keep(emitter, transition);
    }
  }
  emit_partition_bounds(emitter);
}

}  // namespace tenon
