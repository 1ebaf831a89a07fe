#include "plan/ops/op_emitter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "plan/lookup/identifiers.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

void append(std::vector<Thing>& to, std::vector<Thing> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Expansion::Expansion(const Fates& fates, const Catalog& actual, const TypeNames& types, const Heirs& heirs)
    : fates_(fates), actual_(actual), dialect_(*actual.dialect), types_(types), heirs_(heirs) {
  for (const auto& [name, fate] : fates.tables)
    if (fate.declared) note_wanted(*fate.declared);
  for (const auto& [name, fate] : fates.tables)
    if (fate.kept() && !is_partition(*fate.declared)) note_joined(fate);
}

void Expansion::note_joined(const TableFate& table) {
  const auto& parents = table.declared->parents;
  for (std::size_t i = parents_kept(*table.actual, *table.declared); i < parents.size(); ++i)
    for (QualifiedName& above : declared_line(parents[i])) joined_.insert(std::move(above));
}

std::vector<QualifiedName> Expansion::declared_line(const QualifiedName& name) const {
  std::vector<QualifiedName> line{name};
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Table* table = declared_table(line[i]);
    if (!table) continue;
    for (const QualifiedName& above : table->parents)
      if (std::ranges::find(line, above) == line.end()) line.push_back(above);
  }
  return line;
}

void Expansion::note_wanted(const Table& table) {
  wanted_.emplace(relation_slot(table.name), table.name);
  for (const auto& constraint : table.constraints)
    if (std::holds_alternative<Index>(constraint))
      for (auto& slot : slots_of(constraint, table.name, dialect_))
        wanted_.emplace(std::move(slot), table.name);
}

bool Expansion::wanted_elsewhere(const std::vector<Slot>& slots, const QualifiedName& table) const {
  return std::ranges::any_of(slots, [&](const Slot& slot) {
    const auto found = wanted_.find(slot);
    return found != wanted_.end() && found->second != table;
  });
}

const Table* Expansion::declared_table(const QualifiedName& name) const {
  const TableFate* fate = fates_.table(name);
  return fate ? fate->declared : find_table(actual_, name);
}

std::size_t Expansion::add(Node node) {
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

std::vector<Thing> Expansion::leaning(const UserType& type) const {
  std::vector<Thing> things = tenon::leaning(type, types_);
  const auto* domain = std::get_if<Domain>(&type);
  if (domain && domain->default_value)
    for (const auto& sequence : sequences_in(*domain->default_value, dialect_))
      things.push_back(sequence_thing(sequence));
  return things;
}

std::vector<Thing> Expansion::leaning(const Column& column, const QualifiedName& table) const {
  std::vector<Thing> things;
  append_made(things, types_, column.type);
  if (column.default_value) {
    append_types(things, types_, column.default_value->text);
    for (const auto& sequence : sequences_in(*column.default_value, dialect_))
      things.push_back(sequence_thing(sequence));
  }
  if (column.generated) {
    append_types(things, types_, column.generated->sqltext.text);
    for (const auto& mention : mentions(column.generated->sqltext.text, dialect_))
      if (mention.as == Mention::As::kName && mention.key != column.name.key)
        things.push_back(column_thing(table, Name(mention.key)));
  }
  return things;
}

std::vector<Thing> Expansion::leaning(const Constraint& constraint, const QualifiedName& table) const {
  std::vector<Thing> things{table_thing(table)};
  for (const auto& column : columns_of(constraint)) things.push_back(column_thing(table, column));
  const auto expressions = expressions_of(constraint);
  if (!expressions.empty()) things.push_back(columns_thing(table));
  for (const auto expression : expressions) append_types(things, types_, expression);
  if (const auto* reference = std::get_if<ForeignKey>(&constraint)) {
    things.push_back(table_thing(reference->referred_table));
    things.push_back(partitions_thing(reference->referred_table));
    for (const auto& column : reference->referred_columns)
      things.push_back(column_thing(reference->referred_table, column));
    for (const auto& whole : line_of(actual_, reference->referred_table))
      things.push_back(key_thing(whole, reference->referred_columns));
    if (fates_.declared)
      for (const auto& whole : line_of(*fates_.declared, reference->referred_table))
        things.push_back(key_thing(whole, reference->referred_columns));
  }
  return things;
}

std::vector<UnmodelledObject> Expansion::triggers_of(const QualifiedName& table) const {
  std::vector<UnmodelledObject> found;
  for (const auto& other : actual_.unmodelled)
    if (other.kind == "trigger" && other.table == table) found.push_back(other);
  return found;
}

void add_comment(Expansion& to, const Key& key, const std::string& actual, const std::string& declared,
                 std::vector<Thing> joins, std::vector<std::size_t> after) {
  if (actual == declared || !to.dialect().has_comments) return;
  Node node;
  node.op = SetComment{key, actual, declared};
  node.rank = {Stage::kComment, key.kind, key.table_name(), 0, key.name};
  node.joins = std::move(joins);
  node.after = std::move(after);
  to.add(std::move(node));
}

}  // namespace tenon
