// Writes names, options and references as declared JSON.

#include "render/json/catalog_parts.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "model/sequence.h"
#include "model/setting_key.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

bool has_dot(const Name& name) { return name.text.find('.') != std::string::npos; }

bool is_default(const Name& schema, const Dialect& dialect) { return schema.text == dialect.default_schema; }

std::vector<std::string> key_texts(const std::vector<Name>& names) {
  std::vector<std::string> all;
  for (const auto& name : names) all.push_back(name.text);
  return all;
}

/// Tells whether the text is a whole number in the spelling of JSON, and small enough for every reader.
bool is_plain_number(std::string_view text) {
  constexpr std::size_t kExact = 15;
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool digits = !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.size() <= kExact && (text == "0" || text.front() != '0');
}

Json integer(const std::string& text) {
  return is_plain_number(text) && text != "-0" ? Json(std::stoll(text)) : Json(text);
}

}  // namespace

Json number_or_text(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  return integer(text);
}

PlacedName placed(const QualifiedName& name, const Dialect& dialect, std::set<std::string>& used) {
  const bool own_schema = !is_default(name.schema, dialect);
  PlacedName place;
  place.says_schema = has_dot(name.name);
  place.key = own_schema && !place.says_schema ? to_string(name) : name.name.text;
  for (int number = 2; used.contains(place.key); ++number) {
    place.says_schema = place.says_name = true;
    place.key = to_string(name) + " (" + std::to_string(number) + ")";
  }
  used.insert(place.key);
  return place;
}

void add_name(Json& to, const PlacedName& place, const QualifiedName& name, const Dialect& dialect) {
  if (place.says_name) to["name"] = name.name.text;
  if (place.says_schema) to["schema"] = is_default(name.schema, dialect) ? Json() : Json(name.schema.text);
}

std::set<std::string_view> all_setting_keys(std::initializer_list<Kind> kinds) {
  std::set<std::string_view> keys;
  for (const Kind kind : kinds)
    for (const SettingKey& setting : settings_of(kind)) keys.insert(setting.key);
  return keys;
}

void add_options(Json& to, const Options& options, const OptionForm& form, const Dialect& dialect) {
  Json own = Json::object();
  Json with = Json::object();
  Json other = Json::object();
  for (const auto& option : options) {
    const Json value = number_or_text(option.value);
    // A key is omitted if it is false, unless false is its purpose.
    if (form.known.contains(option.key))
      own[option.key] = option.value == "false" && option.key != "enforced" ? Json(option.value) : value;
    else if (form.with_prefix && option.key.starts_with(*form.with_prefix))
      with[option.key.substr(form.with_prefix->size())] = value;
    else
      other[option.key] = value;
  }
  if (!with.empty()) own["with"] = std::move(with);
  if (!other.empty()) own["options"] = std::move(other);
  if (!own.empty()) to[std::string(dialect.name)] = std::move(own);
}

Json table_reference_json(const QualifiedName& table, const Dialect& dialect) {
  const bool own_schema = !is_default(table.schema, dialect);
  if (!has_dot(table.name) && !(own_schema && has_dot(table.schema)))
    return own_schema ? to_string(table) : table.name.text;
  Json whole{{"table", table.name.text}};
  if (own_schema) whole["schema"] = table.schema.text;
  return whole;
}

Json reference_json(const QualifiedName& table, const std::vector<Name>& columns, const Dialect& dialect) {
  const bool own_schema = !is_default(table.schema, dialect);
  const bool dotted = columns.empty() || has_dot(table.name) || std::ranges::any_of(columns, has_dot);
  Json all = Json::array();
  if (dotted) {
    Json whole{{"table", table.name.text}};
    if (own_schema) whole["schema"] = table.schema.text;
    if (!columns.empty()) whole["columns"] = key_texts(columns);
    return whole;
  }
  for (const auto& column : columns)
    all.push_back((own_schema ? to_string(table) : table.name.text) + "." + column.text);
  return all.size() == 1 ? all.front() : all;
}

void add_sequence_options(Json& to, const SequenceOptions& options) {
  SequenceOptions plain = sequence_defaults(options.type, options.increment);
  plain.increment = "1";
  const auto add = [&](const char* key, const std::string& value, const std::string& by_itself) {
    if (value != by_itself) to[key] = integer(value);
  };
  const bool down = options.increment.starts_with('-');
  add("start", options.start, down ? options.maximum : options.minimum);
  add("increment", options.increment, plain.increment);
  add("minvalue", options.minimum, plain.minimum);
  add("maxvalue", options.maximum, plain.maximum);
  add("cache", options.cache, plain.cache);
  if (options.cycle) to["cycle"] = true;
}

}  // namespace tenon
