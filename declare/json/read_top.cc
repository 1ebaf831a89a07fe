// Reads top-level names, schemas, enums and unmodelled objects of the declared JSON into the draft.

#include "declare/json/read_top.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "model/unmodelled.h"

namespace tenon {

namespace {

const Form& schema_form() {
  static const Form form{"a schema", {"name", "comment"}, {}};
  return form;
}

const Form& enum_object_form() {
  static const Form form{"an enum", {"schema", "name", "labels", "comment"}, {}};
  return form;
}

const Form& other_form() {
  static const Form form{
      "an entry of \"not_modelled\"", {"kind", "schema", "name", "table_schema", "table", "definition"}, {}};
  return form;
}

Schema schema_named(const Reading& in, const std::string& name, Place place) {
  Schema schema;
  schema.name = read_name(in, name, place, "the name of a schema");
  schema.source = in.at(place);
  return schema;
}

Schema read_schema(const Reading& in, const JsonValue& value) {
  if (value.kind == JsonKind::kString) return schema_named(in, value.text, value.place);
  const ObjectReader from(in, value, schema_form(), "a schema");
  Schema schema = schema_named(in, from.text("name"), value.place);
  schema.comment = from.comment();
  return schema;
}

std::string schema_part(const Reading& in, const ObjectReader& from, std::string_view key) {
  if (from.find_any(key)) return from.text(key);
  return std::string(in.dialect.default_schema);
}

}  // namespace

WrittenName read_qualified(const Reading& in, const JsonMember& entry, const std::string& who) {
  const JsonValue* schema = member(entry.value, "schema");
  const JsonValue* name = member(entry.value, "name");
  WrittenName made;
  std::string text = entry.key;
  if (name && name->kind != JsonKind::kNull) text = read_text(in, *name, "\"name\" of " + who).value_or(text);
  const std::size_t dot = entry.key.rfind('.');
  if (schema && schema->kind != JsonKind::kNull) {
    made.schema = read_text(in, *schema, "\"schema\" of " + who).value_or("");
  } else if (!schema && !name && dot != std::string::npos) {
    made.schema = entry.key.substr(0, dot);
    text = entry.key.substr(dot + 1);
    if (made.schema.empty()) in.fault(entry.place, who + " has nothing before the dot");
  }
  if (!made.schema.empty() && !in.dialect.has_schemas())
    in.fault(entry.place, std::string(in.dialect.name) + " has no schemas, and " + who +
                              " is in one; for a name with a dot in it add \"schema\": null");
  if (!made.schema.empty()) read_name(in, made.schema, entry.place, "the schema of " + who);
  made.name = in.dialect.qualified(in.dialect.has_schemas() ? made.schema : "", text);
  made.name.name = read_name(in, text, entry.place, "the name of " + who);
  return made;
}

std::vector<std::string> read_labels(const Reading& in, const JsonValue& value, const std::string& who) {
  std::vector<std::string> labels;
  if (value.kind != JsonKind::kArray) add_type_fault(in, value, who, "a list of strings");
  for (const auto& item : value.items) {
    const auto label = read_text(in, item, who);
    if (!label) continue;
    if (std::ranges::find(labels, *label) != labels.end())
      in.fault(item.place, who + " has the label \"" + *label + "\" twice");
    labels.push_back(*label);
  }
  return labels;
}

namespace {

/// Several files may list one schema, but only one of them may have a comment for it.
void add_schema(const Reading& in, Schema schema, SchemaDraft& draft) {
  const auto at = std::ranges::find(draft.schemas, schema.name, &Schema::name);
  if (at == draft.schemas.end()) return draft.schemas.push_back(std::move(schema));
  if (!schema.comment.empty() && !at->comment.empty() && at->comment != schema.comment)
    in.faults.add(*schema.source,
                  "schema " + schema.name.text + " has another comment at " + to_string(*at->source));
  if (at->comment.empty()) at->comment = schema.comment;
}

}  // namespace

void read_schemas(const Reading& in, const JsonValue& value, SchemaDraft& draft) {
  draft.lists_schemas = true;
  if (!in.dialect.has_schemas())
    return in.fault(value.place, std::string(in.dialect.name) + " has no schemas");
  for (const auto& item : value.items) add_schema(in, read_schema(in, item), draft);
  for (const auto& entry : value.members) {
    Schema schema = schema_named(in, entry.key, entry.place);
    if (entry.value.kind != JsonKind::kNull)
      schema.comment = ObjectReader(in, entry.value, schema_form(), "schema " + entry.key).comment();
    add_schema(in, std::move(schema), draft);
  }
  if (value.kind != JsonKind::kArray && value.kind != JsonKind::kObject)
    add_type_fault(in, value, "\"schemas\"", "a list or an object");
}

void read_enum(const Reading& in, const JsonMember& entry, SchemaDraft& draft) {
  const std::string who = "enum " + entry.key;
  Enum made;
  made.name = read_qualified(in, entry, who).name;
  made.source = in.at(entry.place);
  if (entry.value.kind == JsonKind::kArray) {
    made.labels = read_labels(in, entry.value, who);
  } else {
    const ObjectReader from(in, entry.value, enum_object_form(), who);
    if (const JsonValue* labels = from.find("labels"))
      made.labels = read_labels(in, *labels, from.whose("labels"));
    made.comment = from.comment();
  }
  draft.enums.push_back({std::move(made), false});
}

void read_not_modelled(const Reading& in, const JsonValue& value, SchemaDraft& draft) {
  draft.lists_unmodelled = true;
  if (value.kind != JsonKind::kArray) return add_type_fault(in, value, "\"not_modelled\"", "a list");
  for (const auto& item : value.items) {
    const ObjectReader from(in, item, other_form(), "an entry of \"not_modelled\"");
    UnmodelledObject other;
    other.kind = from.text("kind");
    other.name = {in.dialect.name_of(schema_part(in, from, "schema")), in.dialect.name_of(from.text("name"))};
    if (from.find("table"))
      other.table = {in.dialect.name_of(schema_part(in, from, "table_schema")),
                     in.dialect.name_of(from.text("table"))};
    other.definition = from.text("definition");
    add_unmodelled(std::move(other), draft.unmodelled, draft.not_understood);
  }
}

}  // namespace tenon
