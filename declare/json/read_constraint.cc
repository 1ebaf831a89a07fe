// Reads primary keys, unique constraints and checks of the declared JSON into the draft.

#include "declare/json/read_constraint.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "declare/json/read_lint.h"
#include "model/setting_key.h"
#include "sql/character.h"
#include "sql/key.h"

namespace tenon {

namespace {

const Form& conv_form() {
  static const Form form{"a final name", {"conv"}, {}};
  return form;
}

const Form& key_form() {
  static const Form form{"a primary key",
                         {"columns", "name", "comment", "lint"},
                         {{"postgresql",
                           {"include", "deferrable", "initially", "valid"},
                           setting_keys(Kind::kPrimaryKey, "postgresql"),
                           "with."},
                          {"sqlite", {}, setting_keys(Kind::kPrimaryKey, "sqlite")}}};
  return form;
}

const Form& unique_form() {
  static const Form form{"a unique constraint",
                         {"columns", "name", "comment", "lint"},
                         {{"postgresql",
                           {"include", "nulls_not_distinct", "deferrable", "initially", "valid"},
                           setting_keys(Kind::kUnique, "postgresql"),
                           "with."},
                          {"sqlite", {}, setting_keys(Kind::kUnique, "sqlite")}}};
  return form;
}

const Form& check_form() {
  static const Form form{
      "a check",
      {"sqltext", "columns", "name", "comment", "lint"},
      {{"postgresql", {"no_inherit", "validated"}, setting_keys(Kind::kCheck, "postgresql")},
       {"sqlite", {}, {}}}};
  return form;
}

/// A list stands for {"columns": [...]}.
JsonValue with_columns(const JsonValue& value) {
  if (value.kind != JsonKind::kArray) return value;
  return {JsonKind::kObject, false, {}, {}, {{"columns", value.place, value}}, value.place};
}

}  // namespace

Deferral read_deferral(const Reading& in, const ObjectReader& from) {
  Deferral deferral;
  const std::string initially = upper(from.text("initially"));
  const std::vector<std::string> known{"DEFERRED", "IMMEDIATE"};
  if (!initially.empty() && std::ranges::find(known, initially) == known.end())
    in.fault(from.find("initially")->place, from.whose("initially") +
                                                " must be \"DEFERRED\" or \"IMMEDIATE\", found \"" +
                                                from.text("initially") + "\"" + hint(initially, known));
  deferral.initially_deferred = initially == "DEFERRED";
  // INITIALLY DEFERRED implies DEFERRABLE.
  const auto deferrable = from.flag("deferrable");
  deferral.deferrable = deferrable.value_or(deferral.initially_deferred);
  if (deferral.initially_deferred && !deferral.deferrable)
    in.fault(from.find("initially")->place, from.whose("initially") + " requires \"deferrable\": true");
  return deferral;
}

GivenName read_given_name(const Reading& in, const ObjectReader& from) {
  const JsonValue* value = from.find("name");
  GivenName given;
  if (!value) return given;
  given.source = in.at(value->place);
  given.is_final = value->kind == JsonKind::kObject;
  if (given.is_final)
    given.text = ObjectReader(in, *value, conv_form(), from.whose("name")).text("conv");
  else
    given.text = read_text(in, *value, from.whose("name"));
  if (given.text && given.text->empty()) in.fault(value->place, from.whose("name") + " is empty");
  return given;
}

std::string constraint_who(const DraftTable& table, const char* kind) {
  return std::string(kind) + " of table " + to_string(table.table.name);
}

namespace {

/// Returns the columns of the key: those that it lists, or else those that are declared as part of it.
std::vector<Name> key_columns(const Reading& in, const ObjectReader& from, const std::vector<Word>& flagged,
                              const DraftTable& table) {
  const std::string who = constraint_who(table, "the primary key");
  std::vector<Name> marked;
  for (const auto& word : flagged) marked.push_back(in.dialect.name_of(word.text));
  if (!from.find("columns")) return marked;
  std::vector<Name> listed = find_names(in, table, from.words("columns"), who);
  for (const auto& word : flagged)
    if (std::ranges::find(listed, in.dialect.name_of(word.text)) == listed.end())
      in.faults.add(word.source, "column " + word.text + " says \"primary_key\", and " + who +
                                     " lists its columns without it");
  return listed;
}

Source key_source(const Reading& in, const JsonValue* value, const std::vector<Word>& flagged) {
  return value ? in.at(value->place) : flagged.front().source;
}

void read_index_parts(const Reading& in, const ObjectReader& from, const DraftTable& table,
                      std::vector<Name>& include) {
  include = find_names(in, table, from.words("include"), from.whose("include"));
}

}  // namespace

void read_primary_key(const Reading& in, const JsonValue* value, const std::vector<Word>& flagged,
                      DraftTable& table) {
  if (!value && flagged.empty()) return;
  static const JsonValue nothing{JsonKind::kObject, false, {}, {}, {}, {}};
  const JsonValue object = value ? with_columns(*value) : nothing;
  const ObjectReader from(in, object, key_form(), constraint_who(table, "the primary key"));
  PrimaryKey key;
  key.columns = key_columns(in, from, flagged, table);
  const JsonValue* listed = from.find("columns");
  if (flagged.empty()) from.require("columns");
  if (listed && listed->kind == JsonKind::kArray && listed->items.empty())
    in.fault(listed->place, from.who() + " has no columns");
  read_index_parts(in, from, table, key.include);
  const Deferral deferral = read_deferral(in, from);
  key.deferrable = deferral.deferrable;
  key.initially_deferred = deferral.initially_deferred;
  key.valid = from.flag("valid", true);
  key.options = from.options();
  key.comment = from.comment();
  key.source = key_source(in, value, flagged);
  read_object_lint(in, from, table);
  table.constraints.push_back({key, read_given_name(in, from), {}, std::nullopt});
}

void read_unique(const Reading& in, const JsonValue& value, DraftTable& table) {
  const JsonValue object = with_columns(value);
  const ObjectReader from(in, object, unique_form(), constraint_who(table, "a unique constraint"));
  Unique unique;
  unique.columns = find_names(in, table, from.words("columns"), from.who());
  from.require("columns");
  read_index_parts(in, from, table, unique.include);
  unique.nulls_not_distinct = from.flag("nulls_not_distinct", false);
  const Deferral deferral = read_deferral(in, from);
  unique.deferrable = deferral.deferrable;
  unique.initially_deferred = deferral.initially_deferred;
  unique.valid = from.flag("valid", true);
  unique.options = from.options();
  unique.comment = from.comment();
  unique.source = in.at(value.place);
  read_object_lint(in, from, table);
  table.constraints.push_back({unique, read_given_name(in, from), {}, std::nullopt});
}

void add_inline_unique(const Reading& in, Place place, DraftTable& table, const Name& column) {
  Unique unique;
  unique.columns = {column};
  unique.source = in.at(place);
  table.constraints.push_back({unique, {}, {}, std::nullopt});
}

void read_check(const Reading& in, const JsonValue& value, DraftTable& table) {
  Check check;
  check.source = in.at(value.place);
  DraftConstraint made;
  if (value.kind == JsonKind::kString) {
    check.sqltext = read_expression(in, value.place, value.text, constraint_who(table, "a check"));
  } else {
    const ObjectReader from(in, value, check_form(), constraint_who(table, "a check"));
    const JsonValue* text = from.find("sqltext");
    check.sqltext =
        read_expression(in, text ? text->place : value.place, from.text("sqltext"), from.whose("sqltext"));
    if (text && check.sqltext.key.empty()) in.fault(text->place, from.whose("sqltext") + " is empty");
    from.require("sqltext");
    check.no_inherit = from.flag("no_inherit", false);
    check.validated = from.flag("validated", true);
    check.options = from.options();
    check.comment = from.comment();
    read_object_lint(in, from, table);
    made.given = read_given_name(in, from);
    made.naming_columns = from.words("columns");
  }
  if (check.sqltext.key.empty() && value.kind == JsonKind::kString)
    in.fault(value.place, constraint_who(table, "a check") + " is empty");
  made.constraint = std::move(check);
  table.constraints.push_back(std::move(made));
}

}  // namespace tenon
