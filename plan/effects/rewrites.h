// What an op does to every row of a table: op in, tables with reasons out.
#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "plan/lookup/type_names.h"

namespace tenon {

/// A table whose rows, or whose indexes, the database writes again.
struct Rewrite {
  QualifiedName table;
  bool indexes_only = false;
  bool may = false;  ///< it depends on what the plan does not know; the reason says on what
  std::string reason;
};

/// What a database that alters columns in place does behind an op (PostgreSQL's manual, ALTER TABLE, Notes).
/// `after`: the catalog after the plan, with the `types` of it. The tables that inherit are not among the
/// result.
std::vector<Rewrite> rewrites_of(const Op& op, const Catalog& after, const TypeNames& types);

}  // namespace tenon
