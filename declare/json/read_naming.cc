// Reads "naming_convention" of the declared JSON into a NamingConvention.

#include "declare/json/read_naming.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "model/error.h"

namespace tenon {

namespace {

constexpr std::string_view kMakes[] = {"uuid5", "upper", "lower", "text"};

const Form& token_form() {
  static const Form form{"a custom token", {"uuid5", "upper", "lower", "text", "namespace"}, {}};
  return form;
}

CustomToken::Make make_of(std::string_view word) {
  if (word == "upper") return CustomToken::Make::kUpper;
  if (word == "lower") return CustomToken::Make::kLower;
  if (word == "text") return CustomToken::Make::kText;
  return CustomToken::Make::kUuid5;
}

CustomToken read_token(const Reading& in, const JsonMember& entry) {
  const ObjectReader from(in, entry.value, token_form(), "naming token \"" + entry.key + "\"");
  CustomToken token;
  std::size_t found = 0;
  for (const auto word : kMakes) {
    const JsonValue* parts = from.find(word);
    if (!parts) continue;
    ++found;
    token.make = make_of(word);
    for (auto& part : read_words(in, *parts, from.whose(word))) token.parts.push_back(std::move(part.text));
  }
  if (found != 1 && from.is_object())
    in.fault(entry.place, from.who() + " needs exactly one of \"uuid5\", \"upper\", \"lower\" and \"text\"");
  token.name_space = token.make == CustomToken::Make::kUuid5 ? "oid" : "";
  if (const JsonValue* name_space = from.find("namespace")) {
    token.name_space = read_text(in, *name_space, from.whose("namespace")).value_or("oid");
    if (token.make != CustomToken::Make::kUuid5)
      in.fault(name_space->place, "\"namespace\" is for a uuid5 token only");
  }
  return token;
}

bool is_template_key(std::string_view key) {
  return std::ranges::find(template_keys(), key) != template_keys().end();
}

/// Reports a template or token that is invalid.
template <class Check>
void check(const Reading& in, const JsonMember& entry, const Check& check_one) {
  try {
    check_one(entry.key);
  } catch (const Error& error) {
    in.fault(entry.value.place, "\"" + entry.key + "\" of the naming convention: " + error.what());
  }
}

}  // namespace

NamingConvention read_naming(const Reading& in, const JsonValue& value) {
  NamingConvention naming;
  const std::size_t faults = in.faults.count();
  if (value.kind != JsonKind::kObject) add_type_fault(in, value, "\"naming_convention\"", "an object");
  for (const auto& entry : value.members) {
    if (is_template_key(entry.key)) {
      const auto text = read_text(in, entry.value, "\"" + entry.key + "\" of the naming convention");
      if (text) naming.templates[entry.key] = *text;
    } else if (entry.value.kind == JsonKind::kObject) {
      naming.tokens[entry.key] = read_token(in, entry);
    } else {
      in.fault(entry.place, "unknown key \"" + entry.key + "\" in the naming convention" +
                                hint(entry.key, {template_keys().begin(), template_keys().end()}) +
                                " (a custom token is an object)");
    }
  }
  if (in.faults.count() > faults) return naming;
  for (const auto& entry : value.members)
    check(in, entry, [&](const std::string& key) {
      if (naming.templates.contains(key)) check_template(naming, key);
      if (naming.tokens.contains(key)) check_token(naming, key);
    });
  return naming;
}

}  // namespace tenon
