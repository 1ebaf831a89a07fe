// Writes tables, columns and constraints inside the JSON of a migration.

#include "render/json/ops_parts.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "model/overloaded.h"
#include "render/json/plain_attributes.h"
#include "sql/searched_name.h"

namespace tenon::ops {

Fields::Fields() : json_(std::make_unique<Json>(Json::object())) {}
Fields::Fields(std::string_view op) : Fields() { set("op", op); }
Fields::Fields(const Fields& other) : json_(std::make_unique<Json>(*other.json_)) {}
Fields::Fields(Fields&& other) noexcept = default;
Fields::~Fields() = default;

Fields& Fields::set(const char* key, Json value) {
  (*json_)[key] = std::move(value);
  return *this;
}

Fields& Fields::maybe(const char* key, Json value) {
  const bool is_empty = value.is_null() || value == "" || value == false ||
                        ((value.is_array() || value.is_object()) && value.empty());
  return is_empty ? *this : set(key, std::move(value));
}

Json Fields::json() const { return *json_; }

namespace {

Json texts(const std::vector<Name>& names) {
  Json all = Json::array();
  for (const Name& name : names) all.push_back(name.text);
  return all;
}

Json element_json(const IndexElement& element) {
  Fields all;
  std::visit(Overloaded{
                 [&](const Name& column) { all.set("column", column.text); },
                 [&](const Expression& expression) { all.set("expression", expression.text); },
             },
             element.what);
  if (element.descending) all.set("order", "desc");
  if (element.nulls_first != element.descending) all.set("nulls", element.nulls_first ? "first" : "last");
  return all.maybe("opclass", to_string(element.opclass))
      .maybe("opclass_options", object_of(element.opclass_options))
      .maybe("collation", to_string(element.collation))
      .json();
}

/// Returns a plain column as its name.
Json index_column(const IndexElement& element) {
  const Json all = element_json(element);
  return all.size() == 1 && all.contains("column") ? all["column"] : all;
}

void set_deferrability(Fields& all, bool deferrable, bool initially_deferred) {
  if (!deferrable) return;
  all.set("deferrable", true).set("initially", initially_deferred ? "DEFERRED" : "IMMEDIATE");
}

template <class Key>
Fields key_fields(std::string_view op, const Key& key, const QualifiedName& table) {
  Fields all = on_table(op, "constraint_name", key.name, table);
  all.set("columns", texts(key.columns)).maybe("include", texts(key.include)).maybe("not_valid", !key.valid);
  set_deferrability(all, key.deferrable, key.initially_deferred);
  return all;
}

template <class Owner>
Json finished(Fields all, const Owner& owner) {
  return all.maybe("options", object_of(owner.options)).maybe("comment", owner.comment).json();
}

Json created(const Index& index, const QualifiedName& table) {
  Json columns = Json::array();
  for (const IndexElement& element : index.elements) columns.push_back(index_column(element));
  Fields all = on_table("create_index", "index_name", index.name, table);
  all.set("columns", std::move(columns))
      .set("unique", index.unique)
      .maybe("nulls_not_distinct", index.nulls_not_distinct)
      .maybe("include", texts(index.include))
      .maybe("using", index.method.text)
      .maybe("where", index.where ? index.where->text : "")
      .maybe("not_valid", !index.valid);
  return finished(std::move(all), index);
}

Json created(const Exclusion& exclusion, const QualifiedName& table) {
  Json elements = Json::array();
  for (const ExclusionElement& element : exclusion.elements) {
    Json one = element_json(element.element);
    one["operator"] = sql_operator(element.with, kPostgresql);
    elements.push_back(std::move(one));
  }
  Fields all = on_table("create_exclude_constraint", "constraint_name", exclusion.name, table);
  all.set("elements", std::move(elements))
      .maybe("using", exclusion.method.text)
      .maybe("where", exclusion.where ? exclusion.where->text : "")
      .maybe("not_valid", !exclusion.valid)
      .maybe("include", texts(exclusion.include));
  set_deferrability(all, exclusion.deferrable, exclusion.initially_deferred);
  return finished(std::move(all), exclusion);
}

Json created(const Check& check, const QualifiedName& table) {
  Fields all = on_table("create_check_constraint", "constraint_name", check.name, table);
  all.set("condition", check.sqltext.text)
      .maybe("no_inherit", check.no_inherit)
      .maybe("not_valid", !check.validated);
  return finished(std::move(all), check);
}

Json created(const ForeignKey& key, const QualifiedName& table) {
  const auto action = [](Action a) { return a == Action::kNoAction ? Json() : Json(sql_text(a)); };
  Fields all("create_foreign_key");
  all.set("constraint_name", nullable_text(key.name))
      .set("source_table", table.name.text)
      .set("referent_table", key.referred_table.name.text)
      .set("local_cols", texts(key.columns))
      .set("remote_cols", texts(key.referred_columns))
      .maybe("onupdate", action(key.onupdate))
      .maybe("ondelete", action(key.ondelete))
      .maybe("ondelete_columns", texts(key.ondelete_columns));
  set_deferrability(all, key.deferrable, key.initially_deferred);
  all.maybe("match", key.match == Match::kSimple ? Json() : Json(sql_text(key.match)))
      .maybe("not_valid", !key.validated)
      .maybe("source_schema", table.schema.text)
      .maybe("referent_schema", key.referred_table.schema.text);
  return finished(std::move(all), key);
}

Json created(const PrimaryKey& key, const QualifiedName& table) {
  return finished(key_fields("create_primary_key", key, table), key);
}

Json created(const Unique& unique, const QualifiedName& table) {
  Fields all = key_fields("create_unique_constraint", unique, table);
  all.maybe("nulls_not_distinct", unique.nulls_not_distinct);
  return finished(std::move(all), unique);
}

}  // namespace

Json object_of(const Options& options) {
  Json all = Json::object();
  for (const Option& option : options) all[option.key] = option.value;
  return all;
}

Json nullable_text(const Name& name) { return name.empty() ? Json() : Json(name.text); }

Json sequence_options(const SequenceOptions& o) {
  return Fields()
      .set("type", o.type)
      .set("start", o.start)
      .set("increment", o.increment)
      .set("minvalue", o.minimum)
      .set("maxvalue", o.maximum)
      .set("cache", o.cache)
      .set("cycle", o.cycle)
      .json();
}

Json identity(const Identity& identity) {
  Json all = sequence_options(identity.sequence);
  all.erase("type");
  all["always"] = identity.always;
  return all;
}

Json computed(const Generated& generated) {
  return {{"sqltext", generated.sqltext.text}, {"persisted", generated.stored}};
}

Json column_json(const Column& column) {
  Fields all;
  all.set("name", column.name.text).set("type_", column.type.text).set("nullable", column.nullable);
  if (column.default_value) all.set("server_default", column.default_value->text);
  if (column.identity) all.set("identity", identity(*column.identity));
  if (column.generated) all.set("computed", computed(*column.generated));
  all.maybe("collation", to_string(column.collation));
  for_each_plain_attribute<Column>([&](const auto& field) { all.maybe(field.name, column.*field.member); });
  return all.maybe("options", object_of(column.options)).json();
}

Fields on_table(std::string_view op, const char* name_key, const Name& name, const QualifiedName& table) {
  Fields all(op);
  all.set(name_key, nullable_text(name))
      .set("table_name", table.name.text)
      .maybe("schema", table.schema.text);
  return all;
}

Json created(const Constraint& constraint, const QualifiedName& table) {
  return std::visit([&](const auto& c) { return created(c, table); }, constraint);
}

Json table_parts(Fields all, const Table& table) {
  Json columns = Json::array();
  for (const Column& column : table.columns) columns.push_back(column_json(column));
  Json constraints = Json::array();
  for (const Constraint& constraint : table.constraints)
    constraints.push_back(created(constraint, table.name));
  Json parents = Json::array();
  for (const QualifiedName& parent : table.parents) parents.push_back(to_string(parent));
  return all.set("columns", std::move(columns))
      .set("constraints", std::move(constraints))
      .maybe("inherits", std::move(parents))
      .maybe("options", object_of(table.options))
      .maybe("comment", table.comment)
      .json();
}

}  // namespace tenon::ops
