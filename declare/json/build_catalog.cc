// Builds the sorted Catalog from a resolved SchemaDraft.

#include <algorithm>
#include <set>

#include "declare/json/passes.h"
#include "model/naming_catalog.h"

namespace tenon {

namespace {

void add_schema(std::vector<Schema>& schemas, const Name& name) {
  if (name.empty() || std::ranges::find(schemas, name, &Schema::name) != schemas.end()) return;
  Schema schema;
  schema.name = name;
  schemas.push_back(std::move(schema));
}

/// Returns the listed schemas and those that contain something.
std::vector<Schema> schemas_of(const SchemaDraft& draft, const Dialect& dialect) {
  std::vector<Schema> schemas = draft.schemas;
  if (!draft.lists_schemas) add_schema(schemas, dialect.name_of(dialect.default_schema));
  for (const auto& made : draft.enums) add_schema(schemas, made.type.name.schema);
  for_each_type_list(draft, [&](const auto& types) {
    for (const auto& type : types) add_schema(schemas, type.name.schema);
  });
  for (const auto& made : draft.sequences) add_schema(schemas, made.sequence.name.schema);
  for (const auto& made : draft.tables) add_schema(schemas, made.table.name.schema);
  return schemas;
}

}  // namespace

Catalog catalog_of(SchemaDraft draft, const Dialect& dialect) {
  Catalog catalog;
  catalog.dialect = &dialect;
  catalog.schemas = schemas_of(draft, dialect);
  for (auto& made : draft.enums) catalog.enums.push_back(std::move(made.type));
  catalog.extensions = std::move(draft.extensions);
  catalog.domains = std::move(draft.domains);
  catalog.composite_types = std::move(draft.composite_types);
  catalog.range_types = std::move(draft.range_types);
  for (auto& made : draft.sequences) catalog.sequences.push_back(std::move(made.sequence));
  for (auto& made : draft.tables) {
    for (auto& constraint : made.constraints)
      made.table.constraints.push_back(std::move(constraint.constraint));
    catalog.tables.push_back(std::move(made.table));
  }
  catalog.unmodelled = std::move(draft.unmodelled);
  catalog.not_understood = std::move(draft.not_understood);
  return with_server_names(sorted(std::move(catalog)));
}

}  // namespace tenon
