// Reads indexes and exclusion constraints of the declared JSON into the draft.

#include "declare/json/read_index.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "declare/json/read_constraint.h"
#include "declare/json/read_lint.h"
#include "declare/json/read_type.h"
#include "model/setting_key.h"
#include "sql/character.h"
#include "sql/key.h"
#include "sql/pg_parse.h"
#include "sql/quote.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

const Form& index_form() {
  static const Form form{"an index",
                         {"columns", "name", "unique", "where", "comment", "lint"},
                         {{"postgresql",
                           {"using", "include", "nulls_not_distinct", "valid"},
                           setting_keys(Kind::kIndex, "postgresql"),
                           "with."},
                          {"sqlite", {}, {}}}};
  return form;
}

const Form& element_form() {
  static const Form form{"an element of an index",
                         {"column", "expression", "order", "collation"},
                         {{"postgresql", {"nulls", "opclass", "opclass_options"}, {}}, {"sqlite", {}, {}}}};
  return form;
}

const Form& exclusion_form() {
  static const Form form{"an exclusion constraint",
                         {"elements", "name", "where", "comment", "lint"},
                         {{"postgresql",
                           {"using", "include", "deferrable", "initially", "valid"},
                           setting_keys(Kind::kExclusion, "postgresql"),
                           "with."},
                          {"sqlite", {}, {}}}};
  return form;
}

const Form& exclusion_element_form() {
  static const Form form{
      "an element of an exclusion constraint",
      {"column", "expression", "with", "order", "nulls", "opclass", "opclass_options", "collation"},
      {}};
  return form;
}

/// Reads one of two words in any case; nullopt if there is none.
std::optional<bool> read_either(const Reading& in, const ObjectReader& from, std::string_view key,
                                const std::string& yes, const std::string& no) {
  const JsonValue* value = from.find(key);
  if (!value) return std::nullopt;
  const std::string word = lower(from.text(key));
  if (word == yes || word == no) return word == yes;
  add_type_fault(in, *value, from.whose(key), "\"" + yes + "\" or \"" + no + "\"");
  return std::nullopt;
}

/// PostgreSQL treats a COLLATE at the top of an expression as the collation of the element.
Uncollated uncollated(const Reading& in, const ObjectReader& from) {
  const std::string text = from.text("expression");
  return in.dialect.lifts_collations ? without_collation(text) : Uncollated{text, {}};
}

/// Reads a column by key or name, or an expression. An expression that is only a column is read as that
/// column.
std::variant<Name, Expression> read_what(const Reading& in, const ObjectReader& from,
                                         const DraftTable& table) {
  const JsonValue* column = from.find("column");
  const JsonValue* text = from.find("expression");
  if (from.is_object() && (column != nullptr) == (text != nullptr))
    in.fault(from.place(), from.who() + " needs either \"column\" or \"expression\"");
  if (column) {
    const auto word = read_text(in, *column, from.whose("column"));
    if (word) return find_name(in, table, {*word, in.at(column->place)}, from.who()).value_or(Name());
  }
  Expression made =
      text ? read_expression(in, text->place, uncollated(in, from).text, from.whose("expression"))
           : Expression();
  if (text && made.key.empty()) in.fault(text->place, from.whose("expression") + " is empty");
  for (const auto& each : table.table.columns)
    if (made.key == expression(identifier(in.dialect, each.name.text), in.dialect).key) return each.name;
  return made;
}

QualifiedName read_collation(const Reading& in, const ObjectReader& from) {
  const std::vector<std::string> within = uncollated(in, from).collation;
  if (within.empty() || from.find("collation")) return searched_name(from.text("collation"), in.dialect);
  return searched_name(within.size() > 1 ? within.front() : "", within.back(), in.dialect);
}

IndexElement read_element(const Reading& in, const ObjectReader& from, const DraftTable& table) {
  IndexElement element;
  element.what = read_what(in, from, table);
  element.descending = read_either(in, from, "order", "desc", "asc").value_or(false);
  element.nulls_first = read_either(in, from, "nulls", "first", "last").value_or(element.descending);
  element.opclass = searched_name(from.text("opclass"), in.dialect);
  element.opclass_options = from.parameters("opclass_options");
  if (!element.opclass_options.empty() && element.opclass.empty())
    in.fault(from.find("opclass_options")->place, from.whose("opclass_options") + " requires an \"opclass\"");
  element.collation = read_collation(in, from);
  return element;
}

