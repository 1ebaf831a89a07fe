#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// What to compare. Globs: `*` stands for any text, `?` for one character; over `name`, `schema.name` or
/// `schema.table.name` (in a dialect without schemas: `name`, `table.name`). A kind before a colon restricts
/// (`table:tmp_*`, `foreign_key:public.orders.*`), `!` negates, and the last pattern that matches wins; a
/// list that begins with a negation starts from everything.
///
/// A name alone means tables, sequences, types; of what lives on a table it means something only with a kind
/// (`column:note`), or in full. What is said of a table holds for all that lives on it, what is said of
/// `schema:app` for all inside, and a sequence goes with the column that owns it. What is included brings
/// along what it means nothing without: the columns that a constraint names, the types and sequences of a
/// column. A foreign key stays when the table that it refers to is left out: it is not that table's.
struct Filter {
  std::vector<std::string> schemas;  ///< empty: all
  std::vector<std::string> include;  ///< empty: all
  std::vector<std::string> exclude;
  bool runner_tables = false;  ///< also compare migration runners' bookkeeping tables
};

/// What is left, and the shown keys of what was left out.
struct Filtered {
  Catalog catalog;
  std::vector<std::string> ignored;
};

Filtered filtered(Catalog catalog, const Filter& filter);

}  // namespace tenon
