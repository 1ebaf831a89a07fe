#include <algorithm>
#include <map>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "plan/ops/op_emitter.h"
#include "plan/order/graph.h"
#include "plan/transition/in_place.h"

namespace tenon {

namespace {

Rank rank(Stage stage, const Table& table) { return {stage, Kind::kTable, table.name, 0, {}}; }

/// What CREATE TABLE cannot say, or should not: indexes; foreign keys, which may form cycles; a check that
/// is not to be validated; a key that is not to reach the partitions.
bool comes_later(const Constraint& constraint, const Dialect& dialect) {
  if (std::holds_alternative<Index>(constraint)) return true;
  if (!dialect.can_alter_constraints) return false;
  const auto* check = std::get_if<Check>(&constraint);
  return std::holds_alternative<ForeignKey>(constraint) || (check && !check->validated) ||
         !is_valid(constraint);
}

/// What a constraint's index is made of, to be compared; nothing for what has no index of its own.
std::pair<std::vector<Name>, std::vector<ExclusionElement>> indexed(const Constraint& constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint)) return {key->columns, {}};
  if (const auto* key = std::get_if<Unique>(&constraint)) return {key->columns, {}};
  if (const auto* exclusion = std::get_if<Exclusion>(&constraint)) return {{}, exclusion->elements};
  return {};
}

/// Moves from the table what cannot be created with it. Within one CREATE TABLE constraints over the same
/// columns are one to PostgreSQL, under the name of the first: all but the first come later.
std::vector<Constraint> taken_out(Table& table, const Expansion& to) {
  const Dialect& dialect = to.dialect();
  std::vector<Constraint> inside;
  std::vector<Constraint> later;
  for (auto& constraint : table.constraints) {
    const auto own = indexed(constraint);
    const bool twin = dialect.can_alter_constraints && own != decltype(own)() &&
                      std::ranges::find(inside, own, indexed) != inside.end();
    const bool after_joining = std::holds_alternative<Check>(constraint) && to.is_joined(table.name);
    (twin || after_joining || comes_later(constraint, dialect) ? later : inside)
        .push_back(std::move(constraint));
  }
  table.constraints = std::move(inside);
  return later;
}

/// What a table inherits, as the server makes it when CREATE TABLE names its parents.
Column inherited(const Expansion& to, const Table& table, const Column& column) {
  for (const auto& parent : table.parents)
    if (const Table* above = to.declared_table(parent))
      if (const Column* from = find_column(*above, column.name)) return inherited_column(*from, table);
  return column;
}

/// Whether CREATE TABLE ... PARTITION OF alone makes the table what it is to be.
bool is_as_handed_down(const Expansion& to, const Table& table) {
  return std::ranges::all_of(table.columns, [&](const Column& column) {
    return with_comment(column, "") == with_comment(inherited(to, table, column), "");
  });
}

std::size_t link(Expansion& to, Op op, Stage stage, const Table& table, const QualifiedName& parent) {
  const bool attaches = stage == Stage::kAttachTable;
  Node node;
  node.op = std::move(op);
  node.rank = rank(stage, table);
  std::vector<Thing>& leans = attaches ? node.joins : node.leaves;
  for (const QualifiedName* name : {&table.name, &parent}) {
    leans.push_back(table_thing(*name));
    leans.push_back(columns_thing(*name));
  }
  if (!attaches) node.changes = {parents_thing(table.name)};
  if (attaches && !is_partition(table))
    for (const QualifiedName& above : to.declared_line(parent)) node.changes.push_back(heirs_thing(above));
  if (is_partition(table)) {
    if (attaches)
      node.takes = {changed_bounds_slot(parent)};
    else
      node.frees = {freed_bounds_slot(parent)};
    if (!attaches)
      for (const QualifiedName& whole : line_of(to.actual(), parent))
        append(node.changes, {leavers_thing(whole), partitions_thing(whole)});
  }
  return to.add(std::move(node));
}

