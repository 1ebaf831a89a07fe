// Removes from a catalog what include and exclude patterns do not select.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Selects what to compare. In a glob, `*` stands for any text and `?` for one character. It is matched
/// against `name`, `schema.name` or `schema.table.name` (in a dialect without schemas: `name`, `table.name`).
/// A kind before a colon restricts it (`table:tmp_*`, `foreign_key:public.orders.*`), `!` negates it, and the
/// last pattern that matches decides. A list that begins with a negation starts with everything included.
///
/// An unqualified name matches tables, sequences and types; it matches an object of a table only with a kind
/// (`column:note`) or as a full path. A pattern for a table applies to everything on it, `schema:app` to
/// everything inside, and a sequence goes with the column that owns it. An included object brings along what
/// it requires: the columns that a constraint names, the types and sequences of a column. A foreign key stays
/// if the table that it refers to is excluded, as it does not belong to that table.
struct Filter {
  std::vector<std::string> schemas;  ///< empty: all
  bool schemas_are_usual = false;    ///< configured for all databases; one without schemas passes them over
  std::vector<std::string> include;  ///< empty: all
  std::vector<std::string> exclude;
  bool partitions = true;  ///< false: those of declarative partitioning are left out, which another job makes
  bool runner_tables = false;  ///< also compare migration runners' bookkeeping tables
};

/// The filtered catalog, and the keys of what was left out.
struct Filtered {
  Catalog catalog;
  std::vector<std::string> ignored;
};

Filtered filtered(Catalog catalog, const Filter& filter);

}  // namespace tenon
