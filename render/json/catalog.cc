// Writes a Catalog as declared JSON.

#include "render/json/catalog.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "model/emptiness.h"
#include "model/not_null.h"
#include "model/sequence.h"
#include "model/serial.h"
#include "model/unmodelled.h"
#include "render/json/catalog_constraint.h"
#include "render/json/catalog_name.h"
#include "render/json/catalog_parts.h"
#include "render/json/catalog_text.h"
#include "render/json/catalog_types.h"
#include "render/json/plain_attributes.h"
#include "sql/searched_name.h"
#include "sql/serial.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

Json identity_json(const Identity& identity, const Type& type) {
  Json to = Json::object();
  if (identity.always) to["always"] = true;
  if (identity.sequence.type != type.key) to["type"] = identity.sequence.type;
  add_sequence_options(to, identity.sequence);
  return to.empty() ? Json(true) : to;
}

Json generated_json(const Generated& generated, const Dialect& dialect) {
  if (generated.stored == dialect.generated_columns_are_stored_by_default) return generated.sqltext.text;
  return {{"sqltext", generated.sqltext.text}, {"stored", generated.stored}};
}

/// Tells whether a column without "nullable" is nullable.
bool nullable_by_itself(const Column& column, const Table& table) {
  const PrimaryKey* key = primary_key(table);
  return !column.identity && !is_serial_word(column.type) &&
         !(key && std::ranges::find(key->columns, column.name) != key->columns.end());
}

Json schemas_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const auto& schema : catalog.schemas) {
    if (schema.comment.empty())
      list.push_back(schema.name.text);
    else
      list.push_back({{"name", schema.name.text}, {"comment", schema.comment}});
  }
  return list;
}

/// Returns whether a reader derives the same schemas without a list of them.
bool schemas_are_implied(const Catalog& catalog) {
  std::set<Name> implied;
  if (catalog.dialect->has_schemas())
    implied.insert(catalog.dialect->name_of(catalog.dialect->default_schema));
  for (const auto& type : catalog.enums) implied.insert(type.name.schema);
  for_each_type_list(catalog, [&](const auto& types) {
    for (const auto& type : types) implied.insert(type.name.schema);
  });
  for (const auto& sequence : catalog.sequences) implied.insert(sequence.name.schema);
  for (const auto& table : catalog.tables) implied.insert(table.name.schema);
  implied.erase(Name());
  std::set<Name> found;
  for (const auto& schema : catalog.schemas) found.insert(schema.name);
  const auto is_plain = [](const Schema& schema) { return schema.comment.empty(); };
  return found == implied && std::ranges::all_of(catalog.schemas, is_plain);
}

Json enums_json(const Catalog& catalog) {
  Json all = Json::object();
  std::set<std::string> used;
  for (const auto& type : catalog.enums) {
    const PlacedName place = placed(type.name, *catalog.dialect, used);
    Json made = Json::object();
    add_name(made, place, type.name, *catalog.dialect);
    made["labels"] = type.labels;
    if (!type.comment.empty()) made["comment"] = type.comment;
    all[place.key] = made.size() == 1 ? made["labels"] : made;
  }
  return all;
}

Json sequences_json(const Catalog& catalog) {
  Json all = Json::object();
  std::set<std::string> used;
  for (const auto& sequence : catalog.sequences) {
    const PlacedName place = placed(sequence.name, *catalog.dialect, used);
    Json made = Json::object();
    add_name(made, place, sequence.name, *catalog.dialect);
    if (sequence.options.type != "bigint") made["type"] = sequence.options.type;
    add_sequence_options(made, sequence.options);
    if (sequence.owned_by)
      made["owned_by"] =
          reference_json(sequence.owned_by->table, {sequence.owned_by->column}, *catalog.dialect);
    if (!sequence.logging.empty()) made["unlogged"] = sequence.logging == "unlogged";
    if (!sequence.comment.empty()) made["comment"] = sequence.comment;
    all[place.key] = std::move(made);
  }
  return all;
}

/// Returns whether a reader could look up what a foreign key refers to, and find a key there.
bool is_resolved(const ForeignKey& key, const Catalog& catalog) {
  const Table* parent = find_table(catalog, key.referred_table);
  if (!parent || key.referred_columns.size() != key.columns.size()) return false;
  auto columns = key.referred_columns;
  std::ranges::sort(columns);
  return std::ranges::any_of(parent->constraints, [&](const Constraint& constraint) {
    return referable_columns(constraint, *catalog.dialect) == columns;
  });
}

