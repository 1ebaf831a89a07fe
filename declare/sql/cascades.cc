// Runs DROP, RENAME and SET SCHEMA on the simulated catalog, with their effects on dependent objects.

#include "declare/sql/cascades.h"

#include <algorithm>
#include <set>

#include "declare/sql/column.h"
#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/key.h"
#include "sql/pg_parse.h"
#include "sql/serial.h"

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

/// Drops the foreign keys to a table for which `which` returns true.
template <class Which>
void drop_foreign_keys(SimulatedCatalog& catalog, const QualifiedName& referred, const Which& which) {
  for (auto& [name, table] : catalog.tables)
    catalog.remove_constraints(table, [&](const SqlConstraint& each) {
      const auto* key = std::get_if<ForeignKey>(&each.constraint);
      return key && key->referred_table == referred && which(*key);
    });
}

/// A column of a partition key cannot be dropped without the table.
bool is_partition_key(const SqlTable& table, const Name& column) {
  return std::ranges::any_of(table.partition_key, [&](const SqlPartitionPart& part) {
    return part.column == column ||
           (part.column.empty() && mentions(expression(part.expression, kPostgresql), column));
  });
}

std::vector<QualifiedName> child_names(SimulatedCatalog& catalog, const QualifiedName& parent) {
  std::vector<QualifiedName> names;
  for (const SqlTable* child : catalog.children(parent)) names.push_back(child->table.name);
  return names;
}

/// Handles a column that a parent no longer has: it stays if another parent has it, or if the table declares
/// it itself.
void drop_inherited(SimulatedCatalog& catalog, SqlTable& child, const Name& name, bool only) {
  SqlColumn* below = child.column(name);
  if (!below) return;
  --below->inherited;
  const bool stays = only || below->inherited > 0 || (below->local && !child.partition);
  if (!stays) return drop_column(catalog, child, name, false);
  if (below->inherited == 0) below->local = true;
}