std::vector<IndexElement> read_elements(const Reading& in, const ObjectReader& from,
                                        const DraftTable& table) {
  std::vector<IndexElement> elements;
  const JsonValue* list = from.find("columns");
  if (!list || list->kind != JsonKind::kArray || list->items.empty()) {
    if (from.is_object())
      in.fault(list ? list->place : from.place(), from.whose("columns") + " must be a list of at least one");
    return elements;
  }
  for (const auto& item : list->items) {
    if (item.kind == JsonKind::kString) {
      IndexElement element;
      const Word word{item.text, in.at(item.place)};
      if (const auto name = find_name(in, table, word, from.who())) element.what = *name;
      elements.push_back(std::move(element));
    } else {
      const ObjectReader each(in, item, element_form(), "an element of " + from.who());
      elements.push_back(read_element(in, each, table));
    }
  }
  return elements;
}

std::optional<Expression> read_where(const Reading& in, const ObjectReader& from) {
  const JsonValue* value = from.find("where");
  if (!value) return std::nullopt;
  const std::string text = read_text(in, *value, from.whose("where")).value_or("");
  const Expression made = read_expression(in, value->place, text, from.whose("where"));
  if (value->kind == JsonKind::kString && made.key.empty())
    in.fault(value->place, from.whose("where") + " is empty");
  return made;
}

Name read_method(const Reading& in, const ObjectReader& from, std::string_view otherwise) {
  const std::string method = from.text("using");
  return in.dialect.name_of(method.empty() ? std::string(otherwise) : lower(method));
}

std::vector<ExclusionElement> read_exclusion_elements(const Reading& in, const ObjectReader& from,
                                                      const DraftTable& table) {
  std::vector<ExclusionElement> elements;
  const JsonValue* list = from.find("elements");
  if (!list || list->kind != JsonKind::kArray || list->items.empty()) {
    in.fault(from.place(), from.whose("elements") + " must be a list of at least one");
    return elements;
  }
  for (const auto& item : list->items) {
    const ObjectReader each(in, item, exclusion_element_form(), "an element of " + from.who());
    elements.push_back({read_element(in, each, table), searched_operator(each.text("with"), in.dialect)});
    if (elements.back().with.empty() && each.is_object())
      in.fault(item.place, each.who() + " needs an operator: \"with\": \"&&\"");
  }
  return elements;
}

}  // namespace

void read_index(const Reading& in, const JsonValue& value, DraftTable& table) {
  const ObjectReader from(in, value, index_form(), constraint_who(table, "an index"));
  Index index;
  index.elements = read_elements(in, from, table);
  index.unique = from.flag("unique", false);
  index.nulls_not_distinct = from.flag("nulls_not_distinct", false);
  index.include = find_names(in, table, from.words("include"), from.whose("include"));
  index.where = read_where(in, from);
  index.method = read_method(in, from, in.dialect.default_index_method);
  index.valid = from.flag("valid", true);
  index.options = from.options();
  index.comment = from.comment();
  index.source = in.at(value.place);
  read_object_lint(in, from, table);
  table.constraints.push_back({index, read_given_name(in, from), {}, std::nullopt});
}

void add_inline_index(const Reading& in, Place place, bool unique, DraftTable& table, const Name& column) {
  Index index;
  index.elements.resize(1);
  index.elements.front().what = column;
  index.unique = unique;
  index.method = Name(std::string(in.dialect.default_index_method));
  index.source = in.at(place);
  table.constraints.push_back({index, {}, {}, std::nullopt});
}

void read_exclusion(const Reading& in, const JsonValue& value, DraftTable& table) {
  const ObjectReader from(in, value, exclusion_form(), constraint_who(table, "an exclusion constraint"));
  Exclusion exclusion;
  exclusion.elements = read_exclusion_elements(in, from, table);
  exclusion.include = find_names(in, table, from.words("include"), from.whose("include"));
  exclusion.method = read_method(in, from, "gist");
  exclusion.where = read_where(in, from);
  const Deferral deferral = read_deferral(in, from);
  exclusion.deferrable = deferral.deferrable;
  exclusion.initially_deferred = deferral.initially_deferred;
  exclusion.valid = from.flag("valid", true);
  exclusion.options = from.options();
  exclusion.comment = from.comment();
  exclusion.source = in.at(value.place);
  read_object_lint(in, from, table);
  table.constraints.push_back({exclusion, read_given_name(in, from), {}, std::nullopt});
}

}  // namespace tenon
