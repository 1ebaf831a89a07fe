// Reads references to secrets from their tables and texts.

#include "config/read_secret.h"

#include <algorithm>
#include <array>

#include "config/literal_secret.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

constexpr const char* kForms =
    "{env = \"NAME\"}, {file = \"PATH\"}, {service = \"NAME\"} or {command = [\"PROGRAM\", ...]}";

constexpr const char* kFormsOfRequests =
    "{\"secret\": \"NAME\"}, a name that \"secrets\" of [service.api_targets] lists";

std::string forms(const TableReader& table) { return table.in().secrets ? kFormsOfRequests : kForms; }

std::string wanted(const TableReader& table, SecretUse use) {
  return (use == SecretUse::kLiteral ? "" : "a URL without a password, or ") + forms(table);
}

/// Whether a text may name a variable; a template (`{ref}`) becomes one later.
bool is_variable(std::string_view name) {
  if (name.find('{') != std::string_view::npos) return true;
  return !name.empty() && (name[0] < '0' || name[0] > '9') && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void require_text(TableReader& table, std::string_view key, const std::string& text, const char* what) {
  if (text.empty()) table.fault(table.find(key)->at, "\"" + std::string(key) + "\" names no " + what);
}

SecretReference read_table(TableReader& table) {
  SecretReference made;
  if (const auto name = table.plain_text("env")) {
    made = {.kind = SecretKind::kEnvironment, .name = *name};
    if (!is_variable(*name))
      table.fault(
          table.find("env")->at,
          "\"env\" names a variable of the environment: letters, digits and _, found " + shown_word(*name));
  }
  if (const auto path = table.plain_text("file")) {
    made = {.kind = SecretKind::kFile, .name = *path, .folder = table.in().folder};
    require_text(table, "file", *path, "file");
  }
  if (const auto name = table.plain_text("service")) {
    made = {.kind = SecretKind::kService, .name = *name};
    require_text(table, "service", *name, "service of libpq");
  }
  Setting<Words> command;
  table.words("command", command);
  const auto time_limit = table.plain_time("time_limit");
  if (const TomlValue* value = table.find("command")) {
    made = {.kind = SecretKind::kCommand, .command = command.value};
    if (value->kind != TomlKind::kArray || value->items.empty() || command->empty() ||
        command->front().empty())
      table.fault(value->at,
                  "\"command\" is a list of a program and its words, which no shell reads: "
                  "[\"vault\", \"kv\", \"get\", \"-field=url\", \"secret/orders\"]");
    if (command->empty()) made = {};
    add_option_secrets(*value, table.in().faults);
    if (time_limit) made.time_limit = *time_limit;
  } else if (const TomlValue* limit = table.find("time_limit")) {
    table.fault(limit->at, "\"time_limit\" belongs to a \"command\"");
  }
  return made;
}

/// Says of a URL that no database is reached by it.
void require_scheme(TableReader& table, const TomlValue& value, const std::string& who) {
  const std::vector<std::string>& known = table.in().schemes;
  const std::string begin = value.text.substr(0, value.text.find("://"));
  const std::string scheme = begin.substr(0, begin.find('+')) + "://";
  if (known.empty() || begin.size() == value.text.size() || begin.find('{') != std::string::npos) return;
  if (std::ranges::find(known, scheme) != known.end()) return;
  table.fault(value.at, who + ": no database is reached by " + shown_word(begin) + " before ://; known are " +
                            with_commas(known) + suggestion(scheme, known));
}

/// Says that a text is no URL, without the text.
void require_url(TableReader& table, const TomlValue& value, SecretUse use, const std::string& who) {
  const std::string& text = value.text;
  if (use == SecretUse::kLiteral)
    return table.fault(value.at, who + " is a secret, which must not stand " +
                                     (table.in().secrets ? "in a request" : "in the file") + "; it is " +
                                     forms(table));
  const bool is_template = text.find('{') != std::string::npos;
  const bool is_web = text.starts_with("https://") || text.starts_with("http://");
  if (!is_template && (use == SecretUse::kWebUrl ? !is_web : is_web || text.find("://") == std::string::npos))
    table.fault(value.at, who + " is " + wanted(table, use) +
                              (use == SecretUse::kWebUrl
                                   ? "; a URL begins with https://"
                                   : "; a URL is postgresql://user@host/database or sqlite:///file.db"));
  else if (use != SecretUse::kWebUrl)
    require_scheme(table, value, who);
}

/// Returns what a name of a request stands for. What the name is must not be guessed from afar.
SecretReference named_secret(TableReader& table, const TomlValue& value) {
  const auto name = table.plain_text("secret");
  if (!name) {
    if (!table.has("secret")) table.fault(value.at, table.who() + " is " + forms(table));
    return {};
  }
  const auto known = table.in().secrets->find(*name);
  if (known != table.in().secrets->end()) return known->second;
  table.fault(table.find("secret")->at, table.who() + " refers to " + shown_word(*name) +
                                            ", which \"secrets\" of [service.api_targets] does not list");
  return {};
}

/// Reads a reference of a request: no variable, no file and no program is named from afar.
SecretReference reference_of_request(TableReader& table, const TomlValue& value, SecretUse use,
                                     const std::string& who) {
  if (value.kind == TomlKind::kString) {
    if (literal_secret(value.text).empty()) require_url(table, value, use, who);
    return {.kind = SecretKind::kText, .text = value.text};
  }
  if (value.kind != TomlKind::kTable) {
    table.fault(value.at, who + " is " + wanted(table, use) + ", found " + to_string(value.kind));
    return {};
  }
  TableReader inner(table.in(), value, who);
  SecretReference made = named_secret(inner, value);
  inner.done();
  return made;
}

/// Reads a reference of a file.
SecretReference reference_of_file(TableReader& table, const TomlValue& value, SecretUse use,
                                  const std::string& who) {
  SecretReference made;
  if (value.kind == TomlKind::kString) {
    made = reference_of(value.text, table.in().folder);
    if (made.kind == SecretKind::kText && literal_secret(value.text).empty())
      require_url(table, value, use, who);
    if (made.kind != SecretKind::kText && made.name.empty())
      table.fault(value.at, who + " is " + wanted(table, use));
  } else if (value.kind == TomlKind::kTable) {
    TableReader inner(table.in(), value, who);
    made = read_table(inner);
    inner.done();
    int count = 0;
    for (const std::string_view form : {"env", "file", "service", "command"}) count += inner.has(form);
    if (count != 1) table.fault(value.at, who + " is exactly one of " + kForms);
  } else {
    table.fault(value.at, who + " is " + wanted(table, use) + ", found " + to_string(value.kind));
  }
  return made;
}

}  // namespace

