#include <algorithm>

#include "declare/sql_table.h"
#include "declare/sql_world.h"
#include "model/dialect.h"
#include "sql/key.h"

namespace tenon {

namespace {

/// A schema that is not the user's: pg_temp, pg_catalog.
bool is_system(const Name& schema) { return schema.text.starts_with("pg_"); }

/// The settings of a column that the model does not hold, as reflection tells them.
bool has_settings(const SqlColumn& column, const std::string& standard_storage) {
  return !column.compression.empty() || !column.statistics.empty() || !column.options.empty() ||
         (!column.storage.empty() && column.storage != standard_storage);
}

/// How a type is stored unless something else is said; only the types that are not stored extended are known
/// to be otherwise.
std::string standard_storage(const SqlType& type) {
  if (type.array) return "extended";
  if (type.builtin == "numeric" || type.builtin == "inet" || type.builtin == "cidr") return "main";
  for (const char* variable : {"text", "varchar", "bpchar", "bytea", "json", "jsonb", "xml", "bit", "varbit",
                               "path", "polygon", "tsvector"})
    if (type.builtin == variable) return "extended";
  return type.builtin.empty() ? "extended" : "plain";
}

void add_other(Catalog& catalog, const std::string& kind, const QualifiedName& name,
               const QualifiedName& table) {
  catalog.others.push_back({kind, name, table, ""});
}

void add_settings(const SqlTable& table, Catalog& catalog) {
  const QualifiedName& name = table.table.name;
  for (const auto& [kind, value] : table.settings) add_other(catalog, kind, name, name);
  if (table.row_security) add_other(catalog, "row_security", name, name);
  for (const SqlColumn& each : table.columns)
    if (has_settings(each, standard_storage(each.type)))
      add_other(catalog, "column_setting",
                {name.schema, kPostgresql.name_of(name.name.text + "." + each.column.name.text)}, name);
}

Table table_of(const SqlTable& from) {
  Table table = from.table;
  if (from.partitioned)
    table.options = with_option(std::move(table.options), "partition_by", partition_key_text(from));
  table.parents = from.parents;
  for (const SqlColumn& each : from.columns) {
    table.columns.push_back(each.column);
    table.columns.back().type = type(shown(each.type), kPostgresql);
    if (!from.partition && each.inherited > 0)
      table.columns.back().inheritance = each.local ? Inheritance::kMerged : Inheritance::kInherited;
  }
  for (const SqlConstraint& each : from.constraints)
    (each.local ? table.constraints : *table.handed_down).push_back(each.constraint);
  return table;
}

CompositeType composite_of(const SqlUserType& from) {
  CompositeType made;
  made.name = from.type.name;
  made.comment = from.type.comment;
  made.source = from.type.source;
  for (const SqlColumn& each : from.attributes)
    made.attributes.push_back({each.column.name, type(shown(each.type), kPostgresql), each.column.collation});
  return made;
}

Type made_of(const SqlUserType& from) { return type(shown(from.attributes.front().type), kPostgresql); }

Domain domain_of(const SqlUserType& from) {
  Domain made = from.domain;
  made.type = made_of(from);
  made.name = from.type.name;
  made.comment = from.type.comment;
  made.source = from.type.source;
  return made;
}

RangeType range_of(const SqlUserType& from) {
  RangeType made;
  made.name = from.type.name;
  made.subtype = made_of(from);
  made.options = from.options;
  made.comment = from.type.comment;
  made.source = from.type.source;
  return made;
}

std::vector<Extension> extensions_of(const SqlWorld& world) {
  std::vector<Extension> all;
  for (const auto& [name, schema] : world.extensions) {
    Extension made;
    made.name = kPostgresql.name_of(name);
    made.schema = kPostgresql.name_of(schema);
    all.push_back(std::move(made));
  }
  return all;
}

}  // namespace

Catalog catalog_of(const SqlWorld& world) {
  Catalog catalog;
  catalog.dialect = &kPostgresql;
  for (const auto& [name, schema] : world.schemas) catalog.schemas.push_back(schema);
  catalog.extensions = extensions_of(world);
  for (const auto& [name, type] : world.types) {
    if (type.kind == SqlTypeKind::kEnum)
      catalog.enums.push_back(type.type);
    else if (type.kind == SqlTypeKind::kComposite)
      catalog.composite_types.push_back(composite_of(type));
    else if (type.kind == SqlTypeKind::kDomain)
      catalog.domains.push_back(domain_of(type));
    else if (type.kind == SqlTypeKind::kRange)
      catalog.range_types.push_back(range_of(type));
    else
      add_other(catalog, "base_type", name, {});
  }
  for (const auto& [name, sequence] : world.sequences)
    if (!is_system(name.schema) && !world.temporary_sequences.contains(name))
      catalog.sequences.push_back(sequence);
  for (const auto& [name, table] : world.tables) {
    if (table.temporary || is_system(name.schema)) continue;
    catalog.tables.push_back(table_of(table));
    add_settings(table, catalog);
  }
  catalog.others.insert(catalog.others.end(), world.others.begin(), world.others.end());
  return sorted(std::move(catalog));
}

}  // namespace tenon
