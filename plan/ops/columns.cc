// Emits the ops for the columns of a table that is kept.
#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "model/naming_server.h"
#include "plan/ops/op_emitter.h"
#include "plan/transition/in_place.h"

namespace tenon {

namespace {

/// Returns the position of a column in its table. Added columns keep their order by it.
std::size_t position(const Table& table, const Name& column) {
  const auto at = std::ranges::find(table.columns, column, &Column::name);
  return static_cast<std::size_t>(at - table.columns.begin());
}

/// Returns a node for an op on one column.
Node column_node(Op op, Stage stage, const Table& table, const Column& column) {
  Node node;
  node.op = std::move(op);
  node.rank = {stage, Kind::kColumn, table.name, position(table, column.name), column.name};
  node.provides = {column_dependency(table.name, column.name), columns_dependency(table.name)};
  node.depends_on = {parents_dependency(table.name)};
  return node;
}

/// Returns the name that PostgreSQL chooses for the sequence of an identity column.
NameClaim identity_claim(const QualifiedName& table, const Column& column, const Dialect& dialect) {
  const std::string name = server_sequence_name(table.name.text, column.name.text, nullptr);
  return relation_claim({table.schema, dialect.name_of(name)});
}

/// Adds to `provides` the column of every descendant: an op on the column of a parent changes it there too.
void provide_to_descendants(OpEmitter& emitter, Node& node, const QualifiedName& table, const Name& column) {
  for (const Table* child : emitter.inheritance().descendants_of(table)) {
    node.provides.push_back(column_dependency(child->name, column));
    node.provides.push_back(columns_dependency(child->name));
  }
}

/// Returns the column as it is once the table has left its former parents.
Column met(const OpEmitter& emitter, const TableTransition& table, const Column& column) {
  const bool stays = emitter.inheritance().is_handed_down(emitter.before(), table.before->name, column.name);
  return stays ? column : after_detaching(column);
}

void drop(OpEmitter& emitter, const TableTransition& table, const ColumnTransition& transition) {
  const Column dropped = met(emitter, table, *transition.before);
  Node node = column_node(DropColumn{table.before->name, dropped, transition.this_table_only},
                          Stage::kDropColumn, *table.before, dropped);
  node.releases = emitter.dependencies_of(*transition.before, table.before->name);
  node.frees_names = {column_claim(table.before->name, transition.before->name)};
  if (transition.before->identity)
    node.frees_names.push_back(identity_claim(table.before->name, *transition.before, emitter.dialect()));
  provide_to_descendants(emitter, node, table.before->name, transition.before->name);
  for (const Sequence* sequence : transition.cascades_to) {
    node.provides.push_back(sequence_dependency(sequence->name));
    node.frees_names.push_back(relation_claim(sequence->name));
    node.releases.push_back(schema_dependency(sequence->name.schema));
  }
  emitter.add(std::move(node));
}

/// Returns whether a table gets a column of its own before a parent adds the same column to it.
bool adds_by_itself(const TableTransition* table, const Name& name) {
  const ColumnTransition* transition = table ? table->column(name) : nullptr;
  return transition && !transition->changed_by_parent && transition->after &&
         (!transition->before || transition->replaced);
}

void add(OpEmitter& emitter, const TableTransition& table, const ColumnTransition& transition) {
  const QualifiedName& name = table.after->name;
  const Column column = after_detaching(*transition.after);
  Node node = column_node(AddColumn{name, column}, Stage::kAddColumn, *table.after, column);
  append(node.depends_on, emitter.dependencies_of(column, name));
  node.claims_names = {column_claim(name, column.name)};
  if (column.identity) node.claims_names.push_back(identity_claim(name, column, emitter.dialect()));
  for (const Table* child : emitter.inheritance().descendants_of(name)) {
    if (adds_by_itself(emitter.transitions().table(child->name), column.name)) {
      node.depends_on.push_back(column_dependency(child->name, column.name));
      continue;
    }
    node.provides.push_back(column_dependency(child->name, column.name));
    node.provides.push_back(columns_dependency(child->name));
    node.claims_names.push_back(column_claim(child->name, column.name));
  }
  emitter.add(std::move(node));
}

/// What the column needs afterwards comes before; what it needs no longer goes behind.
void order_with_dependencies(OpEmitter& emitter, Node& node, const QualifiedName& table, const Column& before,
                             const Column& after) {
  append(node.depends_on, emitter.dependencies_of(after, table));
  for (auto& dependency : emitter.dependencies_of(before, table))
    if (std::ranges::find(node.depends_on, dependency) == node.depends_on.end())
      node.releases.push_back(std::move(dependency));
}

std::size_t alter(OpEmitter& emitter, const TableTransition& table, const Column& before, const Column& after,
                  std::vector<std::size_t> predecessors) {
  const QualifiedName& name = table.after->name;
  Node node = column_node(AlterColumn{name, before, after}, Stage::kAlterColumn, *table.after, after);
  provide_to_descendants(emitter, node, name, after.name);
  order_with_dependencies(emitter, node, name, before, after);
  if (after.identity && !before.identity)
    node.claims_names = {identity_claim(name, after, emitter.dialect())};
  node.runs_after = std::move(predecessors);
  return emitter.add(std::move(node));
}

/// Emits a first AlterColumn that removes something, so that what the column depended on for it can be
/// dropped in between.
std::size_t emit_first_step(OpEmitter& emitter, const TableTransition& table, const Column& before,
                            const Column& without) {
  const QualifiedName& name = table.after->name;
  Node node = column_node(AlterColumn{name, before, without}, Stage::kAlterColumn, *table.before, before);
  node.releases = emitter.dependencies_of(before, name);
  provide_to_descendants(emitter, node, name, before.name);
  if (before.identity && !without.identity)
    node.frees_names = {identity_claim(name, before, emitter.dialect())};
  return emitter.add(std::move(node));
}

/// Returns the column without what cannot stay while the rest changes. A default under a type that is
/// replaced: the old one may use a label that is removed, the new one a label that is added. A default that
/// is exchanged for an identity, or the other way round: both sequences claim one name.
Column stripped(const ColumnTransition& transition, const Column& wanted) {
  const Column& before = *transition.before;
  Column without = transition.intermediate();
  const bool new_default = before.default_value != wanted.default_value || before.type != wanted.type;
  if ((transition.recast && new_default) || (wanted.identity && !before.identity))
    without.default_value.reset();
  if (wanted.default_value && !wanted.identity) without.identity.reset();
  return without;
}

void alter(OpEmitter& emitter, const TableTransition& table, const ColumnTransition& transition) {
  Column before = *transition.before;
  const Column wanted = with_comment(*transition.after, before.comment);
  std::vector<std::size_t> predecessors;
  if (const Column without = stripped(transition, wanted); !(without == before)) {
    predecessors = {emit_first_step(emitter, table, before, without)};
    before = without;
  }
  if (!(before == wanted)) predecessors = {alter(emitter, table, before, wanted, std::move(predecessors))};
  add_comment(emitter, {Kind::kColumn, table.after->name.schema, table.after->name.name, wanted.name},
              before.comment, transition.after->comment, {}, std::move(predecessors));
}

void comment_only(OpEmitter& emitter, const QualifiedName& table, const ColumnTransition& transition) {
  const Name& column = transition.after->name;
  add_comment(emitter, {Kind::kColumn, table.schema, table.name, column}, transition.inherited->comment,
              transition.after->comment, {column_dependency(table, column)}, {});
}

/// Returns whether an ancestor has a default for the column: the ops on it drop the default here as well.
bool default_goes_with_parents(const OpEmitter& emitter, const QualifiedName& table, const Name& column) {
  return std::ranges::any_of(emitter.inheritance().kept_parents(table), [&](const QualifiedName& parent) {
    const Table* above = find_table(emitter.before(), parent);
    const Column* held = above ? find_column(*above, column) : nullptr;
    return held && (held->default_value || default_goes_with_parents(emitter, parent, column));
  });
}

/// Appends the column of every ancestor that the table keeps.
void append_above(const OpEmitter& emitter, std::vector<DependencyKey>& dependencies,
                  const QualifiedName& table, const Name& column) {
  for (const QualifiedName& parent : emitter.inheritance().kept_parents(table)) {
    dependencies.push_back(column_dependency(parent, column));
    append_above(emitter, dependencies, parent, column);
  }
}

/// Drops a default that only the table has before its parent changes the type of the column.
void take_off_default(OpEmitter& emitter, const TableTransition& table, const ColumnTransition& transition) {
  if (!transition.before || !transition.inherited || !transition.before->default_value) return;
  const bool stays = transition.before->type == transition.inherited->type &&
                     transition.before->collation == transition.inherited->collation;
  const QualifiedName& name = table.before->name;
  const bool goes_along =
      (stays && !transition.recast) || default_goes_with_parents(emitter, name, transition.before->name);
  if (goes_along && !transition.default_dropped) return;
  const Column before = met(emitter, table, *transition.before);
  Column without = before;
  without.default_value.reset();
  Node node =
      column_node(AlterColumn{name, before, without}, Stage::kAlterColumn, *table.before, *transition.before);
  node.releases = emitter.dependencies_of(*transition.before, name);
  append_above(emitter, node.releases, name, transition.before->name);
  provide_to_descendants(emitter, node, name, transition.before->name);
  emitter.add(std::move(node));
}

/// Returns the links to the parents, and the column of each that the table keeps.
std::vector<DependencyKey> parents_dependencies(const OpEmitter& emitter, const QualifiedName& table,
                                                const Name& column) {
  std::vector<DependencyKey> parents{parents_dependency(table)};
  for (const auto& parent : emitter.inheritance().kept_parents(table))
    parents.push_back(column_dependency(parent, column));
  return parents;
}

/// Returns whether a parent creates its column again, and this one with it.
bool is_recreated_above(const OpEmitter& emitter, const QualifiedName& table, const Name& column) {
  return std::ranges::any_of(emitter.inheritance().kept_parents(table), [&](const QualifiedName& parent) {
    const TableTransition* above = emitter.transitions().table(parent);
    const ColumnTransition* transition = above ? above->column(column) : nullptr;
    return (transition && transition->replaced) || is_recreated_above(emitter, parent, column);
  });
}

/// Emits the drop of what the ops on the parents have left of a column.
void drop_reached(OpEmitter& emitter, const TableTransition& table, const ColumnTransition& transition) {
  const Column& left = *transition.inherited;
  const QualifiedName& name = table.before->name;
  Node node = column_node(DropColumn{name, left, transition.this_table_only}, Stage::kDropColumn,
                          *table.before, left);
  node.releases = emitter.dependencies_of(left, name);
  node.frees_names = {column_claim(name, left.name)};
  provide_to_descendants(emitter, node, name, left.name);
  append(node.depends_on, parents_dependencies(emitter, name, left.name));
  emitter.add(std::move(node));
}

/// Emits what remains to be done when the ops on the parents have reached a column.
void follow(OpEmitter& emitter, const TableTransition& table, const ColumnTransition& transition) {
  if (!transition.after) {
    if (transition.inherited) drop_reached(emitter, table, transition);
    return;
  }
  const QualifiedName& name = table.after->name;
  const Name& column = transition.after->name;
  if (transition.replaced && !is_recreated_above(emitter, name, column)) {
    if (transition.inherited) drop_reached(emitter, table, transition);
    return add(emitter, table, transition);
  }
  Column wanted = with_comment(*transition.after, transition.inherited->comment);
  wanted.inheritance = transition.inherited->inheritance;
  if (wanted == *transition.inherited) return comment_only(emitter, name, transition);
  Node node = column_node(AlterColumn{name, *transition.inherited, wanted}, Stage::kAlterColumn, *table.after,
                          wanted);
  order_with_dependencies(emitter, node, name, *transition.inherited, wanted);
  provide_to_descendants(emitter, node, name, column);
  append(node.depends_on, parents_dependencies(emitter, name, column));
  emitter.add(std::move(node));
  comment_only(emitter, name, transition);
}

}  // namespace

void emit_columns(OpEmitter& emitter, const TableTransition& table) {
  for (const auto& [name, transition] : table.columns) {
    if (transition.changed_by_parent) {
      take_off_default(emitter, table, transition);
      follow(emitter, table, transition);
      continue;
    }
    if (transition.is_dropped()) drop(emitter, table, transition);
    if (transition.after && (!transition.before || transition.replaced)) add(emitter, table, transition);
    if (transition.before && transition.after && !transition.replaced) alter(emitter, table, transition);
  }
}

}  // namespace tenon
