#pragma once

#include "declare/sql/simulated_catalog.h"

namespace tenon {

// What DROP, RENAME and SET SCHEMA do to everything that speaks of an object.

/// Takes a table away, with its children and whatever refers to it.
void drop_table(SqlWorld& world, const QualifiedName& name);
/// Takes a column away with the constraints and indexes that name it, and from the tables below.
void drop_column(SqlWorld& world, SqlTable& table, const Name& name, bool only);
void drop_sequence(SqlWorld& world, const QualifiedName& name);
/// ALTER SEQUENCE ... SET LOGGED or UNLOGGED.
void set_logging(SqlWorld& world, const QualifiedName& sequence, bool unlogged);
/// A table's sequences become as it is when it is SET LOGGED or UNLOGGED.
void follow_logging(SqlWorld& world, const SqlTable& table);
void drop_type(SqlWorld& world, const QualifiedName& name);
void drop_schema(SqlWorld& world, const Name& name);
/// An index, or nothing when it backs a constraint.
bool drop_index(SqlWorld& world, const QualifiedName& name);
/// Takes a constraint away, and from the tables below.
bool drop_constraint(SqlWorld& world, SqlTable& table, const Name& name, bool only);

void rename_column(SqlWorld& world, SqlTable& table, const Name& from, const Name& to);
/// Another name, another schema, or both; what belongs to the table goes along.
void move_table(SqlWorld& world, const QualifiedName& from, const QualifiedName& to);
void move_sequence(SqlWorld& world, const QualifiedName& from, const QualifiedName& to);
void move_type(SqlWorld& world, const QualifiedName& from, const QualifiedName& to);
void rename_schema(SqlWorld& world, const Name& from, const Name& to);

/// Whether a constraint speaks of a column of its table.
bool mentions(const Constraint& constraint, const Name& column);

}  // namespace tenon
