// Keys for what ops depend on and for the names that they claim: two keys are equal where one op must wait
// for another.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"

namespace tenon {

/// What an op can depend on or change: a schema, a type, a table, a column, a key of a table, and so on.
using DependencyKey = std::string;

DependencyKey schema_dependency(const Name& schema);
DependencyKey type_dependency(const QualifiedName& type);
DependencyKey sequence_dependency(const QualifiedName& sequence);
DependencyKey table_dependency(const QualifiedName& table);
DependencyKey column_dependency(const QualifiedName& table, const Name& column);
/// Returns all columns of a table: an expression may use any of them.
DependencyKey columns_dependency(const QualifiedName& table);
/// Returns the inheritance links from a table to its parents.
DependencyKey parents_dependency(const QualifiedName& table);
/// Returns the tables that start to inherit from a table by INHERIT: a check of the parent reaches them only
/// when they have.
DependencyKey joining_children_dependency(const QualifiedName& table);
/// Returns the partitions that leave a table and keep what they inherited as their own.
DependencyKey leaving_partitions_dependency(const QualifiedName& table);
/// The keys of a partition that indexes of its ancestors take in when they are created.
DependencyKey own_keys_dependency(const QualifiedName& partition);
/// The keys of a partition that indexes of its ancestors have taken in, until these are dropped.
DependencyKey freed_keys_dependency(const QualifiedName& partition);
/// The parts that a partition has of the indexes of its ancestors, be they made or attached: what it has
/// beside them comes after, or it would be taken for the part.
DependencyKey index_parts_dependency(const QualifiedName& partition);
/// The partitions of a table. A foreign key that refers to the table depends on them too.
DependencyKey partitions_dependency(const QualifiedName& table);
/// Returns a check by its name, for the tables that inherit it.
DependencyKey check_dependency(const QualifiedName& table, const Name& check);
/// Returns the same check where it is added validated. A parent that has it NOT VALID adds its own later: no
/// validated one can be added below.
DependencyKey validated_check_dependency(const QualifiedName& table, const Name& check);
/// Returns the ability of these columns, in whatever order, to be referred to by a foreign key.
DependencyKey key_dependency(const QualifiedName& table, std::vector<Name> columns);

/// The names of tables and columns as the catalogs of the plan have them: renames give them on the way up,
/// and take them back on the way down.
DependencyKey data_names_dependency();

/// A name, or a role, that only one object can have at a time.
using NameClaim = std::string;

/// Returns the namespace of relations: tables, indexes, sequences, and constraints that are backed by an
/// index.
NameClaim relation_claim(const QualifiedName& relation);
/// Returns the namespace of types. A table has a row type of its own name.
NameClaim type_claim(const QualifiedName& type);
NameClaim column_claim(const QualifiedName& table, const Name& column);
/// Returns the bounds that leaving partitions of a table free for those that stay with other bounds.
NameClaim freed_bounds_claim(const QualifiedName& parent);
/// Returns the bounds that those free for partitions that are added.
NameClaim changed_bounds_claim(const QualifiedName& parent);
/// Returns the replica identity of a table: one index, or a setting of the table.
NameClaim replica_identity_claim(const QualifiedName& table);
/// Returns the roles of a constraint: replica identity, and index that the table is clustered on.
std::vector<NameClaim> mark_claims_of(const Constraint& constraint, const QualifiedName& table);
/// Returns every name and role that a constraint claims: its name, its roles, and being the one primary key.
std::vector<NameClaim> claims_of(const Constraint& constraint, const QualifiedName& table,
                                 const Dialect& dialect);

}  // namespace tenon
