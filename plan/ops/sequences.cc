// Emits the ops for sequences.
#include <optional>
#include <utility>

#include "model/dialect.h"
#include "plan/ops/op_emitter.h"

namespace tenon {

namespace {

Rank rank(Stage stage, const Sequence& sequence) { return {stage, Kind::kSequence, sequence.name, 0, {}}; }

bool is_unlogged(const Table* table) { return table && option(table->options, "unlogged"); }

/// Returns whether the sequence is unlogged after the plan, by itself or by the table of its owner.
bool is_unlogged(const OpEmitter& emitter, const Sequence& sequence) {
  if (!sequence.logging.empty()) return sequence.logging == "unlogged";
  return sequence.owned_by && emitter.dialect().sequences_follow_logging &&
         is_unlogged(emitter.table_after(sequence.owned_by->table));
}

/// The same for an existing sequence once its table has been altered: it follows the logging of the table.
bool is_now_unlogged(const OpEmitter& emitter, Sequence sequence) {
  const QualifiedName* table = sequence.owned_by ? &sequence.owned_by->table : nullptr;
  if (table && is_unlogged(find_table(emitter.before(), *table)) != is_unlogged(emitter.table_after(*table)))
    sequence.logging.clear();
  return is_unlogged(emitter, sequence);
}

Sequence unowned(Sequence sequence, bool unlogged) {
  sequence.owned_by.reset();
  sequence.logging = unlogged ? "unlogged" : "";
  return sequence;
}

Sequence unowned(const OpEmitter& emitter, const Sequence& sequence) {
  return unowned(sequence, is_unlogged(emitter, sequence));
}

/// Returns the sequence once its owner is dropped.
Sequence released(const OpEmitter& emitter, const Sequence& sequence) {
  if (!sequence.logging.empty()) return unowned(sequence, sequence.logging == "unlogged");
  const bool follows = sequence.owned_by && emitter.dialect().sequences_follow_logging;
  return unowned(sequence, follows && is_unlogged(find_table(emitter.before(), sequence.owned_by->table)));
}

std::vector<DependencyKey> owner_dependencies(const std::optional<ColumnName>& owner) {
  if (!owner) return {};
  return {table_dependency(owner->table), column_dependency(owner->table, owner->column)};
}

std::size_t create(OpEmitter& emitter, const Sequence& sequence) {
  Node node;
  node.op = CreateSequence{unowned(emitter, sequence)};
  node.rank = rank(Stage::kCreateSequence, sequence);
  node.provides = {sequence_dependency(sequence.name)};
  node.depends_on = {schema_dependency(sequence.name.schema)};
  node.claims_names = {relation_claim(sequence.name)};
  return emitter.add(std::move(node));
}

std::size_t drop(OpEmitter& emitter, const Sequence& sequence) {
  Node node;
  node.op = DropSequence{sequence};
  node.rank = rank(Stage::kDropSequence, sequence);
  node.provides = {sequence_dependency(sequence.name)};
  node.releases = {schema_dependency(sequence.name.schema)};
  node.frees_names = {relation_claim(sequence.name)};
  return emitter.add(std::move(node));
}

/// Emits ALTER SEQUENCE ... OWNED BY NONE for a sequence whose owner is dropped.
std::size_t release(OpEmitter& emitter, const Sequence& sequence) {
  Node node;
  node.op = AlterSequence{sequence, released(emitter, sequence)};
  node.rank = rank(Stage::kReleaseSequence, sequence);
  node.releases = owner_dependencies(sequence.owned_by);
  // A DropSequence of the sequence runs afterwards.
  node.releases.push_back(sequence_dependency(sequence.name));
  return emitter.add(std::move(node));
}

void alter(OpEmitter& emitter, const Sequence& before, const Sequence& after,
           std::vector<std::size_t> predecessors) {
  Sequence wanted = after;
  wanted.comment = before.comment;
  if (!(before == wanted)) {
    AlterSequence op{before, wanted};
    const bool is_set = is_now_unlogged(emitter, before) != is_unlogged(emitter, wanted);
    if (is_set) op.unlogged = is_unlogged(emitter, wanted);
    Node node;
    node.op = std::move(op);
    node.rank = rank(Stage::kAlterSequence, after);
    node.depends_on = owner_dependencies(after.owned_by);
    if (is_set) append(node.depends_on, owner_dependencies(before.owned_by));
    node.depends_on.push_back(sequence_dependency(after.name));
    node.runs_after = std::move(predecessors);
    predecessors = {emitter.add(std::move(node))};
  }
  add_comment(emitter, {Kind::kSequence, after.name.schema, {}, after.name.name}, before.comment,
              after.comment, {}, std::move(predecessors));
}

void emit(OpEmitter& emitter, const SequenceTransition& transition) {
  if (transition.dropped_by_cascade) return;
  if (!transition.before) {
    const std::size_t created = create(emitter, *transition.after);
    if (transition.after->owned_by)
      alter(emitter, unowned(emitter, *transition.after), *transition.after, {created});
    return;
  }
  std::vector<std::size_t> predecessors;
  if (transition.released) predecessors = {release(emitter, *transition.before)};
  const Sequence now = transition.released ? released(emitter, *transition.before) : *transition.before;
  if (transition.after)
    alter(emitter, now, *transition.after, std::move(predecessors));
  else
    drop(emitter, now);
}

}  // namespace

void emit_sequences(OpEmitter& emitter) {
  for (const auto& [name, transition] : emitter.transitions().sequences) emit(emitter, transition);
}

}  // namespace tenon
