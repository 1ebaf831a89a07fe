#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "model/naming.h"
#include "plan/ops/op_emitter.h"
#include "plan/transition/in_place.h"

namespace tenon {

namespace {

/// Where a column stands in its table, so that added columns keep their order.
std::size_t position(const Table& table, const Name& column) {
  const auto at = std::ranges::find(table.columns, column, &Column::name);
  return static_cast<std::size_t>(at - table.columns.begin());
}

/// The node of an op that changes one column.
Node column_node(Op op, Stage stage, const Table& table, const Column& column) {
  Node node;
  node.op = std::move(op);
  node.rank = {stage, Kind::kColumn, table.name, position(table, column.name), column.name};
  node.changes = {column_thing(table.name, column.name), columns_thing(table.name)};
  node.joins = {parents_thing(table.name)};
  return node;
}

/// The name that the server chooses for the sequence behind an identity column.
Slot identity_slot(const QualifiedName& table, const Column& column) {
  const std::string name = server_sequence_name(table.name.text, column.name.text, nullptr);
  return relation_slot({table.schema, kPostgresql.name_of(name)});
}

/// What an op on a parent's column does to the tables that inherit it.
void reach_heirs(Expansion& to, Node& node, const QualifiedName& table, const Name& column) {
  for (const Table* heir : to.heirs().of(table)) {
    node.changes.push_back(column_thing(heir->name, column));
    node.changes.push_back(columns_thing(heir->name));
  }
}

void drop(Expansion& to, const TableFate& table, const ColumnFate& fate) {
  // A table that parts from all its parents has parted by then: the column is its own.
  const bool parts = parents_kept(*table.actual, *table.declared) == 0;
  const Column dropped = parts ? after_detaching(*fate.actual) : *fate.actual;
  Node node = column_node(DropColumn{table.actual->name, dropped, fate.only}, Stage::kDropColumn,
                          *table.actual, dropped);
  node.leaves = to.leaning(*fate.actual, table.actual->name);
  node.frees = {column_slot(table.actual->name, fate.actual->name)};
  if (fate.actual->identity) node.frees.push_back(identity_slot(table.actual->name, *fate.actual));
  reach_heirs(to, node, table.actual->name, fate.actual->name);
  for (const Sequence* sequence : fate.takes_along) {
    node.changes.push_back(sequence_thing(sequence->name));
    node.frees.push_back(relation_slot(sequence->name));
    node.leaves.push_back(schema_thing(sequence->name.schema));
  }
  to.add(std::move(node));
}

/// Whether a table is to declare a column by itself before a parent hands it down as well.
bool adds_by_itself(const TableFate* table, const Name& name) {
  const ColumnFate* fate = table ? table->column(name) : nullptr;
  return fate && !fate->by_parents && !fate->actual && fate->declared;
}

void add(Expansion& to, const TableFate& table, const ColumnFate& fate) {
  const QualifiedName& name = table.declared->name;
  const Column column = after_detaching(*fate.declared);
  Node node = column_node(AddColumn{name, column}, Stage::kAddColumn, *table.declared, column);
  append(node.joins, to.leaning(column, name));
  node.takes = {column_slot(name, column.name)};
  if (column.identity) node.takes.push_back(identity_slot(name, column));
  for (const Table* heir : to.heirs().of(name)) {
    if (adds_by_itself(to.fates().table(heir->name), column.name)) {
      node.joins.push_back(column_thing(heir->name, column.name));
      continue;
    }
    node.changes.push_back(column_thing(heir->name, column.name));
    node.changes.push_back(columns_thing(heir->name));
    node.takes.push_back(column_slot(heir->name, column.name));
  }
  to.add(std::move(node));
}

std::size_t alter(Expansion& to, const TableFate& table, const Column& actual, const Column& declared,
                  std::vector<std::size_t> after) {
  const QualifiedName& name = table.declared->name;
  Node node =
      column_node(AlterColumn{name, actual, declared}, Stage::kAlterColumn, *table.declared, declared);
  append(node.joins, to.leaning(declared, name));
  reach_heirs(to, node, name, declared.name);
  for (auto& thing : to.leaning(actual, name))
    if (std::ranges::find(node.joins, thing) == node.joins.end()) node.leaves.push_back(std::move(thing));
  if (declared.identity && !actual.identity) node.takes = {identity_slot(name, declared)};
  node.after = std::move(after);
  return to.add(std::move(node));
}

/// A first step of a change, to a column that lacks something: what it leaned on for that can go meanwhile.
std::size_t take_away(Expansion& to, const TableFate& table, const Column& actual, const Column& without) {
  const QualifiedName& name = table.declared->name;
  Node node = column_node(AlterColumn{name, actual, without}, Stage::kAlterColumn, *table.actual, actual);
  node.leaves = to.leaning(actual, name);
  reach_heirs(to, node, name, actual.name);
  if (actual.identity && !without.identity) node.frees = {identity_slot(name, actual)};
  return to.add(std::move(node));
}

/// What may not stand while the rest changes. A default whose type is replaced under it: the old one may use
/// a label that goes, the new one a label that comes. A default that gives way to an identity, and the other
/// way round: the sequence of the one and that of the other want one name.
Column stripped(const ColumnFate& fate, const Column& wanted) {
  const Column& actual = *fate.actual;
  Column without = fate.meanwhile();
  const bool new_default = actual.default_value != wanted.default_value || actual.type != wanted.type;
  if ((fate.recast && new_default) || (wanted.identity && !actual.identity)) without.default_value.reset();
  if (wanted.default_value && !wanted.identity) without.identity.reset();
  return without;
}

void alter(Expansion& to, const TableFate& table, const ColumnFate& fate) {
  Column actual = *fate.actual;
  const Column wanted = with_comment(*fate.declared, actual.comment);
  std::vector<std::size_t> after;
  if (const Column without = stripped(fate, wanted); !(without == actual)) {
    after = {take_away(to, table, actual, without)};
    actual = without;
  }
  if (!(actual == wanted)) after = {alter(to, table, actual, wanted, std::move(after))};
  add_comment(to, {Kind::kColumn, table.declared->name.schema, table.declared->name.name, wanted.name},
              actual.comment, fate.declared->comment, {}, std::move(after));
}

void comment_only(Expansion& to, const QualifiedName& table, const ColumnFate& fate) {
  const Name& column = fate.declared->name;
  add_comment(to, {Kind::kColumn, table.schema, table.name, column}, fate.handed->comment,
              fate.declared->comment, {column_thing(table, column)}, {});
}

/// Whether a parent, or a parent of one, has a default for the column: its ops take that off here as well.
bool default_goes_with_parents(const Expansion& to, const QualifiedName& table, const Name& column) {
  return std::ranges::any_of(to.heirs().kept_parents(table), [&](const QualifiedName& parent) {
    const Table* above = find_table(to.actual(), parent);
    const Column* held = above ? find_column(*above, column) : nullptr;
    return held && (held->default_value || default_goes_with_parents(to, parent, column));
  });
}

/// The columns from which a table has one of its own, of all that are above it.
void append_above(const Expansion& to, std::vector<Thing>& things, const QualifiedName& table,
                  const Name& column) {
  for (const QualifiedName& parent : to.heirs().kept_parents(table)) {
    things.push_back(column_thing(parent, column));
    append_above(to, things, parent, column);
  }
}

/// A default that the table alone has is taken off before its parent gives the column another type.
void take_off_default(Expansion& to, const TableFate& table, const ColumnFate& fate) {
  if (!fate.actual || !fate.handed || !fate.actual->default_value) return;
  const bool stays =
      fate.actual->type == fate.handed->type && fate.actual->collation == fate.handed->collation;
  const QualifiedName& name = table.actual->name;
  const bool goes_along = (stays && !fate.recast) || default_goes_with_parents(to, name, fate.actual->name);
  if (goes_along && !fate.bared) return;
  Column without = *fate.actual;
  without.default_value.reset();
  Node node =
      column_node(AlterColumn{name, *fate.actual, without}, Stage::kAlterColumn, *table.actual, *fate.actual);
  node.leaves = to.leaning(*fate.actual, name);
  append_above(to, node.leaves, name, fate.actual->name);
  reach_heirs(to, node, name, fate.actual->name);
  to.add(std::move(node));
}

/// What is left to do when the ops of the table's parents have reached a column.
void follow(Expansion& to, const TableFate& table, const ColumnFate& fate) {
  if (!fate.handed && !fate.declared) return;
  const QualifiedName& name = table.declared->name;
  const Name& column = fate.declared ? fate.declared->name : fate.handed->name;
  std::vector<Thing> parents{parents_thing(name)};
  for (const auto& parent : to.heirs().kept_parents(name)) parents.push_back(column_thing(parent, column));
  Node node;
  if (!fate.declared) {
    node = column_node(DropColumn{name, *fate.handed}, Stage::kDropColumn, *table.actual, *fate.handed);
    node.frees = {column_slot(name, column)};
  } else {
    Column wanted = with_comment(*fate.declared, fate.handed->comment);
    wanted.inheritance = fate.handed->inheritance;
    if (wanted == *fate.handed) return comment_only(to, name, fate);
    node = column_node(AlterColumn{name, *fate.handed, wanted}, Stage::kAlterColumn, *table.declared, wanted);
    append(node.joins, to.leaning(wanted, name));
  }
  reach_heirs(to, node, name, column);
  append(node.joins, std::move(parents));
  to.add(std::move(node));
  if (fate.declared) comment_only(to, name, fate);
}

}  // namespace

void expand_columns(Expansion& to, const TableFate& table) {
  for (const auto& [name, fate] : table.columns) {
    if (fate.by_parents) {
      take_off_default(to, table, fate);
      follow(to, table, fate);
      continue;
    }
    if (fate.goes()) drop(to, table, fate);
    if (fate.declared && (!fate.actual || fate.replaced)) add(to, table, fate);
    if (fate.actual && fate.declared && !fate.replaced) alter(to, table, fate);
  }
}

}  // namespace tenon
