// Runs the ops on schemas, enums and sequences.
#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "plan/lookup/identifiers.h"
#include "plan/lookup/type_names.h"
#include "plan/simulate/interpreter.h"

namespace tenon {

void Interpreter::run(const CreateSchema& op) {
  require(std::ranges::find(catalog_.schemas, op.schema.name, &Schema::name) == catalog_.schemas.end(),
          "schema " + op.schema.name.text + " exists already");
  catalog_.schemas.push_back(op.schema);
}

void Interpreter::run(const DropSchema& op) {
  require_schema(op.schema.name);
  const auto inside = [&](const auto& object) { return object.name.schema == op.schema.name; };
  bool no_type = true;
  for_each_type_list(catalog_,
                     [&](const auto& types) { no_type = no_type && std::ranges::none_of(types, inside); });
  require(std::ranges::none_of(catalog_.tables, inside) && std::ranges::none_of(catalog_.enums, inside) &&
              std::ranges::none_of(catalog_.sequences, inside) && no_type,
          "schema " + op.schema.name.text + " is not empty");
  std::erase_if(catalog_.schemas, [&](const Schema& schema) { return schema.name == op.schema.name; });
}

void Interpreter::run(const CreateEnum& op) {
  require_schema(op.type.name.schema);
  require_free_type(op.type.name);
  catalog_.enums.push_back(op.type);
}

void Interpreter::run(const DropEnum& op) {
  require(type(op.type.name) == op.type, "the type is not as expected");
  const TypeNames types(catalog_);
  for (const auto& table : catalog_.tables)
    for (const auto& column : table.columns)
      require(types.of(column.type) != op.type.name,
              "column " + to_string(table.name) + "." + column.name.text + " has the type");
  require_no_part(op.type.name);
  std::erase_if(catalog_.enums, [&](const Enum& other) { return other.name == op.type.name; });
}

void Interpreter::run(const AddEnumLabel& op) {
  auto& labels = type(op.type).labels;
  require(std::ranges::find(labels, op.label) == labels.end(), "the label exists already");
  const auto before = op.before.empty() ? labels.end() : std::ranges::find(labels, op.before);
  require(op.before.empty() || before != labels.end(), "no label " + op.before);
  labels.insert(before, op.label);
}

void Interpreter::run(const ReplaceEnum& op) {
  Enum& replaced = type(op.actual.name);
  require(replaced == op.actual, "the type is not as expected");
  if (op.keeps_labels) return;
  const TypeNames types(catalog_);
  std::size_t found = 0;
  for (const auto& of : catalog_.tables)
    for (const auto& column : of.columns)
      found += types.of(column.type) == op.actual.name && !is_inherited(of, column);
  require(found == op.users.size(), "the type has other users");
  require_no_part(op.actual.name);
  for (const auto& user : op.users) {
    Table& of = table(user.column.table);
    const Column& recast = column(of, user.column.column);
    require(recast.type == user.type && recast.default_value == user.default_value && !recast.generated,
            "column " + recast.name.text + " is not as expected");
    require_untouched(of, recast, false);
    for (const auto& constraint : of.constraints)
      for (const auto expression : expressions_of(constraint))
        require(!references_column(expression, recast.name, dialect_),
                name_of(constraint).text + " compares column " + recast.name.text + " with the old type");
    propagate_recast(of.name, recast, user);
  }
  replaced = op.declared;
}

void Interpreter::require_owner(const Sequence& sequence) const {
  if (!sequence.owned_by) return;
  const auto owner = std::ranges::find(catalog_.tables, sequence.owned_by->table, &Table::name);
  require(owner != catalog_.tables.end() && find_column(*owner, sequence.owned_by->column),
          "no column to own sequence " + sequence.name.name.text);
}

void Interpreter::require_sequences(const std::optional<Expression>& value) const {
  if (!value) return;
  for (const auto& name : sequences_in(*value, dialect_))
    require(std::ranges::find(catalog_.sequences, name, &Sequence::name) != catalog_.sequences.end(),
            "no sequence " + to_string(name) + " to draw from");
}

void Interpreter::run(const CreateSequence& op) {
  require_schema(op.sequence.name.schema);
  require_free_relation(op.sequence.name);
  require_owner(op.sequence);
  catalog_.sequences.push_back(op.sequence);
}

void Interpreter::run(const DropSequence& op) {
  require(sequence(op.sequence.name) == op.sequence, "the sequence is not as expected");
  const auto require_unused_by = [&](const std::optional<Expression>& value, const std::string& who) {
    const auto drawn = value ? sequences_in(*value, dialect_) : std::vector<QualifiedName>();
    require(std::ranges::find(drawn, op.sequence.name) == drawn.end(), who + " draws from it");
  };
  for (const auto& table : catalog_.tables)
    for (const auto& column : table.columns)
      require_unused_by(column.default_value, "column " + to_string(table.name) + "." + column.name.text);
  for (const auto& domain : catalog_.domains)
    require_unused_by(domain.default_value, "domain " + to_string(domain.name));
  std::erase_if(catalog_.sequences, [&](const Sequence& other) { return other.name == op.sequence.name; });
}

void Interpreter::run(const AlterSequence& op) {
  Sequence& altered = sequence(op.actual.name);
  require(altered == op.actual, "the sequence is not as expected");
  require(op.actual.name == op.declared.name && op.actual.comment == op.declared.comment,
          "name and comment have ops of their own");
  require_owner(op.declared);
  altered = op.declared;
}

void Interpreter::drop_owned(const QualifiedName& of, const Name* column) {
  std::erase_if(catalog_.sequences, [&](const Sequence& sequence) {
    if (!sequence.owned_by || sequence.owned_by->table != of) return false;
    if (column && sequence.owned_by->column != *column) return false;
    for (const auto& table : catalog_.tables)
      for (const auto& other : table.columns) {
        if (table.name == of && (!column || other.name == *column)) continue;
        if (!other.default_value) continue;
        const auto drawn = sequences_in(*other.default_value, dialect_);
        require(std::ranges::find(drawn, sequence.name) == drawn.end(),
                "column " + to_string(table.name) + "." + other.name.text + " uses sequence " +
                    to_string(sequence.name) + ", which is dropped with it");
      }
    return true;
  });
}

}  // namespace tenon
