// Reads the members of one JSON object by its form, including the members for one dialect only.

#include "declare/json/object_reader.h"

#include <algorithm>

#include "declare/json/reading.h"
#include "sql/character.h"

namespace tenon {

namespace {

const DialectForm* form_of(const Form& form, std::string_view dialect) {
  const auto at = std::ranges::find(form.dialects, dialect, &DialectForm::dialect);
  return at == form.dialects.end() ? nullptr : &*at;
}

bool has(const std::vector<std::string_view>& keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

void append(std::vector<std::string>& to, const std::vector<std::string_view>& keys) {
  to.insert(to.end(), keys.begin(), keys.end());
}

/// Returns every key that is allowed inside `"postgresql": {...}`.
std::vector<std::string> inner_keys(const Form& form, const DialectForm* dialect) {
  std::vector<std::string> keys;
  append(keys, form.keys);
  if (dialect) {
    append(keys, dialect->keys);
    append(keys, dialect->options);
  }
  keys.insert(keys.end(), {"with", "options"});
  return keys;
}

bool is_off(const JsonValue& value) {
  return value.kind == JsonKind::kNull || (value.kind == JsonKind::kBoolean && !value.boolean);
}

/// An option with the value false is dropped, except one that is true by default.
bool says_nothing(const JsonMember& option) {
  if (option.key != "enforced") return is_off(option.value);
  return option.value.kind == JsonKind::kNull ||
         (option.value.kind == JsonKind::kBoolean && option.value.boolean);
}

std::string option_text(const Reading& in, const JsonValue& value, const std::string& who) {
  if (value.kind == JsonKind::kBoolean) return value.boolean ? "true" : "false";
  if (value.kind == JsonKind::kNumber || value.kind == JsonKind::kString) return value.text;
  add_type_fault(in, value, who, "a string, a number, true or false");
  return "";
}

/// Returns the word after ON CONFLICT; empty for ABORT, SQLite's default.
std::string resolution(const Reading& in, const JsonValue& value, const std::string& who) {
  const std::vector<std::string> known{"ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"};
  const std::string word = upper(value.text);
  if (std::ranges::find(known, word) == known.end())
    in.fault(value.place, who + ": unknown word \"" + value.text + "\"" + hint(word, known));
  return word == "ABORT" ? "" : word;
}

}  // namespace

ObjectReader::ObjectReader(const Reading& in, const JsonValue& object, const Form& form, std::string who)
    : in_(in), object_(object), who_(std::move(who)) {
  if (object.kind != JsonKind::kObject) {
    add_type_fault(in, object, who_, "an object");
    return;
  }
  own_ = member(object, in.dialect.name);
  if (own_ && own_->kind != JsonKind::kObject) own_ = nullptr;
  dialect_ = form_of(form, in.dialect.name);
  check_keys(form);
}

void ObjectReader::check_keys(const Form& form) {
  for (const auto& each : object_.members) {
    if (has(form.keys, each.key)) continue;
    if (find_dialect(each.key) && !form.dialects.empty())
      check_dialect(form, each);
    else
      check_outer_key(form, each);
  }
}

void ObjectReader::check_outer_key(const Form& form, const JsonMember& each) {
  const DialectForm* own = form_of(form, in_.dialect.name);
  if (own && has(own->keys, each.key)) return;
  std::vector<std::string> known;
  append(known, form.keys);
  if (own) append(known, own->keys);
  for (const auto& dialect : form.dialects) {
    const std::string name(dialect.dialect);
    known.push_back(name);
    if (!has(dialect.keys, each.key) && !has(dialect.options, each.key)) continue;
    in_.fault(each.place, "\"" + each.key + "\" of " + who_ + " is for " + name +
                              " only; write it inside \"" + name + "\": {...}");
    return;
  }
  if (auto meant = nearest(each.key, known)) misspelt_.push_back(*std::move(meant));
  in_.fault(each.place,
            "unknown key \"" + each.key + "\" in " + std::string(form.what) + hint(each.key, known));
}

void ObjectReader::check_dialect(const Form& form, const JsonMember& each) const {
  if (each.value.kind != JsonKind::kObject)
    return add_type_fault(in_, each.value, whose(each.key), "an object");
  const std::vector<std::string> known = inner_keys(form, form_of(form, each.key));
  for (const auto& inner : each.value.members)
    if (std::ranges::find(known, inner.key) == known.end())
      in_.fault(inner.place, "unknown key \"" + inner.key + "\" in the " + each.key + " part of " +
                                 std::string(form.what) + hint(inner.key, known));
}

const JsonValue* ObjectReader::find_any(std::string_view key) const {
  if (const JsonValue* inner = own_ ? member(*own_, key) : nullptr) return inner;
  return member(object_, key);
}

const JsonValue* ObjectReader::find(std::string_view key) const {
  const JsonValue* value = find_any(key);
  return value && value->kind != JsonKind::kNull ? value : nullptr;
}

std::optional<bool> ObjectReader::flag(std::string_view key) const {
  const JsonValue* value = find(key);
  return value ? read_bool(in_, *value, whose(key)) : std::nullopt;
}

void ObjectReader::require(std::string_view key) const {
  const bool is_misspelt = std::ranges::find(misspelt_, key) != misspelt_.end();
  if (is_object() && !find(key) && !is_misspelt)
    in_.fault(place(), who_ + " has no \"" + std::string(key) + "\"");
}

bool ObjectReader::flag(std::string_view key, bool otherwise) const { return flag(key).value_or(otherwise); }

std::string ObjectReader::text(std::string_view key) const {
  const JsonValue* value = find(key);
  return value ? read_text(in_, *value, whose(key)).value_or("") : "";
}

std::optional<std::string> ObjectReader::integer(std::string_view key) const {
  const JsonValue* value = find(key);
  return value ? read_integer(in_, *value, whose(key)) : std::nullopt;
}

std::vector<Word> ObjectReader::words(std::string_view key) const {
  const JsonValue* value = find(key);
  return value ? read_words(in_, *value, whose(key)) : std::vector<Word>{};
}

void ObjectReader::add_options(Options& to, std::string_view key, std::string_view prefix) const {
  add_options(to, member(*own_, key), key, prefix);
}

void ObjectReader::add_options(Options& to, const JsonValue* object, std::string_view key,
                               std::string_view prefix) const {
  if (object && object->kind != JsonKind::kObject)
    return add_type_fault(in_, *object, whose(key), "an object");
  if (!object) return;
  for (const auto& each : object->members) {
    const std::string name = std::string(prefix) + each.key;
    if (option(to, name)) in_.fault(each.place, "\"" + each.key + "\" of " + who_ + " appears twice");
    to.push_back({name, option_text(in_, each.value, whose(each.key))});
  }
}

Options ObjectReader::options() const {
  Options all;
  if (!own_ || !dialect_) return all;
  for (const auto& each : own_->members) {
    if (!has(dialect_->options, each.key) || says_nothing(each)) continue;
    std::string text = option_text(in_, each.value, whose(each.key));
    if (each.key.ends_with("on_conflict")) text = resolution(in_, each.value, whose(each.key));
    if (!text.empty()) all.push_back({each.key, std::move(text)});
  }
  add_options(all, "with", dialect_->with_prefix);
  add_options(all, "options", "");
  std::ranges::sort(all);
  return all;
}

Options ObjectReader::parameters(std::string_view key) const {
  Options all;
  add_options(all, find(key), key, "");
  std::ranges::sort(all);
  return all;
}

std::string ObjectReader::comment() const {
  const std::string text = this->text("comment");
  return in_.dialect.has_comments ? text : "";
}

}  // namespace tenon
