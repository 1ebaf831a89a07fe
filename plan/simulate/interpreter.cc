// The checks that all ops share.
#include "plan/simulate/interpreter.h"

#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "model/overloaded.h"
#include "plan/lookup/identifiers.h"
#include "plan/order/dependency_key.h"

namespace tenon {

void Interpreter::require(bool holds, const std::string& what) {
  if (!holds) throw Error(Fault::kInternal, "a database would reject: " + what);
}

namespace {

template <class T>
T* find(std::vector<T>& all, const QualifiedName& name) {
  const auto at = std::ranges::find(all, name, &T::name);
  return at == all.end() ? nullptr : &*at;
}
template <class T>
const T* find(const std::vector<T>& all, const QualifiedName& name) {
  const auto at = std::ranges::find(all, name, &T::name);
  return at == all.end() ? nullptr : &*at;
}

template <class T>
bool holds(const std::vector<T>& all, const QualifiedName& name) {
  return std::ranges::find(all, name, &T::name) != all.end();
}

bool takes(const Table& table, const NameClaim& claim, const Dialect& dialect) {
  return std::ranges::any_of(table.constraints, [&](const Constraint& constraint) {
    const auto claims = claims_of(constraint, table.name, dialect);
    return std::ranges::find(claims, claim) != claims.end();
  });
}

}  // namespace

Enum& Interpreter::type(const QualifiedName& name) {
  Enum* found = find(catalog_.enums, name);
  require(found, "no type " + to_string(name));
  return *found;
}

Sequence& Interpreter::sequence(const QualifiedName& name) {
  Sequence* found = find(catalog_.sequences, name);
  require(found, "no sequence " + to_string(name));
  return *found;
}

Table& Interpreter::table(const QualifiedName& name) {
  Table* found = find(catalog_.tables, name);
  require(found, "no table " + to_string(name));
  return *found;
}

Column& Interpreter::column(Table& table, const Name& name) {
  const auto at = std::ranges::find(table.columns, name, &Column::name);
  require(at != table.columns.end(), "no column " + name.text);
  return *at;
}

Constraint& Interpreter::constraint(Table& table, const Constraint& like) {
  const auto at = std::ranges::find_if(table.constraints, [&](const Constraint& constraint) {
    return constraint.index() == like.index() && name_of(constraint) == name_of(like);
  });
  require(at != table.constraints.end(), "no constraint " + name_of(like).text);
  return *at;
}

Constraint& Interpreter::expected(Table& table, const Constraint& believed) {
  Constraint& found = constraint(table, believed);
  require(found == believed, "constraint " + name_of(believed).text + " is not as expected");
  return found;
}

void Interpreter::require_schema(const Name& schema) const {
  if (!dialect_.has_schemas()) return;
  require(std::ranges::find(catalog_.schemas, schema, &Schema::name) != catalog_.schemas.end(),
          "no schema " + schema.text);
}

void Interpreter::require_free_relation(const QualifiedName& name) const {
  const NameClaim claim = relation_claim(name);
  const bool taken =
      holds(catalog_.tables, name) || holds(catalog_.sequences, name) ||
      std::ranges::any_of(catalog_.tables, [&](const Table& t) { return takes(t, claim, dialect_); });
  require(!taken, "the name " + to_string(name) + " is taken");
}

void Interpreter::require_free_type(const QualifiedName& name) const {
  bool is_free = !holds(catalog_.enums, name) && !holds(catalog_.tables, name);
  for_each_type_list(catalog_, [&](const auto& types) { is_free = is_free && !holds(types, name); });
  require(is_free, "the type name " + to_string(name) + " is taken");
}

void Interpreter::require_free_claims(const Table& table, const Constraint& constraint) const {
  for (const auto& claim : claims_of(constraint, table.name, dialect_)) {
    if (claim == relation_claim({table.name.schema, name_of(constraint)}))
      require_free_relation({table.name.schema, name_of(constraint)});
    else
      require_free_claim(table, claim, name_of(constraint));
  }
}

void Interpreter::require_free_claim(const Table& table, const NameClaim& claim, const Name& taker) const {
  const bool by_table =
      claim == replica_identity_claim(table.name) && option(table.options, "replica_identity") != nullptr;
  require(!takes(table, claim, dialect_) && !by_table, "the place of " + taker.text + " is taken");
}

void Interpreter::require_columns(const Table& table, const Constraint& constraint) const {
  for (const auto& name : columns_of(constraint))
    require(find_column(table, name), "no column " + name.text + " for " + name_of(constraint).text);
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  if (reference && dialect_.checks_references) require_key(*reference);
}

void Interpreter::require_key(const ForeignKey& reference) const {
  const auto parent = std::ranges::find(catalog_.tables, reference.referred_table, &Table::name);
  require(parent != catalog_.tables.end(),
          "no table " + to_string(reference.referred_table) + " to refer to");
  auto columns = reference.referred_columns;
  std::ranges::sort(columns);
  require(has_key(*parent, columns),
          "no key of " + to_string(parent->name) + " behind " + reference.name.text);
}

bool Interpreter::has_key(const Table& table, const std::vector<Name>& columns) const {
  const bool own = std::ranges::any_of(
      table.constraints, [&](const Constraint& key) { return referable_columns(key, dialect_) == columns; });
  if (own || !is_partition(table)) return own;
  const Table* whole = find(catalog_.tables, table.parents.front());
  return whole && has_key(*whole, columns);
}

bool Interpreter::is_part_of(const QualifiedName& name, const QualifiedName& whole) const {
  const Table* table = find(catalog_.tables, name);
  return name == whole || (table && is_partition(*table) && is_part_of(table->parents.front(), whole));
}

bool Interpreter::refers(const Table& child, const ForeignKey& reference, const Table& parent,
                         const Name& column) const {
  if (child.name == parent.name && std::ranges::find(reference.columns, column) != reference.columns.end())
    return true;
  return dialect_.checks_references && reference.referred_table == parent.name &&
         std::ranges::find(reference.referred_columns, column) != reference.referred_columns.end();
}

void Interpreter::require_untouched(const Table& table, const Column& column, bool is_dropped) const {
  for (const auto& constraint : table.constraints)
    require(!is_dropped || !references_column(constraint, column.name, dialect_),
            name_of(constraint).text + " depends on column " + column.name.text);
  for (const auto& other : table.columns)
    require(other.name == column.name || !other.generated ||
                !references_column(other.generated->sqltext.text, column.name, dialect_),
            "column " + other.name.text + " is computed from column " + column.name.text);
  for (const auto& child : catalog_.tables)
    for (const auto& constraint : child.constraints)
      if (const auto* reference = std::get_if<ForeignKey>(&constraint))
        require(!refers(child, *reference, table, column.name),
                "foreign key " + reference->name.text + " depends on column " + column.name.text);
  for (const auto& constraint : table.constraints) {
    const auto names = columns_of(constraint);
    if (std::ranges::find(names, column.name) != names.end()) require_unreferred(table, constraint);
  }
}

void Interpreter::require_unreferred(const Table& table, const Constraint& key) const {
  const auto columns = referable_columns(key, dialect_);
  if (columns.empty() || !dialect_.checks_references) return;
  for (const auto& child : catalog_.tables)
    for (const auto& constraint : child.constraints) {
      const auto* reference = std::get_if<ForeignKey>(&constraint);
      if (!reference || !is_part_of(reference->referred_table, table.name)) continue;
      auto referred = reference->referred_columns;
      std::ranges::sort(referred);
      require(referred != columns,
              "foreign key " + reference->name.text + " depends on key " + name_of(key).text);
    }
}

}  // namespace tenon
