#include <algorithm>
#include <map>
#include <utility>

#include "model/dialect.h"
#include "plan/expansion.h"
#include "plan/graph.h"

namespace tenon {

namespace {

Rank rank(Stage stage, const Table& table) { return {stage, Kind::kTable, table.name, 0, {}}; }

/// What CREATE TABLE cannot say, or should not: indexes; foreign keys, which may form cycles; a check that
/// is not to be validated.
bool comes_later(const Constraint& constraint, const Dialect& dialect) {
  if (std::holds_alternative<Index>(constraint)) return true;
  if (!dialect.can_alter_constraints) return false;
  const auto* check = std::get_if<Check>(&constraint);
  return std::holds_alternative<ForeignKey>(constraint) || (check && !check->validated);
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
std::vector<Constraint> taken_out(Table& table, const Dialect& dialect) {
  std::vector<Constraint> inside;
  std::vector<Constraint> later;
  for (auto& constraint : table.constraints) {
    const auto own = indexed(constraint);
    const bool twin = dialect.can_alter_constraints && own != decltype(own)() &&
                      std::ranges::find(inside, own, indexed) != inside.end();
    (twin || comes_later(constraint, dialect) ? later : inside).push_back(std::move(constraint));
  }
  table.constraints = std::move(inside);
  return later;
}

void create(Expansion& to, const Table& table) {
  Table made = table;
  for (const auto& constraint : taken_out(made, to.dialect())) add_constraint(to, table.name, constraint);
  Node node;
  node.rank = rank(Stage::kCreateTable, table);
  node.changes = {table_thing(table.name)};
  node.joins = {schema_thing(table.name.schema)};
  node.takes = {relation_slot(table.name), type_slot(table.name)};
  for (const auto& column : table.columns) append(node.joins, to.leaning(column, table.name));
  for (const auto& constraint : made.constraints) {
    if (std::holds_alternative<ForeignKey>(constraint)) continue;
    append(node.joins, to.leaning(constraint, table.name));
    append(node.takes, slots_of(constraint, table.name, to.dialect()));
  }
  node.op = CreateTable{std::move(made)};
  to.add(std::move(node));
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

/// Whether a foreign key ties its table to another that is dropped and tied back.
bool ties(const Constraint& constraint, const Table& table, const Cycles& cycles) {
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  if (!reference || reference->referred_table == table.name) return false;
  const auto parent = cycles.find(reference->referred_table);
  return parent != cycles.end() && parent->second == cycles.at(table.name);
}

void drop(Expansion& to, const TableFate& fate, const Cycles& cycles) {
  const Table& table = *fate.actual;
  const bool can_cut = to.dialect().can_alter_constraints;
  Table dropped = table;
  Node node;
  node.rank = rank(Stage::kDropTable, table);
  node.changes = {table_thing(table.name)};
  node.leaves = {schema_thing(table.name.schema)};
  node.frees = {relation_slot(table.name), type_slot(table.name)};
  for (const auto& column : table.columns) append(node.leaves, to.leaning(column, table.name));
  for (const auto& constraint : table.constraints) {
    if (can_cut && ties(constraint, table, cycles)) {
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

/// The table's own attributes.
void alter(Expansion& to, const TableFate& fate) {
  const Table& actual = *fate.actual;
  const Table& declared = *fate.declared;
  std::vector<std::size_t> after;
  if (actual.options != declared.options) {
    Table wanted = declared;
    wanted.comment = actual.comment;
    Node node;
    node.op = AlterTable{actual, std::move(wanted)};
    node.rank = rank(Stage::kAlterTable, declared);
    node.changes = {table_thing(declared.name)};
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
}

}  // namespace tenon
