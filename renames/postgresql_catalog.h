// Renames a table or a column in a PostgreSQL catalog, with all that names it: catalog and step in, catalog
// out.

#pragma once

#include "model/catalog.h"
#include "model/rename.h"

namespace tenon {

/// The catalog once PostgreSQL has taken the step: ALTER TABLE RENAME, RENAME COLUMN or SET SCHEMA, or ALTER
/// SEQUENCE RENAME, by which dependent objects follow. SET SCHEMA also moves the sequences that the table
/// owns.
Catalog renamed_catalog(Catalog catalog, const RenameStep& step);

}  // namespace tenon
