#include <optional>
#include <utility>

#include "model/dialect.h"
#include "plan/ops/op_emitter.h"

namespace tenon {

namespace {

Rank rank(Stage stage, const Sequence& sequence) { return {stage, Kind::kSequence, sequence.name, 0, {}}; }

bool is_unlogged(const Table* table) { return table && option(table->options, "unlogged"); }

/// Whether it is unlogged, of itself or as its owner's table comes to be.
bool is_unlogged(const Expansion& to, const Sequence& sequence) {
  if (!sequence.logging.empty()) return sequence.logging == "unlogged";
  return sequence.owned_by && to.dialect().sequences_follow_logging &&
         is_unlogged(to.declared_table(sequence.owned_by->table));
}

/// The same of one that is there, once its table is what it comes to be: it follows that.
bool is_now_unlogged(const Expansion& to, Sequence sequence) {
  const QualifiedName* table = sequence.owned_by ? &sequence.owned_by->table : nullptr;
  if (table && is_unlogged(find_table(to.actual(), *table)) != is_unlogged(to.declared_table(*table)))
    sequence.logging.clear();
  return is_unlogged(to, sequence);
}

Sequence unowned(Sequence sequence, bool unlogged) {
  sequence.owned_by.reset();
  sequence.logging = unlogged ? "unlogged" : "";
  return sequence;
}

Sequence unowned(const Expansion& to, const Sequence& sequence) {
  return unowned(sequence, is_unlogged(to, sequence));
}

/// As it is once its owner is gone.
Sequence released(const Expansion& to, const Sequence& sequence) {
  if (!sequence.logging.empty()) return unowned(sequence, sequence.logging == "unlogged");
  const bool follows = sequence.owned_by && to.dialect().sequences_follow_logging;
  return unowned(sequence, follows && is_unlogged(find_table(to.actual(), sequence.owned_by->table)));
}

std::vector<Thing> owner_things(const std::optional<ColumnName>& owner) {
  if (!owner) return {};
  return {table_thing(owner->table), column_thing(owner->table, owner->column)};
}

std::size_t create(Expansion& to, const Sequence& sequence) {
  Node node;
  node.op = CreateSequence{unowned(to, sequence)};
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
  node.op = AlterSequence{sequence, released(to, sequence)};
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
    AlterSequence op{actual, wanted};
    const bool is_set = is_now_unlogged(to, actual) != is_unlogged(to, wanted);
    if (is_set) op.unlogged = is_unlogged(to, wanted);
    Node node;
    node.op = std::move(op);
    node.rank = rank(Stage::kAlterSequence, declared);
    node.joins = owner_things(declared.owned_by);
    if (is_set) append(node.joins, owner_things(actual.owned_by));
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
    if (fate.declared->owned_by) alter(to, unowned(to, *fate.declared), *fate.declared, {created});
    return;
  }
  std::vector<std::size_t> after;
  if (fate.released) after = {release(to, *fate.actual)};
  const Sequence now = fate.released ? released(to, *fate.actual) : *fate.actual;
  if (fate.declared)
    alter(to, now, *fate.declared, std::move(after));
  else
    drop(to, now);
}

}  // namespace

void expand_sequences(Expansion& to) {
  for (const auto& [name, fate] : to.fates().sequences) expand(to, fate);
}

}  // namespace tenon