Json table_json(const Table& table, const PlacedName& place, const NamingConvention& convention,
                const Catalog& catalog) {
  const Dialect& dialect = *catalog.dialect;
  Json made = Json::object();
  add_name(made, place, table.name, dialect);
  made["columns"] = Json::object();
  for (const auto& column : table.columns)
    made["columns"][column.name.text] = column_json(column, table, dialect);
  for (const auto& constraint : table.constraints) {
    add_constraint(made, constraint, table, convention, dialect);
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (key && !dialect.checks_references && !is_resolved(*key, catalog))
      made["foreign_keys"].back()["unresolved"] = true;
  }
  if (!table.comment.empty()) made["comment"] = table.comment;
  add_options(made, table.options, {all_setting_keys({Kind::kTable}), "with."}, dialect);
  add_parents(made, table, dialect);
  return made;
}

void add_schema(Json& to, const char* key, const Name& schema, const Dialect& dialect) {
  if (schema.text != dialect.default_schema) to[key] = schema.text;
}

Json others_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const UnmodelledObject& other : all_unmodelled(catalog)) {
    Json made{{"kind", other.kind}, {"name", other.name.name.text}};
    add_schema(made, "schema", other.name.schema, *catalog.dialect);
    if (!other.table.name.empty()) {
      made["table"] = other.table.name.text;
      add_schema(made, "table_schema", other.table.schema, *catalog.dialect);
    }
    if (!other.definition.empty()) made["definition"] = other.definition;
    list.push_back(std::move(made));
  }
  return list;
}

}  // namespace

Json column_json(const Column& column, const Table& table, const Dialect& dialect) {
  Json to{{"type", column.type.text}};
  if (column.nullable != nullable_by_itself(column, table)) to["nullable"] = column.nullable;
  if (column.default_value) to["default"] = number_or_text(column.default_value->text);
  if (dialect.has_sequences && counts_by_itself(column, table)) to["autoincrement"] = false;
  if (column.identity) to["identity"] = identity_json(*column.identity, column.type);
  if (column.generated) to["generated"] = generated_json(*column.generated, dialect);
  if (!column.collation.empty()) to["collation"] = searched_text(column.collation, dialect);
  for_each_plain_attribute<Column>([&](const auto& field) {
    if (column.*field.member != Column().*field.member) to[field.name] = column.*field.member;
  });
  if (column.inheritance == Inheritance::kInherited) to["inherited"] = true;
  Options options = column.options;
  if (const std::string* name = option(options, "not_null_name");
      name && is_server_not_null_name(table.name.name.text, column.name.text, *name))
    options = with_option(std::move(options), "not_null_name", "");
  add_options(to, options, {all_setting_keys({Kind::kColumn}), "with."}, dialect);
  return to;
}

std::string catalog_json(const Catalog& whole_catalog, const NamingConvention& convention) {
  const Catalog catalog = with_serial_words(whole_catalog);
  const Dialect& dialect = *catalog.dialect;
  const bool is_default = convention == NamingConvention() || convention == default_convention();
  Json whole{{"$schema", "urn:tenon:declared:1"}, {"dialect", dialect.name}};
  if (!is_default) whole["naming_convention"] = naming_json(convention);
  if (!schemas_are_implied(catalog)) whole["schemas"] = schemas_json(catalog);
  add_extensions(whole, catalog);
  if (!catalog.enums.empty()) whole["enums"] = enums_json(catalog);
  add_user_types(whole, catalog);
  if (!catalog.sequences.empty()) whole["sequences"] = sequences_json(catalog);
  whole["tables"] = Json::object();
  std::set<std::string> used;
  for (const auto& table : catalog.tables) {
    const PlacedName place = placed(table.name, dialect, used);
    whole["tables"][place.key] = table_json(table, place, convention, catalog);
  }
  if (holds_nothing(catalog)) whole["declares_nothing"] = true;
  whole["not_modelled"] = others_json(catalog);
  constexpr int kRootTablesTableColumns = 4;
  return pretty(whole, kRootTablesTableColumns);
}

}  // namespace tenon