void attach(Expansion& to, const Table& table, const QualifiedName& parent) {
  link(to, AttachTable{table, parent}, Stage::kAttachTable, table, parent);
}

/// What a partition is made with when it is made by itself: what it is to be handed down, under the names
/// that it has there, or the checks of its parent. Foreign keys come with the parent.
std::vector<Constraint> handed_down_constraints(const Expansion& to, const Table& partition) {
  std::vector<Constraint> all = *partition.inherited_constraints;
  const Table* parent = to.declared_table(partition.parents.front());
  if (all.empty() && parent) all = parent->constraints;
  const bool known = !partition.inherited_constraints->empty();
  std::erase_if(all, [&](const Constraint& constraint) {
    const auto* check = std::get_if<Check>(&constraint);
    return std::holds_alternative<ForeignKey>(constraint) || (!known && !check) ||
           (check && check->no_inherit);
  });
  return all;
}

/// Whether its indexes have names that the server might not give them.
bool has_names_of_its_own(const Table& partition) {
  return std::ranges::any_of(*partition.inherited_constraints, [](const Constraint& constraint) {
    return !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
  });
}

/// A partition as a table that is attached later.
Table made_by_itself(const Expansion& to, const Table& partition) {
  Table made = partition;
  made.parents.clear();
  made.options = with_option(made.options, "partition_bound", "");
  for (auto& constraint : handed_down_constraints(to, partition)) {
    std::visit([](auto& c) { c.comment.clear(); }, constraint);
    made.constraints.push_back(std::move(constraint));
  }
  sort_constraints(made.constraints);
  return made;
}

/// A column of a table that inherits, as CREATE TABLE makes it: as the parents have it, or at least stored
/// so.
Column as_created(const Expansion& to, const Table& table, const Column& column) {
  const Column parents = inherited(to, table, column);
  if (column.inheritance == Inheritance::kInherited) return with_comment(parents, column.comment);
  Column made = column;
  if (column.inheritance == Inheritance::kMerged) {
    made.options = settings_after_retyping(std::move(made.options));
    for (const Option& each : inherited_settings(parents.options))
      made.options = with_option(std::move(made.options), each.key, each.value);
  }
  return made;
}

/// What a table that inherits has otherwise than its parents.
void alter_inherited(Expansion& to, const Table& table, std::size_t created) {
  for (const auto& column : table.columns) {
    const Column now = as_created(to, table, column);
    if (now == column) continue;
    Node node;
    node.op = AlterColumn{table.name, now, column};
    node.rank = {Stage::kAlterColumn, Kind::kColumn, table.name, 0, column.name};
    node.changes = {column_thing(table.name, column.name), columns_thing(table.name)};
    node.joins = to.leaning(column, table.name);
    node.after = {created};
    to.add(std::move(node));
  }
}

/// The table as CREATE TABLE writes it: what it inherits is as its parents have it. What it declares besides
/// has their generation expression without a word (PostgreSQL before 16 refuses one there).
Table as_written(const Expansion& to, const Table& table) {
  Table made = table;
  for (auto& column : made.columns) {
    column = as_created(to, table, column);
    if (column.inheritance == Inheritance::kMerged &&
        column.generated == inherited(to, table, column).generated)
      column.generated.reset();
  }
  return made;
}

