#include "declare/sql/cascades.h"

#include <algorithm>
#include <set>

#include "declare/json/read_parts.h"
#include "declare/sql/table.h"
#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/key.h"
#include "sql/pg_parse.h"

namespace tenon {

namespace {

bool mentions(const Expression& expression, const Name& column) {
  const auto parsed = parsed_expression(expression.text);
  return parsed && std::ranges::find(parsed->columns, column.text) != parsed->columns.end();
}
bool mentions(const std::optional<Expression>& expression, const Name& column) {
  return expression && mentions(*expression, column);
}
bool mentions(const std::vector<Name>& names, const Name& column) {
  return std::ranges::find(names, column) != names.end();
}
bool mentions(const IndexElement& element, const Name& column) {
  return std::visit(Overloaded{[&](const Name& name) { return name == column; },
                               [&](const Expression& e) { return mentions(e, column); }},
                    element.what);
}

/// Takes away the foreign keys to a table that `which` picks.
template <class Which>
void drop_foreign_keys(SimulatedCatalog& world, const QualifiedName& referred, const Which& which) {
  for (auto& [name, table] : world.tables)
    world.remove_constraints(table, [&](const SqlConstraint& each) {
      const auto* key = std::get_if<ForeignKey>(&each.constraint);
      return key && key->referred_table == referred && which(*key);
    });
}

/// What a table is partitioned by goes only with the table.
bool is_partition_key(const SqlTable& table, const Name& column) {
  return std::ranges::any_of(table.partition_key, [&](const SqlPartitionPart& part) {
    return part.column == column ||
           (part.column.empty() && mentions(expression(part.expression, kPostgresql), column));
  });
}

std::vector<QualifiedName> child_names(SimulatedCatalog& world, const QualifiedName& parent) {
  std::vector<QualifiedName> names;
  for (const SqlTable* child : world.children(parent)) names.push_back(child->table.name);
  return names;
}

/// A column that a parent gives no longer: it stays where another gives it, or where it is the table's own.
void drop_inherited(SimulatedCatalog& world, SqlTable& child, const Name& name, bool only) {
  SqlColumn* below = child.column(name);
  if (!below) return;
  --below->inherited;
  const bool stays = only || below->inherited > 0 || (below->local && !child.partition);
  if (!stays) return drop_column(world, child, name, false);
  if (below->inherited == 0) below->local = true;
}

std::vector<QualifiedName> owned_sequences(const SimulatedCatalog& world, const QualifiedName& table,
                                           const Name& column) {
  std::vector<QualifiedName> all;
  for (const auto& [name, sequence] : world.sequences)
    if (sequence.owned_by && sequence.owned_by->table == table &&
        (column.empty() || sequence.owned_by->column == column))
      all.push_back(name);
  return all;
}

}  // namespace

bool mentions(const Constraint& constraint, const Name& column) {
  const auto key = [&](const auto& c) { return mentions(c.columns, column) || mentions(c.include, column); };
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return key(c); },
                        [&](const Unique& c) { return key(c); },
                        [&](const Index& c) {
                          return mentions(c.include, column) || mentions(c.where, column) ||
                                 std::ranges::any_of(c.elements,
                                                     [&](const auto& e) { return mentions(e, column); });
                        },
                        [&](const Check& c) { return mentions(c.sqltext, column); },
                        [&](const Exclusion& c) {
                          return mentions(c.include, column) || mentions(c.where, column) ||
                                 std::ranges::any_of(
                                     c.elements, [&](const auto& e) { return mentions(e.element, column); });
                        },
                        [&](const ForeignKey& c) { return mentions(c.columns, column); },
                    },
                    constraint);
}

void drop_table(SimulatedCatalog& world, const QualifiedName& name) {
  if (!world.table(name)) return;
  for (const QualifiedName& child : child_names(world, name)) drop_table(world, child);
  SqlTable& table = *world.table(name);
  drop_foreign_keys(world, name, [](const ForeignKey&) { return true; });
  world.remove_constraints(table, [](const SqlConstraint&) { return true; });
  for (const QualifiedName& each : owned_sequences(world, name, Name())) drop_sequence(world, each);
  for (const SqlColumn& column : table.columns) world.remove_relation(column.identity_sequence);
  std::erase_if(world.unmodelled, [&](const UnmodelledObject& other) { return other.table == name; });
  world.remove_relation(name);
  world.tables.erase(name);
}

