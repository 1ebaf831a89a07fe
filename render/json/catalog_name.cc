// Writes names of constraints as declared JSON, such that they are read back unchanged.

#include "render/json/catalog_name.h"

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/naming_server.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

/// Returns the name that a reader derives from the given one; nullopt if it derives none or fails.
std::optional<DerivedName> read_back(const NamingConvention& convention, NamingSubject subject,
                                     std::optional<std::string> given) {
  subject.given = std::move(given);
  try {
    return derived_name(convention, subject);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Returns whether a reader fails without a name.
bool derives_name(const NamingConvention& convention, NamingSubject subject) {
  try {
    derived_name(convention, subject);
    return false;
  } catch (const Error&) {
    return true;
  }
}

/// Returns the given name from which the convention makes `name`: `positive` for `ck_t_positive`; nullopt if
/// there is none.
std::optional<std::string> short_name(const NamingConvention& convention, const NamingSubject& subject,
                                      const std::string& name, std::size_t max) {
  const std::string mark = "\x01";
  const auto marked = read_back(convention, subject, mark);
  const std::size_t at = marked ? marked->text.find(mark) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  const std::string before = marked->text.substr(0, at);
  const std::string after = marked->text.substr(at + mark.size());
  if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after))
    return std::nullopt;
  std::string inner = name.substr(before.size(), name.size() - before.size() - after.size());
  const auto again = read_back(convention, subject, inner);
  if (!again || truncated(again->text, max) != name) return std::nullopt;
  return inner;
}

Json given_name(const NamingConvention& convention, const NamingSubject& subject, const std::string& name,
                std::size_t max) {
  const auto plain = read_back(convention, subject, name);
  if (plain && plain->by == NamedBy::kUser && plain->text == name) return name;
  if (auto inner = short_name(convention, subject, name, max)) return *std::move(inner);
  return Json{{"conv", name}};
}

}  // namespace

Json name_json(const Constraint& constraint, const Table& table, const NamingConvention& convention,
               const Dialect& dialect) {
  const bool says_schema = table.name.schema.text != dialect.default_schema;
  NamingSubject subject =
      naming_subject(constraint, table, says_schema ? table.name.schema.text : std::string());
  if (subject.referred_schema == dialect.default_schema) subject.referred_schema.clear();
  const std::string& name = name_of(constraint).text;
  const NamedBy by = named_by(constraint);
  if (name.empty()) return nullptr;
  if (by == NamedBy::kUser) return given_name(convention, subject, name, dialect.max_name);
  const auto derived = read_back(convention, subject, std::nullopt);
  const bool is_made = derived && !derived->text.empty();
  if (is_made && truncated(derived->text, dialect.max_name) == name) return nullptr;
  const bool left_to_server = by == NamedBy::kServer && !is_made && !derives_name(convention, subject);
  if (left_to_server && is_server_name(constraint, table)) return nullptr;
  return given_name(convention, subject, name, dialect.max_name);
}

Json naming_json(const NamingConvention& convention) {
  Json json = Json::object();
  for (const std::string_view key : template_keys()) {
    const auto at = convention.templates.find(std::string(key));
    if (at != convention.templates.end()) json[at->first] = at->second;
  }
  for (const auto& [name, token] : convention.tokens) {
    Json made = Json::object();
    switch (token.make) {
      case CustomToken::Make::kUuid5:
        made["uuid5"] = token.parts;
        made["namespace"] = token.name_space;
        break;
      case CustomToken::Make::kUpper:
        made["upper"] = token.parts;
        break;
      case CustomToken::Make::kLower:
        made["lower"] = token.parts;
        break;
      case CustomToken::Make::kText:
        made["text"] = token.parts;
        break;
    }
    json[name] = std::move(made);
  }
  return json;
}

}  // namespace tenon
