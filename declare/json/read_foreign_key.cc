// Reads foreign keys and references of the declared JSON into the draft.

#include "declare/json/read_foreign_key.h"

#include <algorithm>
#include <array>

#include "declare/json/object_reader.h"
#include "declare/json/read_constraint.h"
#include "declare/json/read_lint.h"
#include "model/setting_key.h"
#include "sql/character.h"

namespace tenon {

namespace {

std::vector<std::string_view> option_keys() {
  return {"references", "name",      "onupdate",  "ondelete", "match",
          "deferrable", "initially", "use_alter", "comment",  "lint"};
}

Form foreign_key_form(std::string_view what, bool with_columns) {
  Form form{what,
            option_keys(),
            {{"postgresql", {"ondelete_columns", "validated"}, setting_keys(Kind::kForeignKey, "postgresql")},
             {"sqlite", {"unresolved"}, {}}}};
  if (with_columns) form.keys.insert(form.keys.begin(), "columns");
  return form;
}

const Form& reference_form() {
  static const Form form{"\"references\"", {"table", "schema", "columns"}, {}};
  return form;
}

template <class Value, std::size_t N>
Value read_word(const Reading& in, const ObjectReader& from, std::string_view key,
                const std::array<Value, N>& values) {
  const JsonValue* value = from.find(key);
  if (!value) return values.front();
  const std::string text = from.text(key);
  std::vector<std::string> known;
  for (const Value each : values) {
    known.emplace_back(sql_text(each));
    if (known.back() == upper(text)) return each;
  }
  if (value->kind == JsonKind::kString)
    in.fault(value->place, from.whose(key) + ": unknown word \"" + text + "\"" + hint(text, known));
  return values.front();
}

constexpr std::array kActions{Action::kNoAction, Action::kRestrict, Action::kCascade, Action::kSetNull,
                              Action::kSetDefault};

/// PostgreSQL parses MATCH PARTIAL, but has not implemented it.
Match read_match(const Reading& in, const ObjectReader& from) {
  if (in.dialect.checks_references)
    return read_word(in, from, "match", std::array{Match::kSimple, Match::kFull});
  return read_word(in, from, "match", std::array{Match::kSimple, Match::kFull, Match::kPartial});
}

std::vector<Name> read_ondelete_columns(const Reading& in, const ObjectReader& from, const DraftTable& table,
                                        const ForeignKey& key) {
  const std::vector<Word> words = from.words("ondelete_columns");
  const std::vector<Name> names = find_names(in, table, words, from.whose("ondelete_columns"));
  if (!words.empty() && key.ondelete != Action::kSetNull && key.ondelete != Action::kSetDefault)
    in.faults.add(words.front().source,
                  from.whose("ondelete_columns") + " requires \"ondelete\" to be SET NULL or SET DEFAULT");
  for (const auto& name : names)
    if (std::ranges::find(key.columns, name) == key.columns.end())
      in.faults.add(words.front().source, from.whose("ondelete_columns") + " names " + name.text +
                                              ", which is not one of its columns");
  return names;
}

void add_foreign_key(const Reading& in, const ObjectReader& from, ForeignKey key, DraftTable& table) {
  key.onupdate = read_word(in, from, "onupdate", kActions);
  key.ondelete = read_word(in, from, "ondelete", kActions);
  key.ondelete_columns = read_ondelete_columns(in, from, table, key);
  key.match = read_match(in, from);
  const Deferral deferral = read_deferral(in, from);
  key.deferrable = deferral.deferrable;
  key.initially_deferred = deferral.initially_deferred;
  key.validated = from.flag("validated", true);
  key.options = from.options();
  key.comment = from.comment();
  from.flag("use_alter");  // tenon breaks cycles itself, so this is ignored
  DraftConstraint made{key, read_given_name(in, from), {}, std::nullopt};
  if (const JsonValue* references = from.find("references"))
    made.reference = read_reference(in, *references, from.whose("references"));
  from.require("references");
  made.may_be_unresolved = from.flag("unresolved", false);
  read_object_lint(in, from, table);
  table.constraints.push_back(std::move(made));
}

/// Splits `[schema.]table.column` from the end, as SQLAlchemy does: the rest is the schema.
std::optional<Reference> split(const Reading& in, const JsonValue& value, const std::string& who) {
  const std::size_t last = value.text.rfind('.');
  const bool has_table = last != std::string::npos && last > 0;
  const std::size_t first = has_table ? value.text.rfind('.', last - 1) : std::string::npos;
  const std::size_t table = first == std::string::npos ? 0 : first + 1;
  if (!has_table || last + 1 == value.text.size() || table == last || first == 0) {
    add_type_fault(in, value, who, "\"table.column\" or \"schema.table.column\"");
    return std::nullopt;
  }
  Reference made;
  made.schema = first == std::string::npos ? "" : value.text.substr(0, first);
  made.table = value.text.substr(table, last - table);
  made.columns = {{value.text.substr(last + 1), in.at(value.place)}};
  made.source = in.at(value.place);
  return made;
}

std::optional<Reference> read_reference_list(const Reading& in, const JsonValue& value,
                                             const std::string& who) {
  std::optional<Reference> whole;
  for (const auto& item : value.items) {
    if (item.kind != JsonKind::kString) {
      add_type_fault(in, item, who, "\"table.column\" or \"schema.table.column\"");
      continue;
    }
    const auto part = split(in, item, who);
    if (!part) continue;
    if (whole && (whole->table != part->table || whole->schema != part->schema))
      in.fault(item.place, who + " goes to two tables, " + whole->table + " and " + part->table);
    if (whole)
      whole->columns.push_back(part->columns.front());
    else
      whole = part;
  }
  if (value.items.empty()) add_type_fault(in, value, who, "at least one \"table.column\"");
  return whole;
}

Reference read_reference_object(const Reading& in, const JsonValue& value, const std::string& who) {
  const ObjectReader from(in, value, reference_form(), who);
  Reference made;
  made.schema = from.text("schema");
  made.table = from.text("table");
  made.columns = from.words("columns");
  made.source = in.at(value.place);
  if (made.table.empty()) in.fault(value.place, who + " needs a \"table\"");
  return made;
}

}  // namespace

std::optional<Reference> read_reference(const Reading& in, const JsonValue& value, const std::string& who) {
  if (value.kind == JsonKind::kString) return split(in, value, who);
  if (value.kind == JsonKind::kArray) return read_reference_list(in, value, who);
  if (value.kind == JsonKind::kObject) return read_reference_object(in, value, who);
  add_type_fault(in, value, who, "\"table.column\", a list of them, or an object");
  return std::nullopt;
}

std::optional<TableReference> read_table_reference(const Reading& in, const JsonValue& value,
                                                   const std::string& who) {
  static const Form form{"a parent table", {"table", "schema"}, {}};
  TableReference made;
  made.source = in.at(value.place);
  if (value.kind == JsonKind::kString) {
    const std::size_t dot = value.text.rfind('.');
    made.schema = dot == std::string::npos ? "" : value.text.substr(0, dot);
    made.table = dot == std::string::npos ? value.text : value.text.substr(dot + 1);
  } else if (value.kind == JsonKind::kObject) {
    const ObjectReader from(in, value, form, who);
    made.schema = from.text("schema");
    made.table = from.text("table");
  }
  if (!made.table.empty()) return made;
  add_type_fault(in, value, who, "\"table\", \"schema.table\", or an object with \"table\" and \"schema\"");
  return std::nullopt;
}

void read_foreign_key(const Reading& in, const JsonValue& value, DraftTable& table) {
  static const Form form = foreign_key_form("a foreign key", true);
  const ObjectReader from(in, value, form, constraint_who(table, "a foreign key"));
  ForeignKey key;
  key.columns = find_names(in, table, from.words("columns"), from.who());
  from.require("columns");
  key.source = in.at(value.place);
  add_foreign_key(in, from, std::move(key), table);
}

void read_inline_foreign_key(const Reading& in, const JsonValue& value, DraftTable& table,
                             const Name& column) {
  static const Form form = foreign_key_form("the foreign key of a column", false);
  JsonValue object = value;
  if (value.kind == JsonKind::kString || value.kind == JsonKind::kArray)
    object = {JsonKind::kObject, false, {}, {}, {{"references", value.place, value}}, value.place};
  const ObjectReader from(in, object, form,
                          "the foreign key of column " + to_string(table.table.name) + "." + column.text);
  ForeignKey key;
  key.columns = {column};
  key.source = in.at(value.place);
  add_foreign_key(in, from, std::move(key), table);
}

}  // namespace tenon
