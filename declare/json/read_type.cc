// Reads a column type of the declared JSON, with the check or enum that it implies.

#include "declare/json/read_type.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "declare/json/read_constraint.h"
#include "declare/json/read_top.h"
#include "sql/character.h"
#include "sql/key.h"
#include "sql/quote.h"

namespace tenon {

namespace {

const Form& boolean_form() {
  static const Form form{"a boolean type", {"boolean", "name", "create_constraint"}, {}};
  return form;
}

const Form& boolean_options_form() {
  static const Form form{"\"boolean\"", {"name", "create_constraint"}, {}};
  return form;
}

const Form& enum_form() {
  static const Form form{
      "an enum type", {"enum", "name", "schema", "native_enum", "create_constraint", "length"}, {}};
  return form;
}

/// Adds the check of a type. SQLAlchemy names it after the type, and its only column counts for the name.
void add_type_check(const Reading& in, const ObjectReader& from, Place place, DraftTable& table,
                    const Name& column, const std::string& values) {
  Check check;
  check.sqltext = expression(identifier(in.dialect, column.text) + " IN (" + values + ")", in.dialect);
  check.source = in.at(place);
  table.constraints.push_back(
      {check, read_given_name(in, from), {{column.text, in.at(place)}}, std::nullopt});
}

Type read_boolean(const Reading& in, const JsonValue& value, DraftTable& table, const Name& column,
                  const std::string& who) {
  const ObjectReader outer(in, value, boolean_form(), who);
  const JsonValue* options = outer.find("boolean");
  const bool nested = options && options->kind == JsonKind::kObject;
  if (options && !nested) read_bool(in, *options, outer.whose("boolean"));
  const ObjectReader from = nested ? ObjectReader(in, *options, boolean_options_form(), who) : outer;
  if (!in.dialect.has_native_boolean && from.flag("create_constraint", false))
    add_type_check(in, from, value.place, table, column, "0, 1");
  return type("BOOLEAN", in.dialect);
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Returns an enum type of the database that is declared with the column.
Type native_enum(const Reading& in, const ObjectReader& from, const std::vector<std::string>& labels,
                 SchemaDraft& draft) {
  Enum made;
  made.labels = labels;
  made.source = from.source();
  const std::string name = read_given_name(in, from).text.value_or("");
  if (name.empty())
    in.fault(from.place(), from.who() + " needs a \"name\": " + std::string(in.dialect.name) +
                               " makes a type of it (or say \"native_enum\": false)");
  made.name = in.dialect.qualified(from.text("schema"), name);
  const std::string schema = made.name.schema.text;
  draft.enums.push_back({std::move(made), true});
  return type(identifier(in.dialect, schema) + "." + identifier(in.dialect, name), in.dialect);
}

Type text_enum(const Reading& in, const ObjectReader& from, const std::vector<std::string>& labels,
               DraftTable& table, const Name& column) {
  std::size_t longest = 0;
  std::string values;
  for (const auto& label : labels) {
    longest = std::max(longest, characters(label));
    values += (values.empty() ? "" : ", ") + literal(label);
  }
  if (from.flag("create_constraint", false)) add_type_check(in, from, from.place(), table, column, values);
  return type("VARCHAR(" + from.integer("length").value_or(std::to_string(longest)) + ")", in.dialect);
}

Type read_enum_type(const Reading& in, const JsonValue& value, SchemaDraft& draft, DraftTable& table,
                    const Name& column, const std::string& who) {
  const ObjectReader from(in, value, enum_form(), who);
  const JsonValue* list = from.find("enum");
  const std::vector<std::string> labels =
      list ? read_labels(in, *list, from.whose("enum")) : std::vector<std::string>{};
  if (labels.empty()) in.fault(value.place, from.who() + " needs at least one label");
  if (in.dialect.has_enums && from.flag("native_enum", true)) return native_enum(in, from, labels, draft);
  return text_enum(in, from, labels, table, column);
}

}  // namespace

Type read_type(const Reading& in, const JsonValue& value, SchemaDraft& draft, DraftTable& table,
               const Name& column) {
  const std::string who = "type of column " + to_string(table.table.name) + "." + column.text;
  if (value.kind == JsonKind::kString) return type(value.text, in.dialect);
  if (member(value, "boolean")) return read_boolean(in, value, table, column, who);
  if (member(value, "enum")) return read_enum_type(in, value, draft, table, column, who);
  add_type_fault(in, value, who, "a string, or an object with \"boolean\" or \"enum\"");
  return {};
}

}  // namespace tenon