void create(Expansion& to, const Table& declared) {
  const bool apart =
      is_partition(declared) && (has_names_of_its_own(declared) || !is_as_handed_down(to, declared));
  const Table table = apart ? made_by_itself(to, declared) : declared;
  Table made = as_written(to, table);
  for (const auto& constraint : taken_out(made, to)) add_constraint(to, table.name, constraint);
  Node node;
  node.rank = rank(Stage::kCreateTable, table);
  node.changes = {table_thing(table.name)};
  node.joins = {schema_thing(table.name.schema)};
  node.takes = {relation_slot(table.name), type_slot(table.name)};
  if (is_partition(table)) node.takes.push_back(changed_bounds_slot(table.parents.front()));
  for (const auto& column : table.columns) append(node.joins, to.leaning(column, table.name));
  for (const auto& constraint : made.constraints) {
    if (std::holds_alternative<ForeignKey>(constraint)) continue;
    append(node.joins, to.leaning(constraint, table.name));
    append(node.takes, slots_of(constraint, table.name, to.dialect()));
  }
  for (const auto& parent : table.parents) append(node.joins, {table_thing(parent), columns_thing(parent)});
  node.op = CreateTable{std::move(made), to.triggers_of(table.name)};
  const std::size_t created = to.add(std::move(node));
  alter_inherited(to, table, created);
  if (apart) attach(to, declared, declared.parents.front());
}

/// The tables that are dropped, by the number of the cycle of foreign keys that they form.
std::map<QualifiedName, std::size_t> dropped_cycles(const Fates& fates) {
  std::map<QualifiedName, std::size_t> numbers;
  std::vector<const Table*> tables;
  for (const auto& [name, fate] : fates.tables)
    if (!fate.declared && numbers.emplace(name, tables.size()).second) tables.push_back(fate.actual);
  std::vector<std::vector<std::size_t>> edges(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (const auto& constraint : tables[i]->constraints)
      if (const auto* reference = std::get_if<ForeignKey>(&constraint)) {
        const auto parent = numbers.find(reference->referred_table);
        if (parent != numbers.end()) edges[i].push_back(parent->second);
      }
  const auto cycles = components(edges);
  for (auto& [name, number] : numbers) number = cycles[number];
  return numbers;
}

using Cycles = std::map<QualifiedName, std::size_t>;

/// Whether a foreign key ties its table to another that is dropped and tied back, or to the partitions of
/// what it is a part of.
bool ties(const Constraint& constraint, const Table& table, const Cycles& cycles, const Catalog& catalog) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  if (!reference) return false;
  const auto line = line_of(catalog, table.name);
  if (std::ranges::find(line, reference->referred_table) != line.end())
    return is_partition(table) || option(table.options, "partition_by");
  const auto parent = cycles.find(reference->referred_table);
  return parent != cycles.end() && parent->second == cycles.at(table.name);
}

/// The tables that a partition is a part of, up to the first.
std::vector<QualifiedName> wholes(const Expansion& to, const Table& table) {
  std::vector<QualifiedName> all = line_of(to.actual(), table.name);
  all.erase(all.begin());
  return all;
}

/// Whether a foreign key that stays refers to one of the tables: then their partitions cannot be dropped,
/// only detached.
bool is_referred_to(const Expansion& to, const std::vector<QualifiedName>& wholes) {
  return std::ranges::any_of(to.actual().tables, [&](const Table& table) {
    return to.declared_table(table.name) &&
           std::ranges::any_of(table.constraints, [&](const Constraint& each) {
             const auto* reference = std::get_if<ForeignKey>(&each);
             return reference && std::ranges::find(wholes, reference->referred_table) != wholes.end();
           });
  });
}

/// A partition as it is once it is on its own.
Table detached(Expansion& to, const Table& partition, Node& drops) {
  const QualifiedName& parent = partition.parents.front();
  drops.after = {link(to, DetachTable{partition, parent}, Stage::kDetachTable, partition, parent)};
  Table made = partition;
  made.constraints.insert(made.constraints.end(), made.inherited_constraints->begin(),
                          made.inherited_constraints->end());
  sort_constraints(made.constraints);
  return made;
}

