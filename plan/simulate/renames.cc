// Runs the ops that rename or move tables and columns.
#include <algorithm>

#include "plan/lookup/identifiers.h"
#include "plan/simulate/interpreter.h"

namespace tenon {

namespace {

/// Writes `to` instead of `from` among the columns of the table itself.
void follow(Constraint& constraint, const Name& from, const Name& to) {
  std::visit(
      [&](auto& c) {
        if constexpr (requires { c.columns; }) std::ranges::replace(c.columns, from, to);
        if constexpr (requires { c.include; }) std::ranges::replace(c.include, from, to);
        if constexpr (requires { c.ondelete_columns; }) std::ranges::replace(c.ondelete_columns, from, to);
        if constexpr (std::is_same_v<decltype(c), Index&>)
          for (IndexElement& element : c.elements)
            if (auto* name = std::get_if<Name>(&element.what); name && *name == from) *name = to;
        if constexpr (std::is_same_v<decltype(c), Exclusion&>)
          for (ExclusionElement& element : c.elements)
            if (auto* name = std::get_if<Name>(&element.element.what); name && *name == from) *name = to;
      },
      constraint);
}

/// Writes the new name of the sequence where the default draws from it.
void follow(std::optional<Expression>& value, const QualifiedName& sequence, const Name& to,
            const Dialect& dialect) {
  if (!value) return;
  const auto drawn = sequences_in(*value, dialect);
  if (std::ranges::find(drawn, sequence) == drawn.end()) return;
  for (std::string* text : {&value->text, &value->key})
    if (const auto at = text->rfind(sequence.name.text); at != std::string::npos)
      text->replace(at, sequence.name.text.size(), to.text);
}

template <class Use>
void for_each_reference(Catalog& catalog, const QualifiedName& to, const Use& use) {
  for (Table& table : catalog.tables)
    for (Constraint& constraint : table.constraints)
      if (auto* key = std::get_if<ForeignKey>(&constraint); key && key->referred_table == to) use(*key);
}

}  // namespace

void Interpreter::run(const RenameTable& op) { rename(op.table, {op.table.schema, op.to}); }

void Interpreter::run(const MoveTable& op) {
  require_schema(op.schema);
  rename(op.table, {op.schema, op.table.name});
  for (Sequence& sequence : catalog_.sequences)
    if (sequence.owned_by && sequence.owned_by->table == QualifiedName{op.schema, op.table.name})
      sequence.name.schema = op.schema;
}

void Interpreter::rename(const QualifiedName& before, const QualifiedName& after) {
  require_free_relation(after);
  table(before).name = after;
  for_each_reference(catalog_, before, [&](ForeignKey& key) { key.referred_table = after; });
  for (Table& one : catalog_.tables) std::ranges::replace(one.parents, before, after);
  for (Sequence& sequence : catalog_.sequences)
    if (sequence.owned_by && sequence.owned_by->table == before) sequence.owned_by->table = after;
}

void Interpreter::run(const RenameSequence& op) {
  const QualifiedName after{op.sequence.schema, op.to};
  require_free_relation(after);
  sequence(op.sequence).name = after;
  for (Table& one : catalog_.tables)
    for (Column& column : one.columns) follow(column.default_value, op.sequence, op.to, dialect_);
  for (Domain& domain : catalog_.domains) follow(domain.default_value, op.sequence, op.to, dialect_);
}

void Interpreter::run(const RenameColumn& op) {
  Table& owner = table(op.table);
  require(op.from == op.to || !find_column(owner, op.to), "column " + op.to.text + " exists already");
  column(owner, op.from).name = op.to;
  for (Constraint& constraint : owner.constraints) follow(constraint, op.from, op.to);
  for_each_reference(catalog_, op.table,
                     [&](ForeignKey& key) { std::ranges::replace(key.referred_columns, op.from, op.to); });
  for (Sequence& sequence : catalog_.sequences)
    if (sequence.owned_by && sequence.owned_by->table == op.table && sequence.owned_by->column == op.from)
      sequence.owned_by->column = op.to;
  for (Table* child : children(op.table)) run(RenameColumn{child->name, op.from, op.to});
}

}  // namespace tenon
