#include <optional>
#include <utility>

#include "model/dialect.h"
#include "plan/expansion.h"

namespace tenon {

namespace {

Rank rank(Stage stage, const Sequence& sequence) { return {stage, Kind::kSequence, sequence.name, 0, {}}; }

Sequence unowned(Sequence sequence) {
  sequence.owned_by.reset();
  return sequence;
}

std::vector<Thing> owner_things(const std::optional<ColumnName>& owner) {
  if (!owner) return {};
  return {table_thing(owner->table), column_thing(owner->table, owner->column)};
}

std::size_t create(Expansion& to, const Sequence& sequence) {
  Node node;
  node.op = CreateSequence{unowned(sequence)};
  node.rank = rank(Stage::kCreateSequence, sequence);
  node.changes = {sequence_thing(sequence.name)};
  node.joins = {schema_thing(sequence.name.schema)};
  node.takes = {relation_slot(sequence.name)};
  return to.add(std::move(node));
}

std::size_t drop(Expansion& to, const Sequence& sequence) {
  Node node;
  node.op = DropSequence{sequence};
  node.rank = rank(Stage::kDropSequence, sequence);
  node.changes = {sequence_thing(sequence.name)};
  node.leaves = {schema_thing(sequence.name.schema)};
  node.frees = {relation_slot(sequence.name)};
  return to.add(std::move(node));
}

/// Takes a sequence from an owner that goes.
std::size_t release(Expansion& to, const Sequence& sequence) {
  Node node;
  node.op = AlterSequence{sequence, unowned(sequence)};
  node.rank = rank(Stage::kReleaseSequence, sequence);
  node.leaves = owner_things(sequence.owned_by);
  // The sequence is dropped afterwards, when it is.
  node.leaves.push_back(sequence_thing(sequence.name));
  return to.add(std::move(node));
}

void alter(Expansion& to, const Sequence& actual, const Sequence& declared, std::vector<std::size_t> after) {
  Sequence wanted = declared;
  wanted.comment = actual.comment;
  if (!(actual == wanted)) {
    Node node;
    node.op = AlterSequence{actual, wanted};
    node.rank = rank(Stage::kAlterSequence, declared);
    node.joins = owner_things(declared.owned_by);
    node.joins.push_back(sequence_thing(declared.name));
    node.after = std::move(after);
    after = {to.add(std::move(node))};
  }
  add_comment(to, {Kind::kSequence, declared.name.schema, {}, declared.name.name}, actual.comment,
              declared.comment, {}, std::move(after));
}

void expand(Expansion& to, const SequenceFate& fate) {
  if (fate.taken_along) return;
  if (!fate.actual) {
    const std::size_t created = create(to, *fate.declared);
    if (fate.declared->owned_by) alter(to, unowned(*fate.declared), *fate.declared, {created});
    return;
  }
  std::vector<std::size_t> released;
  if (fate.released) released = {release(to, *fate.actual)};
  const Sequence now = fate.released ? unowned(*fate.actual) : *fate.actual;
  if (fate.declared)
    alter(to, now, *fate.declared, std::move(released));
  else
    drop(to, now);
}

}  // namespace

void expand_sequences(Expansion& to) {
  for (const auto& [name, fate] : to.fates().sequences) expand(to, fate);
}

}  // namespace tenon