void drop(Expansion& to, const TableFate& fate, const Cycles& cycles) {
  const Table& table = *fate.actual;
  const bool can_cut = to.dialect().can_alter_constraints;
  Table dropped = table;
  Node node;
  node.rank = rank(Stage::kDropTable, table);
  node.changes = {table_thing(table.name)};
  const auto parts_of = wholes(to, table);
  if (!parts_of.empty() && to.declared_table(parts_of.front()) && is_referred_to(to, parts_of))
    dropped = detached(to, table, node);
  for (const auto& whole : parts_of) node.changes.push_back(partitions_thing(whole));
  node.leaves = {schema_thing(table.name.schema)};
  node.frees = {relation_slot(table.name), type_slot(table.name)};
  if (is_partition(table)) node.frees.push_back(freed_bounds_slot(table.parents.front()));
  for (const auto& parent : table.parents) append(node.leaves, {table_thing(parent), columns_thing(parent)});
  for (const auto& column : table.columns) append(node.leaves, to.leaning(column, table.name));
  for (const auto& constraint : table.constraints) {
    if (can_cut && ties(constraint, table, cycles, to.actual())) {
      drop_constraint(to, table.name, constraint);
      std::erase(dropped.constraints, constraint);
      continue;
    }
    const bool gently = std::holds_alternative<ForeignKey>(constraint) && !can_cut;
    append(gently ? node.leaves_gently : node.leaves, to.leaning(constraint, table.name));
    append(node.frees, slots_of(constraint, table.name, to.dialect()));
  }
  for (const Sequence* sequence : fate.takes_along) {
    node.changes.push_back(sequence_thing(sequence->name));
    node.frees.push_back(relation_slot(sequence->name));
    node.leaves.push_back(schema_thing(sequence->name.schema));
  }
  node.op = DropTable{std::move(dropped)};
  to.add(std::move(node));
}

Options with_bound_of(const Options& options, const Options& other) {
  const std::string* bound = option(other, "partition_bound");
  return with_option(options, "partition_bound", bound ? *bound : "");
}

/// From the parents that it has to those that it is to have.
void relink(Expansion& to, const Table& actual, const Table& declared) {
  const std::size_t kept = parents_kept(actual, declared);
  for (std::size_t i = kept; i < actual.parents.size(); ++i)
    link(to, DetachTable{actual, actual.parents[i]}, Stage::kDetachTable, actual, actual.parents[i]);
  for (std::size_t i = kept; i < declared.parents.size(); ++i) attach(to, declared, declared.parents[i]);
}

bool says_replica_identity(const Table& table) {
  return option(table.options, "replica_identity") != nullptr;
}

/// The table's own attributes.
void alter(Expansion& to, const TableFate& fate) {
  const Table& actual = *fate.actual;
  const Table& declared = *fate.declared;
  std::vector<std::size_t> after;
  relink(to, actual, declared);
  Table wanted = declared;
  wanted.comment = actual.comment;
  wanted.parents = actual.parents;
  wanted.options = with_bound_of(declared.options, actual.options);
  if (actual.options != wanted.options) {
    Node node;
    node.op = AlterTable{actual, std::move(wanted)};
    node.rank = rank(Stage::kAlterTable, declared);
    node.changes = {table_thing(declared.name)};
    if (says_replica_identity(actual)) node.frees = {replica_identity_slot(declared.name)};
    if (says_replica_identity(declared)) node.takes = {replica_identity_slot(declared.name)};
    after = {to.add(std::move(node))};
  }
  add_comment(to, {Kind::kTable, declared.name.schema, {}, declared.name.name}, actual.comment,
              declared.comment, {table_thing(declared.name)}, std::move(after));
}

void keep(Expansion& to, const TableFate& fate) {
  if (rebuild(to, fate)) return;
  if (fate.altered) alter(to, fate);
  expand_columns(to, fate);
  expand_constraints(to, fate);
}

}  // namespace

void expand_tables(Expansion& to) {
  const Cycles cycles = dropped_cycles(to.fates());
  for (const auto& [name, fate] : to.fates().tables) {
    if (!fate.actual) {
      create(to, *fate.declared);
    } else if (!fate.declared) {
      drop(to, fate, cycles);
    } else {
      keep(to, fate);
    }
  }
  expand_bounds(to);
}

}  // namespace tenon
