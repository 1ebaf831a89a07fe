// Reads domains, composite types, ranges and extensions of the declared JSON into the draft.

#include "declare/json/read_user_types.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "declare/json/read_top.h"
#include "sql/key.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

const Form& extension_form() {
  static const Form form{"an extension", {"schema", "version"}, {}};
  return form;
}

const Form& domain_form() {
  static const Form form{
      "a domain",
      {"schema", "name", "type", "collation", "nullable", "default", "check", "checks", "comment"},
      {}};
  return form;
}

const Form& domain_check_form() {
  static const Form form{"a check of a domain", {"name", "sqltext", "validated", "comment"}, {}};
  return form;
}

const Form& type_form() {
  static const Form form{"a type", {"schema", "name", "attributes", "range", "comment"}, {}};
  return form;
}

const Form& attribute_form() {
  static const Form form{"an attribute", {"type", "collation"}, {}};
  return form;
}

const Form& range_form() {
  static const Form form{
      "a range",
      {"subtype", "subtype_opclass", "collation", "canonical", "subtype_diff", "multirange_type_name"},
      {}};
  return form;
}

Type read_plain_type(const Reading& in, const ObjectReader& from, std::string_view key) {
  from.require(key);
  Type made = type(from.text(key), in.dialect);
  if (const JsonValue* value = from.find(key); value && made.key.empty())
    in.fault(value->place, from.whose(key) + " is empty");
  return made;
}

void read_domain_check(const Reading& in, const JsonValue& value, Domain& domain) {
  DomainCheck check;
  const std::string who = "a check of domain " + to_string(domain.name);
  if (value.kind == JsonKind::kString) {
    check.sqltext = read_expression(in, value.place, value.text, who);
  } else {
    const ObjectReader from(in, value, domain_check_form(), who);
    from.require("sqltext");
    check.sqltext = read_expression(in, value.place, from.text("sqltext"), who);
    check.validated = from.flag("validated", true);
    check.comment = from.text("comment");
    if (const JsonValue* name = from.find("name"))
      check.name = read_name(in, from.text("name"), name->place, "the name of " + who);
  }
  if (check.sqltext.key.empty()) return in.fault(value.place, who + " has no SQL text");
  if (!check.name.empty() &&
      std::ranges::find(domain.checks, check.name, &DomainCheck::name) != domain.checks.end())
    return in.fault(value.place, who + " is named " + check.name.text + ", as another is");
  domain.checks.push_back(std::move(check));
}

void read_domain_checks(const Reading& in, const ObjectReader& from, Domain& domain) {
  if (const JsonValue* one = from.find("check")) read_domain_check(in, *one, domain);
  const JsonValue* list = from.find("checks");
  if (!list) return;
  if (list->kind != JsonKind::kArray) return add_type_fault(in, *list, from.whose("checks"), "a list");
  for (const auto& item : list->items) read_domain_check(in, item, domain);
}

void read_default(const Reading& in, const ObjectReader& from, Domain& domain) {
  const JsonValue* value = from.find("default");
  if (!value) return;
  std::string text = value->text;
  if (value->kind == JsonKind::kBoolean) text = value->boolean ? "true" : "false";
  const Expression made = read_expression(in, value->place, text, from.whose("default"));
  if (made.key.empty())
    return add_type_fault(in, *value, from.whose("default"),
                          "a number, true, false, null, or SQL in a string");
  if (made.key != "null") domain.default_value = made;
}

TypeAttribute read_attribute(const Reading& in, const JsonMember& entry, const std::string& who) {
  TypeAttribute made;
  made.name = read_name(in, entry.key, entry.place, "the name of an attribute of " + who);
  if (entry.value.kind == JsonKind::kString) {
    made.type = type(entry.value.text, in.dialect);
    if (made.type.key.empty())
      in.fault(entry.value.place, "the type of attribute " + entry.key + " of " + who + " is empty");
    return made;
  }
  const ObjectReader from(in, entry.value, attribute_form(), "attribute " + entry.key + " of " + who);
  made.type = read_plain_type(in, from, "type");
  made.collation = searched_name(from.text("collation"), in.dialect);
  return made;
}

CompositeType read_composite(const Reading& in, const ObjectReader& from, const JsonValue& attributes) {
  CompositeType made;
  if (attributes.kind != JsonKind::kObject)
    add_type_fault(in, attributes, from.whose("attributes"), "an object");
  for (const auto& entry : attributes.members) {
    TypeAttribute attribute = read_attribute(in, entry, from.who());
    if (std::ranges::find(made.attributes, attribute.name, &TypeAttribute::name) != made.attributes.end())
      in.fault(entry.place, from.who() + " has the attribute " + entry.key + " twice");
    made.attributes.push_back(std::move(attribute));
  }
  return made;
}

RangeType read_range(const Reading& in, const ObjectReader& outer, const JsonValue& value) {
  const ObjectReader from(in, value, range_form(), "the range of " + outer.who());
  RangeType made;
  made.subtype = read_plain_type(in, from, "subtype");
  for (const std::string_view key :
       {"subtype_opclass", "collation", "canonical", "subtype_diff", "multirange_type_name"})
    made.options = with_option(std::move(made.options), key, from.text(key));
  return made;
}

}  // namespace

void read_extension(const Reading& in, const JsonMember& entry, SchemaDraft& draft) {
  Extension made;
  made.name = read_name(in, entry.key, entry.place, "the name of an extension");
  made.source = in.at(entry.place);
  const bool is_plain = entry.value.kind == JsonKind::kBoolean && entry.value.boolean;
  if (!is_plain) {
    const ObjectReader from(in, entry.value, extension_form(), "extension " + entry.key);
    made.schema = in.dialect.name_of(from.text("schema"));
    made.version = from.text("version");
  }
  if (std::ranges::find(draft.extensions, made.name, &Extension::name) != draft.extensions.end())
    return in.fault(entry.place, "extension " + entry.key + " appears twice");
  draft.extensions.push_back(std::move(made));
}

void read_domain(const Reading& in, const JsonMember& entry, SchemaDraft& draft) {
  const ObjectReader from(in, entry.value, domain_form(), "domain " + entry.key);
  Domain made;
  made.name = read_qualified(in, entry, from.who()).name;
  made.source = in.at(entry.place);
  made.type = read_plain_type(in, from, "type");
  made.collation = searched_name(from.text("collation"), in.dialect);
  made.nullable = from.flag("nullable", true);
  made.comment = from.comment();
  read_default(in, from, made);
  read_domain_checks(in, from, made);
  draft.domains.push_back(std::move(made));
}

void read_user_type(const Reading& in, const JsonMember& entry, SchemaDraft& draft) {
  const ObjectReader from(in, entry.value, type_form(), "type " + entry.key);
  const QualifiedName name = read_qualified(in, entry, from.who()).name;
  const JsonValue* attributes = from.find("attributes");
  const JsonValue* range = from.find("range");
  if (!attributes == !range && from.is_object())
    return in.fault(entry.place, from.who() + " needs either \"attributes\" or \"range\"");
  const auto finish = [&](auto made, auto& to) {
    made.name = name;
    made.comment = from.comment();
    made.source = in.at(entry.place);
    to.push_back(std::move(made));
  };
  if (attributes) finish(read_composite(in, from, *attributes), draft.composite_types);
  if (range) finish(read_range(in, from, *range), draft.range_types);
}

}  // namespace tenon
