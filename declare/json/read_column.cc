// Reads a column of the declared JSON into the draft.

#include "declare/json/read_column.h"

#include "declare/json/object_reader.h"
#include "declare/json/read_constraint.h"
#include "declare/json/read_foreign_key.h"
#include "declare/json/read_index.h"
#include "declare/json/read_sequence.h"
#include "declare/json/read_settings.h"
#include "declare/json/read_table.h"
#include "declare/json/read_type.h"
#include "model/serial.h"
#include "model/setting_key.h"
#include "sql/character.h"
#include "sql/key.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

const Form& column_form() {
  static const Form form{"a column",
                         {"type", "nullable", "primary_key", "unique", "index", "foreign_key", "check",
                          "default", "generated", "computed", "collation", "comment", "key", "renamed_from"},
                         {{"postgresql",
                           {"identity", "inherited", "autoincrement"},
                           setting_keys(Kind::kColumn, "postgresql"),
                           "with."},
                          {"sqlite", {"autoincrement"}, setting_keys(Kind::kColumn, "sqlite")}}};
  return form;
}

const Form& generated_form() {
  static const Form form{"a generated column", {"sqltext", "stored"}, {}};
  return form;
}

const Form& identity_form() {
  static const Form form = [] {
    Form made{"an identity", {"always", "type"}, {}};
    made.keys.insert(made.keys.end(), sequence_option_keys().begin(), sequence_option_keys().end());
    return made;
  }();
  return form;
}

/// Returns the integer type of PostgreSQL's pseudo-types for counters; empty for any other type.
std::string serial_type(const Dialect& dialect, std::string_view text) {
  return dialect.has_serial_types ? std::string(serial_integer(lower(text))) : "";
}

Autoincrement read_autoincrement(const Reading& in, const ObjectReader& from) {
  const JsonValue* value = from.find("autoincrement");
  if (!value) return Autoincrement::kAuto;
  if (value->kind == JsonKind::kBoolean) return value->boolean ? Autoincrement::kOn : Autoincrement::kOff;
  if (value->kind == JsonKind::kString && value->text == "auto") return Autoincrement::kAuto;
  if (value->kind == JsonKind::kString && value->text == "ignore_fk")
    return Autoincrement::kIgnoreForeignKeys;
  add_type_fault(in, *value, from.whose("autoincrement"), "true, false, \"auto\" or \"ignore_fk\"");
  return Autoincrement::kOff;
}

std::optional<Expression> read_default(const Reading& in, const ObjectReader& from) {
  const JsonValue* value = from.find("default");
  if (!value) return std::nullopt;
  std::string text = value->text;
  if (value->kind == JsonKind::kBoolean) text = value->boolean ? "true" : "false";
  if (value->kind == JsonKind::kArray || value->kind == JsonKind::kObject) {
    add_type_fault(in, *value, from.whose("default"), "a number, true, false, null, or SQL in a string");
    return std::nullopt;
  }
  Expression made = read_expression(in, value->place, text, from.whose("default"));
  if (made.key.empty())
    add_type_fault(in, *value, from.whose("default"), "SQL; an empty text is written \"''\"");
  if (made.key == "null") return std::nullopt;
  return made;
}

std::optional<Generated> read_generated(const Reading& in, const ObjectReader& column) {
  const JsonValue* value = column.find("generated");
  if (!value) value = column.find("computed");
  if (!value) return std::nullopt;
  // The default is that of the database: virtual in SQLite, stored in PostgreSQL.
  Generated made{{}, in.dialect.generated_columns_are_stored_by_default};
  if (value->kind == JsonKind::kString) {
    made.sqltext = read_expression(in, value->place, value->text, column.whose("generated"));
  } else {
    const ObjectReader from(in, *value, generated_form(), column.whose("generated"));
    made.sqltext = read_expression(in, value->place, from.text("sqltext"), column.whose("generated"));
    made.stored = from.flag("stored", made.stored);
  }
  if (made.sqltext.key.empty()) in.fault(value->place, column.whose("generated") + " has no SQL text");
  return made;
}

std::optional<Identity> read_identity(const Reading& in, const ObjectReader& column, const Type& type) {
  const JsonValue* value = column.find("identity");
  if (!value) return std::nullopt;
  static const JsonValue plain{JsonKind::kObject, false, {}, {}, {}, {}};
  const bool is_flag = value->kind == JsonKind::kBoolean;
  if (is_flag && !value->boolean) return std::nullopt;
  const ObjectReader from(in, is_flag ? plain : *value, identity_form(), column.whose("identity"));
  std::string counter = type.key;
  if (from.find("type")) counter = tenon::type(from.text("type"), in.dialect).key;
  return Identity{from.flag("always", false), read_sequence_options(in, from, counter)};
}

