// Writes constraints and indexes as declared JSON.

#include "render/json/catalog_constraint.h"

#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "model/overloaded.h"
#include "render/json/catalog_name.h"
#include "render/json/catalog_parts.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

Json texts(const std::vector<Name>& names) {
  Json all = Json::array();
  for (const auto& name : names) all.push_back(name.text);
  return all;
}

void add_include(Json& to, const std::vector<Name>& include) {
  if (!include.empty()) to["include"] = texts(include);
}

void add_deferral(Json& to, bool deferrable, bool initially_deferred) {
  if (deferrable) to["deferrable"] = true;
  if (initially_deferred) to["initially"] = "DEFERRED";
}

void add_comment(Json& to, const std::string& comment) {
  if (!comment.empty()) to["comment"] = comment;
}

/// Returns the members of an element; a plain column has only one.
Json element_json(const IndexElement& element, const Dialect& dialect) {
  Json to = Json::object();
  std::visit(Overloaded{
                 [&](const Name& column) { to["column"] = column.text; },
                 [&](const Expression& expression) { to["expression"] = expression.text; },
             },
             element.what);
  if (element.descending) to["order"] = "desc";
  if (element.nulls_first != element.descending) to["nulls"] = element.nulls_first ? "first" : "last";
  if (!element.opclass.empty()) to["opclass"] = searched_text(element.opclass, dialect);
  for (const Option& option : element.opclass_options)
    to["opclass_options"][option.key] = number_or_text(option.value);
  if (!element.collation.empty()) to["collation"] = searched_text(element.collation, dialect);
  return to;
}

Json index_element_json(const IndexElement& element, const Dialect& dialect) {
  Json to = element_json(element, dialect);
  const bool plain = to.size() == 1 && to.contains("column");
  return plain ? to["column"] : to;
}

const std::set<std::string_view> kSettings = all_setting_keys(
    {Kind::kPrimaryKey, Kind::kUnique, Kind::kIndex, Kind::kCheck, Kind::kExclusion, Kind::kForeignKey});

/// Writes one constraint. Each kind has its own members; `name` is common to all.
class Writer {
 public:
  Writer(Json name, const Dialect& dialect) : name_(std::move(name)), dialect_(dialect) {}

  Json operator()(const PrimaryKey& c) const {
    Json to{{"columns", texts(c.columns)}};
    add_name(to);
    add_include(to, c.include);
    add_deferral(to, c.deferrable, c.initially_deferred);
    if (!c.valid) to["valid"] = false;
    add_comment(to, c.comment);
    add_options(to, c.options, {kSettings, "with."}, dialect_);
    return to;
  }

  Json operator()(const Unique& c) const {
    Json to{{"columns", texts(c.columns)}};
    add_name(to);
    add_include(to, c.include);
    if (c.nulls_not_distinct) to["nulls_not_distinct"] = true;
    add_deferral(to, c.deferrable, c.initially_deferred);
    if (!c.valid) to["valid"] = false;
    add_comment(to, c.comment);
    add_options(to, c.options, {kSettings, "with."}, dialect_);
    return to;
  }

  Json operator()(const Index& c) const {
    Json to{{"columns", Json::array()}};
    for (const auto& element : c.elements) to["columns"].push_back(index_element_json(element, dialect_));
    add_name(to);
    if (c.unique) to["unique"] = true;
    if (c.nulls_not_distinct) to["nulls_not_distinct"] = true;
    if (c.method.text != dialect_.default_index_method) to["using"] = c.method.text;
    add_include(to, c.include);
    if (c.where) to["where"] = c.where->text;
    if (!c.valid) to["valid"] = false;
    add_comment(to, c.comment);
    add_options(to, c.options, {kSettings, "with."}, dialect_);
    return to;
  }

  Json operator()(const Check& c) const {
    Json to{{"sqltext", c.sqltext.text}};
    add_name(to);
    if (c.no_inherit) to["no_inherit"] = true;
    if (!c.validated) to["validated"] = false;
    add_comment(to, c.comment);
    add_options(to, c.options, {kSettings, std::nullopt}, dialect_);
    return to;
  }

  Json operator()(const Exclusion& c) const {
    Json to{{"elements", Json::array()}};
    for (const auto& element : c.elements) {
      Json each = element_json(element.element, dialect_);
      each["with"] = operator_text(element.with, dialect_);
      to["elements"].push_back(std::move(each));
    }
    add_name(to);
    if (c.method.text != "gist") to["using"] = c.method.text;
    add_include(to, c.include);
    if (c.where) to["where"] = c.where->text;
    add_deferral(to, c.deferrable, c.initially_deferred);
    if (!c.valid) to["valid"] = false;
    add_comment(to, c.comment);
    add_options(to, c.options, {kSettings, "with."}, dialect_);
    return to;
  }

  Json operator()(const ForeignKey& c) const {
    Json to{{"columns", texts(c.columns)},
            {"references", reference_json(c.referred_table, c.referred_columns, dialect_)}};
    add_name(to);
    if (c.onupdate != Action::kNoAction) to["onupdate"] = sql_text(c.onupdate);
    if (c.ondelete != Action::kNoAction) to["ondelete"] = sql_text(c.ondelete);
    if (!c.ondelete_columns.empty()) to["ondelete_columns"] = texts(c.ondelete_columns);
    if (c.match != Match::kSimple) to["match"] = sql_text(c.match);
    add_deferral(to, c.deferrable, c.initially_deferred);
    if (!c.validated) to["validated"] = false;
    add_comment(to, c.comment);
    add_options(to, c.options, {kSettings, std::nullopt}, dialect_);
    return to;
  }

 private:
  void add_name(Json& to) const {
    if (!name_.is_null()) to["name"] = name_;
  }

  Json name_;
  const Dialect& dialect_;
};

const char* list_of(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return "primary_key"; },
                        [](const Unique&) { return "uniques"; },
                        [](const Index&) { return "indexes"; },
                        [](const Check&) { return "checks"; },
                        [](const Exclusion&) { return "exclusions"; },
                        [](const ForeignKey&) { return "foreign_keys"; },
                    },
                    constraint);
}

}  // namespace

void add_constraint(Json& table_json, const Constraint& constraint, const Table& table,
                    const NamingConvention& convention, const Dialect& dialect) {
  Json made = std::visit(Writer(name_json(constraint, table, convention, dialect), dialect), constraint);
  const char* list = list_of(constraint);
  if (std::holds_alternative<PrimaryKey>(constraint))
    table_json[list] = std::move(made);
  else
    table_json[list].push_back(std::move(made));
}

}  // namespace tenon
