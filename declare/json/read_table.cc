// Reads a table of the declared JSON into the draft.

#include "declare/json/read_table.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "declare/json/read_column.h"
#include "declare/json/read_constraint.h"
#include "declare/json/read_foreign_key.h"
#include "declare/json/read_index.h"
#include "declare/json/read_lint.h"
#include "declare/json/read_settings.h"
#include "declare/json/read_top.h"
#include "model/setting_key.h"

namespace tenon {

namespace {

const Form& table_form() {
  static const Form form{
      "a table",
      {"schema", "name", "columns", "primary_key", "foreign_keys", "uniques", "checks", "indexes",
       "exclusions", "comment", "renamed_from", "lint"},
      {{"postgresql", {"inherits", "partition_of"}, setting_keys(Kind::kTable, "postgresql"), "with."},
       {"sqlite", {}, setting_keys(Kind::kTable, "sqlite")}}};
  return form;
}

template <class Read>
void read_list(const Reading& in, const ObjectReader& from, std::string_view key, const Read& read_one) {
  const JsonValue* value = from.find(key);
  if (!value) return;
  if (value->kind != JsonKind::kArray) return add_type_fault(in, *value, from.whose(key), "a list");
  for (const auto& item : value->items) read_one(item);
}

void read_columns(const Reading& in, const ObjectReader& from, SchemaDraft& draft, DraftTable& table,
                  std::vector<Word>& keys) {
  const JsonValue* columns = from.find("columns");
  if (!columns) return table.parents.empty() ? from.require("columns") : void();
  if (columns->kind != JsonKind::kObject)
    return add_type_fault(in, *columns, from.whose("columns"), "an object");
  for (const auto& entry : columns->members) read_column(in, entry, draft, table, keys);
}

bool is_in_key(const DraftTable& table, const Name& column) {
  for (const auto& constraint : table.constraints)
    if (const auto* key = std::get_if<PrimaryKey>(&constraint.constraint))
      return std::ranges::find(key->columns, column) != key->columns.end();
  return false;
}

/// Makes the columns of a primary key NOT NULL, unless SQLite allows NULL and the file declares it.
void settle_nullability(const Reading& in, DraftTable& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column& column = table.table.columns[i];
    const DraftColumn& kept = table.columns[i];
    if (!is_in_key(table, column.name)) continue;
    const bool says_nullable = kept.nullable == true;
    column.nullable = says_nullable;
    if (says_nullable && in.dialect.keys_refuse_null)
      in.faults.add(kept.nullable_source, "\"nullable\" of column " + to_string(table.table.name) + "." +
                                              column.name.text +
                                              " cannot be true, as it is in the primary key");
  }
}

/// Moves SQLite's AUTOINCREMENT from the column, where it is declared, to the key, to which it belongs.
void settle_autoincrement(const Reading& in, DraftTable& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].autoincrement != Autoincrement::kOn) continue;
    const Column& column = table.table.columns[i];
    PrimaryKey* key = nullptr;
    for (auto& constraint : table.constraints)
      if (auto* found = std::get_if<PrimaryKey>(&constraint.constraint)) key = found;
    if (key && key->columns == std::vector<Name>{column.name})
      key->options = with_option(key->options, "autoincrement", "true");
    else
      in.faults.add(*column.source, "\"autoincrement\" of column " + to_string(table.table.name) + "." +
                                        column.name.text +
                                        " requires the column to be the whole primary key");
  }
}

void read_exclusions(const Reading& in, const ObjectReader& from, DraftTable& table) {
  const JsonValue* value = from.find("exclusions");
  if (value && !in.dialect.has_exclusions && !value->items.empty())
    return in.fault(value->place,
                    std::string(in.dialect.name) +
                        " has no exclusion constraints; write \"exclusions\" inside \"postgresql\": "
                        "{...} to have them there only");
  read_list(in, from, "exclusions", [&](const JsonValue& item) { read_exclusion(in, item, table); });
}

void read_parents(const Reading& in, const ObjectReader& from, DraftTable& table) {
  const auto add = [&](const JsonValue& value, std::string_view key) {
    if (auto parent = read_table_reference(in, value, from.whose(key)))
      table.parents.push_back(*std::move(parent));
  };
  const JsonValue* whole = from.find("partition_of");
  const JsonValue* parents = from.find("inherits");
  if (whole) add(*whole, "partition_of");
  if (whole && parents)
    in.fault(parents->place, from.who() + " is a partition, which inherits from nothing else");
  if (parents && parents->kind != JsonKind::kArray) add(*parents, "inherits");
  if (parents && parents->kind == JsonKind::kArray)
    for (const JsonValue& item : parents->items) add(item, "inherits");
  if (bool(whole) != is_partition(table.table))
    in.fault(from.place(), from.who() + " needs \"partition_of\" and \"partition_bound\", or neither");
}

}  // namespace

std::optional<Word> read_renamed_from(const Reading& in, const ObjectReader& from) {
  const JsonValue* value = from.find("renamed_from");
  if (!value) return std::nullopt;
  const auto text = read_text(in, *value, from.whose("renamed_from"));
  if (!text) return std::nullopt;
  read_name(in, *text, value->place, from.whose("renamed_from"));
  return Word{*text, in.at(value->place)};
}

namespace {

/// Reads the former name of a table, in another schema if it names one.
std::optional<TableReference> read_former_table(const Reading& in, const ObjectReader& from) {
  if (!in.dialect.has_schemas()) {
    const auto word = read_renamed_from(in, from);
    return word ? std::optional(TableReference{"", word->text, word->source}) : std::nullopt;
  }
  const JsonValue* value = from.find("renamed_from");
  auto former =
      value ? read_table_reference(in, *value, from.whose("renamed_from")) : std::optional<TableReference>();
  if (former) read_name(in, former->table, value->place, from.whose("renamed_from"));
  return former;
}

}  // namespace

void read_table(const Reading& in, const JsonMember& entry, SchemaDraft& draft) {
  const ObjectReader from(in, entry.value, table_form(), "table " + entry.key);
  DraftTable table;
  const WrittenName written = read_qualified(in, entry, from.who());
  table.table.name = written.name;
  table.written_schema = written.schema;
  table.table.source = in.at(entry.place);
  table.table.comment = from.comment();
  table.table.options = from.options();
  table.renamed_from = read_former_table(in, from);
  read_table_lint(in, from, table);
  check_settings(in, from, Kind::kTable);
  read_parents(in, from, table);
  std::vector<Word> keys;
  read_columns(in, from, draft, table, keys);
  read_primary_key(in, from.find("primary_key"), keys, table);
  read_list(in, from, "uniques", [&](const JsonValue& item) { read_unique(in, item, table); });
  read_list(in, from, "indexes", [&](const JsonValue& item) { read_index(in, item, table); });
  read_list(in, from, "checks", [&](const JsonValue& item) { read_check(in, item, table); });
  read_exclusions(in, from, table);
  read_list(in, from, "foreign_keys", [&](const JsonValue& item) { read_foreign_key(in, item, table); });
  settle_nullability(in, table);
  if (!in.dialect.has_sequences) settle_autoincrement(in, table);
  draft.tables.push_back(std::move(table));
}

}  // namespace tenon
