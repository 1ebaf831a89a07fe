#pragma once

#include "declare/sql/simulated_catalog.h"

namespace tenon {

// What DROP, RENAME and SET SCHEMA do to everything that speaks of an object.

/// Takes a table away, with its children and whatever refers to it.
void drop_table(SimulatedCatalog& catalog, const QualifiedName& name);
/// Takes a column away with the constraints and indexes that name it, and from the tables below.
void drop_column(SimulatedCatalog& catalog, SqlTable& table, const Name& name, bool only);
void drop_sequence(SimulatedCatalog& catalog, const QualifiedName& name);
/// ALTER SEQUENCE ... SET LOGGED or UNLOGGED.
void set_logging(SimulatedCatalog& catalog, const QualifiedName& sequence, bool unlogged);
/// A table's sequences become as it is when it is SET LOGGED or UNLOGGED.
void follow_logging(SimulatedCatalog& catalog, const SqlTable& table);
void drop_type(SimulatedCatalog& catalog, const QualifiedName& name);
void drop_schema(SimulatedCatalog& catalog, const Name& name);
/// An index, or nothing when it backs a constraint.
bool drop_index(SimulatedCatalog& catalog, const QualifiedName& name);
/// Takes a constraint away, and from the tables below.
bool drop_constraint(SimulatedCatalog& catalog, SqlTable& table, const Name& name, bool only);

void rename_column(SimulatedCatalog& catalog, SqlTable& table, const Name& from, const Name& to);
/// Another name, another schema, or both; what belongs to the table goes along.
void move_table(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to);
void move_sequence(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to);
void move_type(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to);
void rename_schema(SimulatedCatalog& catalog, const Name& from, const Name& to);

/// Whether a constraint speaks of a column of its table.
bool mentions(const Constraint& constraint, const Name& column);

}  // namespace tenon
