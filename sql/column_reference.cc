// Finds the column references in a PostgreSQL expression.

#include "sql/column_reference.h"

#include "sql/pg_node.h"

namespace tenon {

namespace {

void collect(const PgNode& tree, std::vector<ColumnReference>& found) {
  if (tree.is("ColumnRef")) found.push_back({tree.location(), texts(tree["fields"])});
  for (const PgNode& inner : tree.members) collect(inner, found);
  for (const PgNode& inner : tree.items) collect(inner, found);
}

}  // namespace

std::vector<ColumnReference> column_references(std::string_view expression) {
  std::vector<ColumnReference> found;
  collect(pg_expression(expression), found);
  return found;
}

}  // namespace tenon
