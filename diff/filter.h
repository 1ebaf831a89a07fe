#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// What to compare. Globs (`*` and `?`) over `name`, `schema.name` or `schema.table.name`, with an optional
/// kind prefix (`table:tmp_*`, `foreign_key:public.orders.*`) and `!` to negate.
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
