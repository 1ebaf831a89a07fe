// Writes extensions, user-defined types and the parents of tables as declared JSON.

#include "render/json/catalog_types.h"

#include <nlohmann/json.hpp>

#include "render/json/catalog_parts.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

Json check_json(const DomainCheck& check) {
  Json made{{"name", check.name.text}, {"sqltext", check.sqltext.text}};
  if (!check.validated) made["validated"] = false;
  if (!check.comment.empty()) made["comment"] = check.comment;
  return made;
}

void add_definition(Json& to, const Domain& domain) {
  to["type"] = domain.type.text;
  if (!domain.collation.empty()) to["collation"] = searched_text(domain.collation, kPostgresql);
  if (!domain.nullable) to["nullable"] = false;
  if (domain.default_value) to["default"] = number_or_text(domain.default_value->text);
  for (const DomainCheck& check : domain.checks) to["checks"].push_back(check_json(check));
}

void add_definition(Json& to, const CompositeType& type) {
  to["attributes"] = Json::object();
  for (const TypeAttribute& attribute : type.attributes) {
    Json made = attribute.type.text;
    if (!attribute.collation.empty())
      made =
          Json{{"type", attribute.type.text}, {"collation", searched_text(attribute.collation, kPostgresql)}};
    to["attributes"][attribute.name.text] = std::move(made);
  }
}

void add_definition(Json& to, const RangeType& type) {
  Json range{{"subtype", type.subtype.text}};
  for (const Option& option : type.options) range[option.key] = option.value;
  to["range"] = std::move(range);
}

template <class T>
void add_entries(Json& to, const std::vector<T>& types, std::set<std::string>& used, const Dialect& dialect) {
  for (const T& type : types) {
    const PlacedName place = placed(type.name, dialect, used);
    Json made = Json::object();
    add_name(made, place, type.name, dialect);
    add_definition(made, type);
    if (!type.comment.empty()) made["comment"] = type.comment;
    to[place.key] = std::move(made);
  }
}

}  // namespace

void add_extensions(Json& whole, const Catalog& catalog) {
  for (const Extension& extension : catalog.extensions) {
    Json made = Json::object();
    if (!extension.schema.empty()) made["schema"] = extension.schema.text;
    if (!extension.version.empty()) made["version"] = extension.version;
    whole["extensions"][extension.name.text] = std::move(made);
  }
}

void add_user_types(Json& whole, const Catalog& catalog) {
  std::set<std::string> used;
  if (!catalog.domains.empty()) add_entries(whole["domains"], catalog.domains, used, *catalog.dialect);
  used.clear();
  if (catalog.composite_types.empty() && catalog.range_types.empty()) return;
  Json& types = whole["types"] = Json::object();
  add_entries(types, catalog.composite_types, used, *catalog.dialect);
  add_entries(types, catalog.range_types, used, *catalog.dialect);
}

void add_parents(Json& table_json, const Table& table, const Dialect& dialect) {
  if (table.parents.empty()) return;
  Json parents = Json::array();
  for (const QualifiedName& parent : table.parents) parents.push_back(table_reference_json(parent, dialect));
  Json& own = table_json[std::string(dialect.name)];
  if (is_partition(table))
    own["partition_of"] = parents.front();
  else
    own["inherits"] = std::move(parents);
}

}  // namespace tenon