SecretReference reference_of(std::string_view text, const std::string& folder) {
  constexpr std::array<std::pair<std::string_view, SecretKind>, 3> kPrefixes{
      {{"env:", SecretKind::kEnvironment}, {"file:", SecretKind::kFile}, {"service:", SecretKind::kService}}};
  for (const auto& [prefix, kind] : kPrefixes)
    if (text.starts_with(prefix) && !text.starts_with(std::string(prefix) + "//"))
      return {.kind = kind,
              .name = std::string(text.substr(prefix.size())),
              .folder = kind == SecretKind::kFile ? folder : ""};
  return {.kind = SecretKind::kText, .folder = folder, .text = path_from(folder, std::string(text))};
}

void read_secret(TableReader& table, std::string_view key, SecretUse use, Setting<SecretReference>& to) {
  const TomlValue* value = table.find(key);
  if (!value) return;
  const std::string who = "\"" + std::string(key) + "\" of " + table.who();
  const auto read = table.in().secrets ? &reference_of_request : &reference_of_file;
  to = {read(table, *value, use, who), file_origin(*value)};
}

void read_password(TableReader& table, Setting<SecretReference>& url) {
  Setting<SecretReference> password;
  read_secret(table, "password", SecretUse::kLiteral, password);
  if (password->empty()) return;
  if (url->empty())
    return table.fault(table.find("password")->at,
                       "\"password\" of " + table.who() + " belongs to a \"url\"");
  url.value.password = {std::move(password.value)};
}

}  // namespace tenon