void drop_column(SimulatedCatalog& world, SqlTable& table, const Name& name, bool only) {
  SqlColumn* column = table.column(name);
  if (!column) return;
  const QualifiedName owner = table.table.name;
  if (is_partition_key(table, name)) return drop_table(world, owner);
  world.remove_constraints(table, [&](const SqlConstraint& each) { return mentions(each.constraint, name); });
  drop_foreign_keys(world, owner,
                    [&](const ForeignKey& key) { return mentions(key.referred_columns, name); });
  for (const QualifiedName& each : owned_sequences(world, owner, name)) drop_sequence(world, each);
  world.remove_relation(column->identity_sequence);
  std::erase_if(table.columns, [&](const SqlColumn& each) { return each.column.name == name; });
  for (const QualifiedName& each : child_names(world, owner))
    if (SqlTable* child = world.table(each)) drop_inherited(world, *child, name, only);
}

void drop_sequence(SimulatedCatalog& world, const QualifiedName& name) {
  const Expression call = nextval_of(name);
  for (auto& [table_name, table] : world.tables)
    for (SqlColumn& each : table.columns)
      if (each.column.default_value == call) each.column.default_value.reset();
  world.sequences.erase(name);
  world.remove_relation(name);
}

void set_logging(SimulatedCatalog& world, const QualifiedName& sequence, bool unlogged) {
  world.sequence_persistence[sequence] = unlogged ? SqlPersistence::kUnlogged : SqlPersistence::kLogged;
}

void follow_logging(SimulatedCatalog& world, const SqlTable& table) {
  for (const QualifiedName& each : owned_sequences(world, table.table.name, Name()))
    world.sequence_persistence.erase(each);
  for (const SqlColumn& column : table.columns) world.sequence_persistence.erase(column.identity_sequence);
}

void drop_type(SimulatedCatalog& world, const QualifiedName& name) {
  std::vector<QualifiedName> typed;
  for (const auto& [table_name, table] : world.tables)
    if (table.type == name) typed.push_back(table_name);
  for (const QualifiedName& each : typed) drop_table(world, each);
  std::vector<ColumnName> gone;
  for (const auto& [table_name, table] : world.tables)
    for (const SqlColumn& each : table.columns)
      if (each.type.user == name) gone.push_back({table_name, each.column.name});
  for (const ColumnName& each : gone)
    if (SqlTable* table = world.table(each.table)) drop_column(world, *table, each.column, false);
  world.types.erase(name);
  world.remove_relation(name);
}

void drop_schema(SimulatedCatalog& world, const Name& name) {
  const auto names_in = [&](const auto& map) {
    std::vector<QualifiedName> all;
    for (const auto& [key, value] : map)
      if (key.schema == name) all.push_back(key);
    return all;
  };
  for (const QualifiedName& each : names_in(world.tables)) drop_table(world, each);
  for (const QualifiedName& each : names_in(world.sequences)) drop_sequence(world, each);
  for (const QualifiedName& each : names_in(world.types)) drop_type(world, each);
  for (const QualifiedName& each : names_in(world.relations())) world.remove_relation(each);
  std::erase_if(world.unmodelled, [&](const UnmodelledObject& other) { return other.name.schema == name; });
  std::erase_if(world.extensions, [&](const auto& entry) { return entry.second == name.text; });
  world.schemas.erase(name);
}

bool drop_index(SimulatedCatalog& world, const QualifiedName& name) {
  const SqlRelation* relation = world.relation(name);
  if (!relation || relation->kind != SqlRelationKind::kIndex) return false;
  SqlTable* table = world.table(relation->table);
  if (!table) {
    world.remove_other("index", name, relation->table);
    world.remove_relation(name);
    return true;
  }
  const SqlConstraint* found = table->index(name.name);
  if (!found || !std::holds_alternative<Index>(found->constraint)) return false;
  world.remove_constraints(*table, [&](const SqlConstraint& each) {
    return std::holds_alternative<Index>(each.constraint) && name_of(each.constraint) == name.name;
  });
  for (SqlTable* child : world.children(table->table.name)) {
    std::vector<Name> parts;
    for (const SqlConstraint& each : child->constraints)
      if (each.parent == name) parts.push_back(name_of(each.constraint));
    for (const Name& part : parts) drop_index(world, {child->table.name.schema, part});
  }
  return true;
}

bool drop_constraint(SimulatedCatalog& world, SqlTable& table, const Name& name, bool only) {
  const SqlConstraint* found = table.constraint(name);
  if (!found) return false;
  const Constraint gone = found->constraint;
  const QualifiedName owner = table.table.name;
  if (const auto* key = std::get_if<PrimaryKey>(&gone))
    drop_foreign_keys(world, owner, [&](const ForeignKey& f) { return f.referred_columns == key->columns; });
  if (const auto* key = std::get_if<Unique>(&gone))
    drop_foreign_keys(world, owner, [&](const ForeignKey& f) { return f.referred_columns == key->columns; });
  world.remove_constraints(table, [&](const SqlConstraint& each) {
    return !std::holds_alternative<Index>(each.constraint) && name_of(each.constraint) == name;
  });
  for (SqlTable* child : world.children(owner)) {
    if (std::holds_alternative<Check>(gone)) {
      SqlConstraint* below = child->constraint(name);
      if (!below || below->local) continue;
      if (only)
        below->local = true;
      else
        drop_constraint(world, *child, name, false);
    } else {
      std::vector<Name> parts;
      for (const SqlConstraint& each : child->constraints)
        if (each.parent == QualifiedName{owner.schema, name} && each.constraint.index() == gone.index())
          parts.push_back(name_of(each.constraint));
      for (const Name& part : parts) drop_constraint(world, *child, part, false);
    }
  }
  return true;
}

