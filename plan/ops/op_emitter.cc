// Answers what objects depend on, from the model and from a scan of their expressions.
#include "plan/ops/op_emitter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "model/unmodelled.h"
#include "plan/lookup/identifiers.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

void append(std::vector<DependencyKey>& to, std::vector<DependencyKey> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

OpEmitter::OpEmitter(const Transitions& transitions, const PlanInputs& inputs)
    : transitions_(transitions),
      before_(inputs.before),
      dialect_(inputs.dialect()),
      types_(inputs.types),
      tree_(transitions, inputs.before) {
  for (const auto& [name, transition] : transitions.tables)
    if (transition.after) collect_claims(*transition.after);
  for (const auto& [name, transition] : transitions.tables)
    if (transition.kept() && !is_partition(*transition.after)) collect_joined(transition);
}

void OpEmitter::collect_joined(const TableTransition& table) {
  const auto& parents = table.after->parents;
  for (std::size_t i = parents_kept(*table.before, *table.after); i < parents.size(); ++i)
    for (QualifiedName& above : ancestry_after(parents[i])) joined_.insert(std::move(above));
}

std::vector<QualifiedName> OpEmitter::ancestry_after(const QualifiedName& name) const {
  std::vector<QualifiedName> line{name};
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Table* table = table_after(line[i]);
    if (!table) continue;
    for (const QualifiedName& above : table->parents)
      if (std::ranges::find(line, above) == line.end()) line.push_back(above);
  }
  return line;
}

void OpEmitter::collect_claims(const Table& table) {
  wanted_.emplace(relation_claim(table.name), table.name);
  for (const auto& constraint : table.constraints)
    if (std::holds_alternative<Index>(constraint))
      for (auto& claim : claims_of(constraint, table.name, dialect_))
        wanted_.emplace(std::move(claim), table.name);
}

bool OpEmitter::wanted_elsewhere(const std::vector<NameClaim>& claims, const QualifiedName& table) const {
  return std::ranges::any_of(claims, [&](const NameClaim& claim) {
    const auto found = wanted_.find(claim);
    return found != wanted_.end() && found->second != table;
  });
}

const Table* OpEmitter::table_after(const QualifiedName& name) const {
  const TableTransition* transition = transitions_.table(name);
  return transition ? transition->after : find_table(before_, name);
}

std::vector<DependencyKey> OpEmitter::index_parts_below(const QualifiedName& table) const {
  std::vector<DependencyKey> all;
  if (!transitions_.after) return all;
  for (const Table& each : transitions_.after->tables)
    if (is_partition(each) && std::ranges::count(ancestry_of(*transitions_.after, each.name), table) > 0)
      all.push_back(index_parts_dependency(each.name));
  return all;
}

std::size_t OpEmitter::add(Node node) {
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

std::vector<DependencyKey> OpEmitter::dependencies_of(const UserType& type) const {
  std::vector<DependencyKey> dependencies = tenon::dependencies_of(type, types_);
  const auto* domain = std::get_if<Domain>(&type);
  if (domain && domain->default_value)
    for (const auto& sequence : sequences_in(*domain->default_value, dialect_))
      dependencies.push_back(sequence_dependency(sequence));
  return dependencies;
}

std::vector<DependencyKey> OpEmitter::dependencies_of(const Column& column,
                                                      const QualifiedName& table) const {
  std::vector<DependencyKey> dependencies;
  append_type_dependency(dependencies, types_, column.type);
  if (column.default_value) {
    append_named_types(dependencies, types_, column.default_value->text);
    for (const auto& sequence : sequences_in(*column.default_value, dialect_))
      dependencies.push_back(sequence_dependency(sequence));
  }
  if (column.generated) {
    append_named_types(dependencies, types_, column.generated->sqltext.text);
    for (const auto& mention : referenced_identifiers(column.generated->sqltext.text, dialect_))
      if (mention.as == IdentifierRef::As::kName && mention.key != column.name.key)
        dependencies.push_back(column_dependency(table, Name(mention.key)));
  }
  return dependencies;
}

std::vector<DependencyKey> OpEmitter::dependencies_of(const Constraint& constraint,
                                                      const QualifiedName& table) const {
  std::vector<DependencyKey> dependencies{table_dependency(table)};
  for (const auto& column : columns_of(constraint)) dependencies.push_back(column_dependency(table, column));
  const auto expressions = expressions_of(constraint);
  if (!expressions.empty()) dependencies.push_back(columns_dependency(table));
  for (const auto expression : expressions) append_named_types(dependencies, types_, expression);
  if (const auto* reference = std::get_if<ForeignKey>(&constraint)) {
    dependencies.push_back(table_dependency(reference->referred_table));
    dependencies.push_back(partitions_dependency(reference->referred_table));
    for (const auto& column : reference->referred_columns)
      dependencies.push_back(column_dependency(reference->referred_table, column));
    for (const auto& whole : ancestry_of(before_, reference->referred_table))
      dependencies.push_back(key_dependency(whole, reference->referred_columns));
    if (transitions_.after)
      for (const auto& whole : ancestry_of(*transitions_.after, reference->referred_table))
        dependencies.push_back(key_dependency(whole, reference->referred_columns));
  }
  return dependencies;
}

std::vector<UnmodelledObject> OpEmitter::triggers_of(const QualifiedName& table) const {
  std::vector<UnmodelledObject> found;
  for (const auto& other : before_.unmodelled)
    if (role_of(other) == UnmodelledRole::kTrigger && other.table == table) found.push_back(other);
  return found;
}

void add_comment(OpEmitter& emitter, const Key& key, const std::string& before, const std::string& after,
                 std::vector<DependencyKey> joins, std::vector<std::size_t> predecessors) {
  if (before == after || !emitter.dialect().has_comments) return;
  Node node;
  node.op = SetComment{key, before, after};
  node.rank = {Stage::kComment, key.kind, key.table_name(), 0, key.name};
  node.depends_on = std::move(joins);
  node.runs_after = std::move(predecessors);
  emitter.add(std::move(node));
}

}  // namespace tenon