std::vector<QualifiedName> owned_sequences(const SimulatedCatalog& catalog, const QualifiedName& table,
                                           const Name& column) {
  std::vector<QualifiedName> all;
  for (const auto& [name, sequence] : catalog.sequences)
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

void drop_table(SimulatedCatalog& catalog, const QualifiedName& name) {
  if (!catalog.table(name)) return;
  for (const QualifiedName& child : child_names(catalog, name)) drop_table(catalog, child);
  SqlTable& table = *catalog.table(name);
  drop_foreign_keys(catalog, name, [](const ForeignKey&) { return true; });
  catalog.remove_constraints(table, [](const SqlConstraint&) { return true; });
  for (const QualifiedName& each : owned_sequences(catalog, name, Name())) drop_sequence(catalog, each);
  for (const SqlColumn& column : table.columns) catalog.remove_relation(column.identity_sequence);
  std::erase_if(catalog.unmodelled, [&](const UnmodelledObject& other) { return other.table == name; });
  catalog.remove_relation(name);
  catalog.tables.erase(name);
}

void drop_column(SimulatedCatalog& catalog, SqlTable& table, const Name& name, bool only) {
  SqlColumn* column = table.column(name);
  if (!column) return;
  const QualifiedName owner = table.table.name;
  if (is_partition_key(table, name)) return drop_table(catalog, owner);
  catalog.remove_constraints(table,
                             [&](const SqlConstraint& each) { return mentions(each.constraint, name); });
  drop_foreign_keys(catalog, owner,
                    [&](const ForeignKey& key) { return mentions(key.referred_columns, name); });
  for (const QualifiedName& each : owned_sequences(catalog, owner, name)) drop_sequence(catalog, each);
  catalog.remove_relation(column->identity_sequence);
  std::erase_if(table.columns, [&](const SqlColumn& each) { return each.column.name == name; });
  for (const QualifiedName& each : child_names(catalog, owner))
    if (SqlTable* child = catalog.table(each)) drop_inherited(catalog, *child, name, only);
}

void drop_sequence(SimulatedCatalog& catalog, const QualifiedName& name) {
  const Expression call = nextval_of(name);
  for (auto& [table_name, table] : catalog.tables)
    for (SqlColumn& each : table.columns)
      if (each.column.default_value == call) each.column.default_value.reset();
  catalog.sequences.erase(name);
  catalog.remove_relation(name);
}

void set_logging(SimulatedCatalog& catalog, const QualifiedName& sequence, bool unlogged) {
  catalog.sequence_persistence[sequence] = unlogged ? SqlPersistence::kUnlogged : SqlPersistence::kLogged;
}

void follow_logging(SimulatedCatalog& catalog, const SqlTable& table) {
  for (const QualifiedName& each : owned_sequences(catalog, table.table.name, Name()))
    catalog.sequence_persistence.erase(each);
  for (const SqlColumn& column : table.columns) catalog.sequence_persistence.erase(column.identity_sequence);
}

void drop_type(SimulatedCatalog& catalog, const QualifiedName& name) {
  std::vector<QualifiedName> typed;
  for (const auto& [table_name, table] : catalog.tables)
    if (table.type == name) typed.push_back(table_name);
  for (const QualifiedName& each : typed) drop_table(catalog, each);
  std::vector<ColumnName> gone;
  for (const auto& [table_name, table] : catalog.tables)
    for (const SqlColumn& each : table.columns)
      if (each.type.user == name) gone.push_back({table_name, each.column.name});
  for (const ColumnName& each : gone)
    if (SqlTable* table = catalog.table(each.table)) drop_column(catalog, *table, each.column, false);
  if (const auto at = catalog.types.find(name); at != catalog.types.end()) {
    catalog.release_checks(at->second);
    catalog.types.erase(at);
  }
  catalog.remove_relation(name);
}

void drop_schema(SimulatedCatalog& catalog, const Name& name) {
  const auto names_in = [&](const auto& map) {
    std::vector<QualifiedName> all;
    for (const auto& [key, value] : map)
      if (key.schema == name) all.push_back(key);
    return all;
  };
  for (const QualifiedName& each : names_in(catalog.tables)) drop_table(catalog, each);
  for (const QualifiedName& each : names_in(catalog.sequences)) drop_sequence(catalog, each);
  for (const QualifiedName& each : names_in(catalog.types)) drop_type(catalog, each);
  for (const QualifiedName& each : names_in(catalog.relations())) catalog.remove_relation(each);
  std::erase_if(catalog.unmodelled, [&](const UnmodelledObject& other) { return other.name.schema == name; });
  std::erase_if(catalog.extensions, [&](const auto& entry) { return entry.second == name.text; });
  catalog.schemas.erase(name);
}

bool drop_index(SimulatedCatalog& catalog, const QualifiedName& name) {
  const SqlRelation* relation = catalog.relation(name);
  if (!relation || relation->kind != SqlRelationKind::kIndex) return false;
  SqlTable* table = catalog.table(relation->table);
  if (!table) {
    catalog.remove_unmodelled("index", name, relation->table);
    catalog.remove_relation(name);
    return true;
  }
  const SqlConstraint* found = table->index(name.name);
  if (!found || !std::holds_alternative<Index>(found->constraint)) return false;
  catalog.remove_constraints(*table, [&](const SqlConstraint& each) {
    return std::holds_alternative<Index>(each.constraint) && name_of(each.constraint) == name.name;
  });
  for (SqlTable* child : catalog.children(table->table.name)) {
    std::vector<Name> parts;
    for (const SqlConstraint& each : child->constraints)
      if (each.parent == name) parts.push_back(name_of(each.constraint));
    for (const Name& part : parts) drop_index(catalog, {child->table.name.schema, part});
  }
  return true;
}

bool drop_constraint(SimulatedCatalog& catalog, SqlTable& table, const Name& name, bool only) {
  const SqlConstraint* found = table.constraint(name);
  if (!found) return false;
  const Constraint gone = found->constraint;
  const QualifiedName owner = table.table.name;
  if (const auto* key = std::get_if<PrimaryKey>(&gone))
    drop_foreign_keys(catalog, owner,
                      [&](const ForeignKey& f) { return f.referred_columns == key->columns; });
  if (const auto* key = std::get_if<Unique>(&gone))
    drop_foreign_keys(catalog, owner,
                      [&](const ForeignKey& f) { return f.referred_columns == key->columns; });
  catalog.remove_constraints(table, [&](const SqlConstraint& each) {
    return !std::holds_alternative<Index>(each.constraint) && name_of(each.constraint) == name;
  });
  for (SqlTable* child : catalog.children(owner)) {
    if (std::holds_alternative<Check>(gone)) {
      SqlConstraint* below = child->constraint(name);
      if (!below || below->local) continue;
      if (only)
        below->local = true;
      else
        drop_constraint(catalog, *child, name, false);
    } else {
      std::vector<Name> parts;
      for (const SqlConstraint& each : child->constraints)
        if (each.parent == QualifiedName{owner.schema, name} && each.constraint.index() == gone.index())
          parts.push_back(name_of(each.constraint));
      for (const Name& part : parts) drop_constraint(catalog, *child, part, false);
    }
  }
  return true;
}

namespace {

/// Gives what stands on a table the name that it has on the renamed table: a grant is named after the table,
/// and all but statistics are in its schema.
void follow(UnmodelledObject& other, const QualifiedName& to) {
  if (other.kind == "grant")
    other.name.name =
        kPostgresql.name_of(to.name.text + other.name.name.text.substr(other.table.name.text.size()));
  if (other.kind != "statistics") other.name.schema = to.schema;
  other.table = to;
}

}  // namespace

void move_table(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to) {
  auto node = catalog.tables.extract(from);
  if (node.empty()) return;
  SqlTable& table = node.mapped();
  for (const SqlConstraint& each : table.constraints) catalog.release(table, each);
  const SqlRelation relation = *catalog.relation(from);
  catalog.remove_relation(from);
  node.key() = to;
  table.table.name = to;
  catalog.note_child(table);
  catalog.add_relation(to, relation);
  for (const SqlConstraint& each : table.constraints) catalog.claim(table, each.constraint);
  catalog.tables.insert(std::move(node));
  for (auto& [name, each] : catalog.tables) std::ranges::replace(each.parents, from, to);
  for (auto& [name, each] : catalog.tables)
    for (SqlConstraint& made : each.constraints)
      if (auto* key = std::get_if<ForeignKey>(&made.constraint); key && key->referred_table == from)
        key->referred_table = to;
  for (UnmodelledObject& other : catalog.unmodelled)
    if (other.table == from) follow(other, to);
  for (auto& [name, sequence] : catalog.sequences)
    if (sequence.owned_by && sequence.owned_by->table == from) sequence.owned_by->table = to;
  for (auto& [name, each] : catalog.tables)
    for (SqlColumn& column : each.columns)
      if (column.type.user == from) column.type.user = to;
  if (from.schema == to.schema) return;
  for (const QualifiedName& each : owned_sequences(catalog, to, Name()))
    move_sequence(catalog, each, {to.schema, each.name});
}

void move_sequence(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to) {
  auto node = catalog.sequences.extract(from);
  if (node.empty()) return;
  node.key() = to;
  if (to.name != from.name) node.mapped().named_by = NamedBy::kUser;
  node.mapped().name = to;
  catalog.sequences.insert(std::move(node));
  if (auto persistence = catalog.sequence_persistence.extract(from); !persistence.empty()) {
    persistence.key() = to;
    catalog.sequence_persistence.insert(std::move(persistence));
  }
  catalog.remove_relation(from);
  catalog.add_relation(to, {SqlRelationKind::kSequence, {}});
  const Expression before = nextval_of(from);
  for (auto& [name, table] : catalog.tables)
    for (SqlColumn& each : table.columns)
      if (each.column.default_value == before) each.column.default_value = nextval_of(to);
}

void move_type(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to) {
  auto node = catalog.types.extract(from);
  if (node.empty()) return;
  node.key() = to;
  catalog.release_checks(node.mapped());
  node.mapped().type.name = to;
  catalog.claim_checks(node.mapped());
  catalog.types.insert(std::move(node));
  if (catalog.relation(from)) {
    catalog.remove_relation(from);
    catalog.add_relation(to, {SqlRelationKind::kComposite, {}});
  }
  const auto follow = [&](std::vector<SqlColumn>& columns) {
    for (SqlColumn& each : columns)
      if (each.type.user == from) each.type.user = to;
  };
  for (auto& [name, table] : catalog.tables) {
    follow(table.columns);
    if (table.type == from) table.type = to;
  }
  for (auto& [name, type] : catalog.types) follow(type.attributes);
}

void rename_schema(SimulatedCatalog& catalog, const Name& from, const Name& to) {
  auto node = catalog.schemas.extract(from);
  if (node.empty()) return;
  node.key() = to;
  node.mapped().name = to;
  catalog.schemas.insert(std::move(node));
  const auto names_in = [&](const auto& map) {
    std::vector<QualifiedName> all;
    for (const auto& [key, value] : map)
      if (key.schema == from) all.push_back(key);
    return all;
  };
  for (const QualifiedName& each : names_in(catalog.tables)) move_table(catalog, each, {to, each.name});
  for (const QualifiedName& each : names_in(catalog.sequences)) move_sequence(catalog, each, {to, each.name});
  for (const QualifiedName& each : names_in(catalog.types)) move_type(catalog, each, {to, each.name});
  for (const QualifiedName& each : names_in(catalog.relations())) {
    const SqlRelation relation = *catalog.relation(each);
    catalog.remove_relation(each);
    catalog.add_relation({to, each.name}, relation);
  }
  for (UnmodelledObject& other : catalog.unmodelled) {
    if (other.name.schema == from) other.name.schema = to;
    if (other.table.schema == from) other.table.schema = to;
  }
}

}  // namespace tenon
