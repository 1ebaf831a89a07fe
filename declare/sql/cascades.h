// Runs DROP, RENAME and SET SCHEMA on the simulated catalog, with their effects on dependent objects.

#pragma once

#include "declare/sql/simulated_catalog.h"

namespace tenon {

// DROP, RENAME and SET SCHEMA, with their effects on all dependent objects.

/// Drops a table with its children and the foreign keys that refer to it.
void drop_table(SimulatedCatalog& catalog, const QualifiedName& name);
/// Drops a column with the constraints and indexes that name it, here and in the children.
void drop_column(SimulatedCatalog& catalog, SqlTable& table, const Name& name, bool only);
void drop_sequence(SimulatedCatalog& catalog, const QualifiedName& name);
/// ALTER SEQUENCE ... SET LOGGED or UNLOGGED.
void set_logging(SimulatedCatalog& catalog, const QualifiedName& sequence, bool unlogged);
/// SET LOGGED and SET UNLOGGED of a table apply to the sequences that it owns.
void follow_logging(SimulatedCatalog& catalog, const SqlTable& table);
void drop_type(SimulatedCatalog& catalog, const QualifiedName& name);
void drop_schema(SimulatedCatalog& catalog, const Name& name);
/// Drops an index; returns false if it backs a constraint.
bool drop_index(SimulatedCatalog& catalog, const QualifiedName& name);
/// Drops a constraint, here and in the children.
bool drop_constraint(SimulatedCatalog& catalog, SqlTable& table, const Name& name, bool only);

void rename_column(SimulatedCatalog& catalog, SqlTable& table, const Name& from, const Name& to);
/// Renames a table, moves it to another schema, or both; its indexes, constraints and owned sequences go with
/// it.
void move_table(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to);
void move_sequence(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to);
void move_type(SimulatedCatalog& catalog, const QualifiedName& from, const QualifiedName& to);
void rename_schema(SimulatedCatalog& catalog, const Name& from, const Name& to);

/// Tells whether a constraint names a column of its table.
bool mentions(const Constraint& constraint, const Name& column);

}  // namespace tenon
