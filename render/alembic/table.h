// Writes the options of tables as Alembic arguments, and spells the names in a table alike.

#pragma once

#include "model/catalog.h"
#include "render/alembic/python.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// Adds the keyword arguments of sa.Table or op.create_table() for the options of the table, including
/// `sqlite_autoincrement` of its primary key.
void add_table_options(PythonCall& call, const Table& table, Draft& draft);

/// Returns a primary key for use inside the table, without the options that add_table_options() adds.
PrimaryKey without_autoincrement(PrimaryKey key);
bool is_autoincrement(const PrimaryKey& key);

/// Returns the table with the names in its constraints spelled as those of its columns: SQLAlchemy
/// distinguishes case where the database does not.
Table respelled(Table table);

}  // namespace tenon
