#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"

namespace tenon {

/// What an op can lean on or change, as a key: a schema, a type, a table, a column, a key of a table ...
using DependencyKey = std::string;

DependencyKey schema_dependency(const Name& schema);
DependencyKey type_dependency(const QualifiedName& type);
DependencyKey sequence_dependency(const QualifiedName& sequence);
DependencyKey table_dependency(const QualifiedName& table);
DependencyKey column_dependency(const QualifiedName& table, const Name& column);
/// All columns of a table at once: for what holds an expression.
DependencyKey columns_dependency(const QualifiedName& table);
/// The links of a table to its parents.
DependencyKey parents_dependency(const QualifiedName& table);
/// The tables that come to inherit from a table that others than partitions inherit from: its checks come
/// down to them only once they have.
DependencyKey joining_children_dependency(const QualifiedName& table);
/// The partitions that leave a table, with what it hands down to them as their own.
DependencyKey leaving_partitions_dependency(const QualifiedName& table);
/// The partitions of a table, on which what refers to it leans as well.
DependencyKey partitions_dependency(const QualifiedName& table);
/// A check by its name: for the tables that inherit it.
DependencyKey check_dependency(const QualifiedName& table, const Name& check);
/// The same, as it is added with all rows looked at: for what adds it above without.
DependencyKey validated_check_dependency(const QualifiedName& table, const Name& check);
/// The ability of these columns, in whatever order, to be referred to.
DependencyKey key_dependency(const QualifiedName& table, std::vector<Name> columns);

/// A place in a name space that only one object can have at a time, as a key.
using NameClaim = std::string;

/// Tables, indexes, sequences, and the constraints that own an index.
NameClaim relation_claim(const QualifiedName& relation);
/// Types; a table has a row type of its own name.
NameClaim type_claim(const QualifiedName& type);
NameClaim column_claim(const QualifiedName& table, const Name& column);
/// The room that partitions of a table leave when they go, to those that stay with other bounds.
NameClaim freed_bounds_claim(const QualifiedName& parent);
/// The room that those leave to partitions that come.
NameClaim changed_bounds_claim(const QualifiedName& parent);
/// The place of what tells the rows of a table apart for replication: one index, or a setting of the table.
NameClaim replica_identity_claim(const QualifiedName& table);
/// What a constraint has marked for itself: being the replica identity, being clustered by.
std::vector<NameClaim> mark_claims_of(const Constraint& constraint, const QualifiedName& table);
/// Everything a constraint occupies: its name, its marks, and the place of the one primary key.
std::vector<NameClaim> claims_of(const Constraint& constraint, const QualifiedName& table,
                                 const Dialect& dialect);

}  // namespace tenon