/// Reads the checks of a column: one as text or object, or a list.
void read_checks(const Reading& in, const ObjectReader& from, DraftTable& table) {
  const JsonValue* value = from.find("check");
  if (!value) return;
  if (value->kind != JsonKind::kArray) return read_check(in, *value, table);
  for (const auto& item : value->items) read_check(in, item, table);
}

void read_inline_constraints(const Reading& in, const ObjectReader& from, DraftTable& table,
                             const Name& column) {
  const bool unique = from.flag("unique", false);
  const bool indexed = from.flag("index", false);
  if (indexed) add_inline_index(in, from.find("index")->place, unique, table, column);
  if (unique && !indexed) add_inline_unique(in, from.find("unique")->place, table, column);
  if (const JsonValue* value = from.find("foreign_key")) read_inline_foreign_key(in, *value, table, column);
  read_checks(in, from, table);
}

/// Reports attributes of a column that exclude each other.
void check_column(const Reading& in, const ObjectReader& from, const Column& column,
                  const DraftColumn& kept) {
  const auto refuse = [&](std::string_view key, const std::string& why) {
    if (const JsonValue* value = from.find(key)) in.fault(value->place, from.whose(key) + why);
  };
  if (column.generated) refuse("default", ": a generated column has no default");
  if (column.generated && column.identity) refuse("identity", ": a generated column is no identity");
  if (column.identity) refuse("default", ": an identity column has no default of its own");
  if (!kept.serial.empty()) {
    refuse("default", ": a serial column has a default already");
    refuse("identity", ": a serial column is no identity");
    if (kept.autoincrement == Autoincrement::kOff)
      refuse("autoincrement", ": a serial column counts by itself; write \"integer\" for one that does not");
  }
  if ((column.identity || !kept.serial.empty()) && kept.nullable == true)
    refuse("nullable", ": a column that counts by itself is never null");
}

Column read_definition(const Reading& in, const ObjectReader& from, const Name& name, SchemaDraft& draft,
                       DraftTable& table, DraftColumn& kept) {
  Column column;
  column.name = name;
  if (const JsonValue* type = from.find("type")) {
    if (type->kind == JsonKind::kString) kept.serial = serial_type(in.dialect, type->text);
    column.type =
        kept.serial.empty() ? read_type(in, *type, draft, table, name) : tenon::type(kept.serial, in.dialect);
    const bool may_be_empty = in.dialect.types_can_be_left_out;
    if (type->kind == JsonKind::kString && column.type.key.empty() && !may_be_empty)
      in.fault(type->place, from.whose("type") + " is empty");
  }
  from.require("type");
  column.default_value = read_default(in, from);
  column.generated = read_generated(in, from);
  column.identity = read_identity(in, from, column.type);
  column.collation = searched_name(from.text("collation"), in.dialect);
  column.comment = from.comment();
  column.options = from.options();
  check_settings(in, from, Kind::kColumn);
  if (from.flag("inherited", false)) column.inheritance = Inheritance::kInherited;
  if (const JsonValue* nullable = from.find("nullable")) kept.nullable_source = in.at(nullable->place);
  kept.nullable = from.flag("nullable");
  column.nullable = kept.nullable.value_or(!column.identity && kept.serial.empty());
  kept.autoincrement = read_autoincrement(in, from);
  check_column(in, from, column, kept);
  return column;
}

}  // namespace

void read_column(const Reading& in, const JsonMember& entry, SchemaDraft& draft, DraftTable& table,
                 std::vector<Word>& keys) {
  const std::string who = "column " + to_string(table.table.name) + "." + entry.key;
  const Name name =
      read_name(in, entry.key, entry.place, "the name of a column of table " + to_string(table.table.name));
  if (find_column(table.table, name)) in.fault(entry.place, who + " appears twice");
  const ObjectReader from(in, entry.value, column_form(), who);
  DraftColumn kept;
  kept.renamed_from = read_renamed_from(in, from);
  kept.key = from.find("key") ? from.text("key") : entry.key;
  Column column = read_definition(in, from, name, draft, table, kept);
  column.source = in.at(entry.place);
  table.table.columns.push_back(std::move(column));
  table.columns.push_back(std::move(kept));
  if (from.flag("primary_key", false)) keys.push_back({entry.key, in.at(from.find("primary_key")->place)});
  read_inline_constraints(in, from, table, name);
}

}  // namespace tenon