void move_table(SimulatedCatalog& world, const QualifiedName& from, const QualifiedName& to) {
  auto node = world.tables.extract(from);
  if (node.empty()) return;
  SqlTable& table = node.mapped();
  for (const SqlConstraint& each : table.constraints) world.release(table, each);
  world.remove_relation(from);
  node.key() = to;
  table.table.name = to;
  world.note_heir(table);
  world.add_relation(to, {SqlRelationKind::kTable, {}});
  for (const SqlConstraint& each : table.constraints) world.claim(table, each.constraint);
  world.tables.insert(std::move(node));
  for (auto& [name, each] : world.tables) std::ranges::replace(each.parents, from, to);
  for (auto& [name, each] : world.tables)
    for (SqlConstraint& made : each.constraints)
      if (auto* key = std::get_if<ForeignKey>(&made.constraint); key && key->referred_table == from)
        key->referred_table = to;
  for (UnmodelledObject& other : world.unmodelled)
    if (other.table == from) other.table = to;
  for (auto& [name, sequence] : world.sequences)
    if (sequence.owned_by && sequence.owned_by->table == from) sequence.owned_by->table = to;
  for (auto& [name, each] : world.tables)
    for (SqlColumn& column : each.columns)
      if (column.type.user == from) column.type.user = to;
  if (from.schema == to.schema) return;
  for (const QualifiedName& each : owned_sequences(world, to, Name()))
    move_sequence(world, each, {to.schema, each.name});
}

void move_sequence(SimulatedCatalog& world, const QualifiedName& from, const QualifiedName& to) {
  auto node = world.sequences.extract(from);
  if (node.empty()) return;
  node.key() = to;
  node.mapped().name = to;
  world.sequences.insert(std::move(node));
  if (auto persistence = world.sequence_persistence.extract(from); !persistence.empty()) {
    persistence.key() = to;
    world.sequence_persistence.insert(std::move(persistence));
  }
  world.remove_relation(from);
  world.add_relation(to, {SqlRelationKind::kSequence, {}});
  const Expression before = nextval_of(from);
  for (auto& [name, table] : world.tables)
    for (SqlColumn& each : table.columns)
      if (each.column.default_value == before) each.column.default_value = nextval_of(to);
}

void move_type(SimulatedCatalog& world, const QualifiedName& from, const QualifiedName& to) {
  auto node = world.types.extract(from);
  if (node.empty()) return;
  node.key() = to;
  node.mapped().type.name = to;
  world.types.insert(std::move(node));
  if (world.relation(from)) {
    world.remove_relation(from);
    world.add_relation(to, {SqlRelationKind::kComposite, {}});
  }
  const auto follow = [&](std::vector<SqlColumn>& columns) {
    for (SqlColumn& each : columns)
      if (each.type.user == from) each.type.user = to;
  };
  for (auto& [name, table] : world.tables) {
    follow(table.columns);
    if (table.type == from) table.type = to;
  }
  for (auto& [name, type] : world.types) follow(type.attributes);
}

void rename_schema(SimulatedCatalog& world, const Name& from, const Name& to) {
  auto node = world.schemas.extract(from);
  if (node.empty()) return;
  node.key() = to;
  node.mapped().name = to;
  world.schemas.insert(std::move(node));
  const auto names_in = [&](const auto& map) {
    std::vector<QualifiedName> all;
    for (const auto& [key, value] : map)
      if (key.schema == from) all.push_back(key);
    return all;
  };
  for (const QualifiedName& each : names_in(world.tables)) move_table(world, each, {to, each.name});
  for (const QualifiedName& each : names_in(world.sequences)) move_sequence(world, each, {to, each.name});
  for (const QualifiedName& each : names_in(world.types)) move_type(world, each, {to, each.name});
  for (const QualifiedName& each : names_in(world.relations())) {
    const SqlRelation relation = *world.relation(each);
    world.remove_relation(each);
    world.add_relation({to, each.name}, relation);
  }
  for (UnmodelledObject& other : world.unmodelled) {
    if (other.name.schema == from) other.name.schema = to;
    if (other.table.schema == from) other.table.schema = to;
  }
}

}  // namespace tenon
