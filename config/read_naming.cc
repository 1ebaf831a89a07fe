// Reads naming conventions: SQLAlchemy's templates, and custom tokens.

#include <algorithm>
#include <array>
#include <set>

#include "config/literal_secret.h"
#include "config/sections.h"
#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

struct TokenMake {
  std::string_view key;
  CustomToken::Make make;
};

constexpr std::array<TokenMake, 4> kTokenMakes{{{"uuid5", CustomToken::Make::kUuid5},
                                                {"upper", CustomToken::Make::kUpper},
                                                {"lower", CustomToken::Make::kLower},
                                                {"text", CustomToken::Make::kText}}};

/// PostgreSQL cuts at 63 bytes, and so does every name that tenon derives for it.
constexpr std::size_t kMaxLength = 63;

CustomToken read_custom_token(ConfigurationReading& in, const TomlMember& entry) {
  TableReader table(in, entry.value, "the naming token " + shown_word(entry.key));
  CustomToken token;
  int found = 0;
  for (const TokenMake& one : kTokenMakes) {
    Setting<Words> parts;
    table.words(one.key, parts);
    if (!table.has(one.key)) continue;
    ++found;
    token.make = one.make;
    token.parts = parts.value;
  }
  if (found != 1) table.fault(entry.at, table.who() + " needs exactly one of uuid5, upper, lower and text");
  token.name_space = token.make == CustomToken::Make::kUuid5 ? "oid" : "";
  if (const auto name_space = table.plain_text("namespace")) {
    token.name_space = *name_space;
    if (token.make != CustomToken::Make::kUuid5)
      table.fault(table.find("namespace")->at, "\"namespace\" is for a uuid5 token only");
  }
  table.done();
  return token;
}

/// Adds the fault of a template or a token that names what its constraint does not have.
template <class Check>
void check_one(ConfigurationReading& in, const TomlMember& entry, const Check& check) {
  try {
    check();
  } catch (const Error& error) {
    in.faults.add(entry.value.at, shown_word(entry.key) + " of the naming convention: " + error.what());
  }
}

}  // namespace

NamingConvention read_convention(ConfigurationReading& in, const TomlValue& value, const std::string& who) {
  NamingConvention made;
  TableReader table(in, value, who);
  std::set<std::string> faulty;  // tokens of which nothing more can be said
  for (const std::string_view key : template_keys())
    if (const auto text = table.plain_text(key)) made.templates[std::string(key)] = *text;
  if (table.has("max_length"))
    if (const auto length = table.plain_count("max_length"); length && *length != kMaxLength)
      table.fault(table.find("max_length")->at,
                  "\"max_length\" of " + who + " is 63, where PostgreSQL cuts; SQLite does not cut names");
  for (const TomlMember& entry : value.members) {
    const bool is_template = std::ranges::find(template_keys(), entry.key) != template_keys().end();
    if (is_template || entry.value.kind != TomlKind::kTable) continue;
    table.find(entry.key);
    const std::size_t before = in.faults.count();
    made.tokens[entry.key] = read_custom_token(in, entry);
    if (in.faults.count() > before) faulty.insert(entry.key);
  }
  table.done();
  for (const TomlMember& entry : value.members)
    check_one(in, entry, [&] {
      if (made.templates.contains(entry.key)) check_template(made, entry.key);
      if (made.tokens.contains(entry.key) && !faulty.contains(entry.key)) check_token(made, entry.key);
    });
  return made;
}

}  // namespace tenon
