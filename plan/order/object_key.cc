#include "plan/order/object_key.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/overloaded.h"

namespace tenon {

namespace {

// Lengths keep two names from reading as one, whatever stands in them.
void append(std::string& to, const Name& name) {
  to += std::to_string(name.key.size());
  to += ':';
  to += name.key;
}

std::string joined(std::string tag, const QualifiedName& name) {
  append(tag, name.schema);
  append(tag, name.name);
  return tag;
}

std::string joined(std::string tag, const QualifiedName& name, const Name& part) {
  tag = joined(std::move(tag), name);
  append(tag, part);
  return tag;
}

bool owns_index(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return true; },
                        [](const Unique&) { return true; },
                        [](const Index&) { return true; },
                        [](const Check&) { return false; },
                        [](const Exclusion&) { return true; },
                        [](const ForeignKey&) { return false; },
                    },
                    constraint);
}

}  // namespace

Thing schema_thing(const Name& schema) {
  Thing thing = "schema ";
  append(thing, schema);
  return thing;
}

Thing type_thing(const QualifiedName& type) { return joined("type ", type); }
Thing sequence_thing(const QualifiedName& sequence) { return joined("sequence ", sequence); }
Thing table_thing(const QualifiedName& table) { return joined("table ", table); }

Thing column_thing(const QualifiedName& table, const Name& column) {
  return joined("column ", table, column);
}

Thing columns_thing(const QualifiedName& table) { return joined("columns ", table); }

Thing parents_thing(const QualifiedName& table) { return joined("parents ", table); }

Thing heirs_thing(const QualifiedName& table) { return joined("heirs ", table); }
Thing leavers_thing(const QualifiedName& table) { return joined("leavers ", table); }
Thing partitions_thing(const QualifiedName& table) { return joined("partitions ", table); }

Thing check_thing(const QualifiedName& table, const Name& check) { return joined("check ", table, check); }

Thing whole_check_thing(const QualifiedName& table, const Name& check) {
  return joined("whole check ", table, check);
}

Thing key_thing(const QualifiedName& table, std::vector<Name> columns) {
  std::ranges::sort(columns);
  Thing thing = joined("key ", table);
  for (const auto& column : columns) append(thing, column);
  return thing;
}

Slot relation_slot(const QualifiedName& relation) { return joined("relation ", relation); }
Slot type_slot(const QualifiedName& type) { return joined("type ", type); }

Slot column_slot(const QualifiedName& table, const Name& column) { return joined("column ", table, column); }

Slot freed_bounds_slot(const QualifiedName& parent) { return joined("freed bounds ", parent); }
Slot changed_bounds_slot(const QualifiedName& parent) { return joined("changed bounds ", parent); }

Slot replica_identity_slot(const QualifiedName& table) { return joined("replica identity ", table); }

std::vector<Slot> marks_of(const Constraint& constraint, const QualifiedName& table) {
  std::vector<Slot> slots;
  if (is_replica_identity(constraint)) slots.push_back(replica_identity_slot(table));
  if (is_clustered(constraint)) slots.push_back(joined("clustered ", table));
  return slots;
}

std::vector<Slot> slots_of(const Constraint& constraint, const QualifiedName& table, const Dialect& dialect) {
  const bool index = std::holds_alternative<Index>(constraint);
  const Name& name = name_of(constraint);
  std::vector<Slot> slots = marks_of(constraint, table);
  if (index && !dialect.index_names_per_schema) slots.push_back(joined("index ", table, name));
  if (dialect.index_names_per_schema && (index || (owns_index(constraint) && dialect.names_constraints)))
    slots.push_back(relation_slot({table.schema, name}));
  if (!index && dialect.names_constraints) slots.push_back(joined("constraint ", table, name));
  if (std::holds_alternative<PrimaryKey>(constraint)) slots.push_back(joined("primary key ", table));
  return slots;
}

}  // namespace tenon
