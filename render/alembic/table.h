// Writes the options of tables as Alembic arguments, and spells the names in a table alike.

#pragma once

#include "model/catalog.h"
#include "render/alembic/python.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// The keyword arguments of sa.Table or op.create_table() for the table's own options, `sqlite_autoincrement`
/// of its primary key among them.
void add_table_options(PythonCall& call, const Table& table, Draft& draft);

/// A primary key as it stands inside the table: without what add_table_options() says of it.
PrimaryKey without_autoincrement(PrimaryKey key);
bool is_autoincrement(const PrimaryKey& key);

/// The table with every name in its constraints spelled as its columns are: SQLAlchemy minds the case where
/// the database does not.
Table respelled(Table table);

}  // namespace tenon
