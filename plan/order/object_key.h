#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"

namespace tenon {

/// What an op can lean on or change, as a key: a schema, a type, a table, a column, a key of a table ...
using Thing = std::string;

Thing schema_thing(const Name& schema);
Thing type_thing(const QualifiedName& type);
Thing sequence_thing(const QualifiedName& sequence);
Thing table_thing(const QualifiedName& table);
Thing column_thing(const QualifiedName& table, const Name& column);
/// All columns of a table at once: for what holds an expression.
Thing columns_thing(const QualifiedName& table);
/// The links of a table to its parents.
Thing parents_thing(const QualifiedName& table);
/// The tables that come to inherit from a table that others than partitions inherit from: its checks come
/// down to them only once they have.
Thing heirs_thing(const QualifiedName& table);
/// The partitions that leave a table, with what it hands down to them as their own.
Thing leavers_thing(const QualifiedName& table);
/// The partitions of a table, on which what refers to it leans as well.
Thing partitions_thing(const QualifiedName& table);
/// A check by its name: for the tables that inherit it.
Thing check_thing(const QualifiedName& table, const Name& check);
/// The same, as it is added with all rows looked at: for what adds it above without.
Thing whole_check_thing(const QualifiedName& table, const Name& check);
/// The ability of these columns, in whatever order, to be referred to.
Thing key_thing(const QualifiedName& table, std::vector<Name> columns);

/// A place in a name space that only one object can have at a time, as a key.
using Slot = std::string;

/// Tables, indexes, sequences, and the constraints that own an index.
Slot relation_slot(const QualifiedName& relation);
/// Types; a table has a row type of its own name.
Slot type_slot(const QualifiedName& type);
Slot column_slot(const QualifiedName& table, const Name& column);
/// The room that partitions of a table leave when they go, to those that stay with other bounds.
Slot freed_bounds_slot(const QualifiedName& parent);
/// The room that those leave to partitions that come.
Slot changed_bounds_slot(const QualifiedName& parent);
/// The place of what tells the rows of a table apart for replication: one index, or a setting of the table.
Slot replica_identity_slot(const QualifiedName& table);
/// What a constraint has marked for itself: being the replica identity, being clustered by.
std::vector<Slot> marks_of(const Constraint& constraint, const QualifiedName& table);
/// Everything a constraint occupies: its name, its marks, and the place of the one primary key.
std::vector<Slot> slots_of(const Constraint& constraint, const QualifiedName& table, const Dialect& dialect);

}  // namespace tenon
