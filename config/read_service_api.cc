// Reads [service.api_targets] and [service.api_webhooks]: what may be made over the API.

#include <algorithm>

#include "config/literal_secret.h"
#include "config/read_secret.h"
#include "config/sections.h"

namespace tenon {

namespace {

bool is_secret_name(const std::string& name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void read_secrets(TableReader& owner, const TomlValue& value, ApiTargetsConfiguration& made) {
  TableReader table(owner.in(), value, "\"secrets\" of " + owner.who());
  made.secrets_origin = file_origin(value);
  for (const TomlMember& one : value.members) {
    if (!is_secret_name(one.key))
      table.fault(one.at,
                  "the name of a secret has letters, digits and _ - alone, found " + shown_word(one.key));
    Setting<SecretReference> secret;
    read_secret(table, one.key, SecretUse::kLiteral, secret);
    made.secrets[one.key] = std::move(secret.value);
  }
  table.done();
}

/// A declared schema lies below the folder of the configuration, wherever a request may come from.
void check_declared(TableReader& table, const Words& globs) {
  for (const std::string& glob : globs)
    if (glob.empty() || glob.front() == '/' || ("/" + glob + "/").find("/../") != std::string::npos)
      table.fault(table.find("declared")->at,
                  "\"declared\" of " + table.who() +
                      " lists paths below the folder of the file, such as \"schemas/*.json\"");
}

}  // namespace

void read_api_targets(ConfigurationReading& in, const TomlValue& value, ApiTargetsConfiguration& made) {
  TableReader table(in, value, "[service.api_targets]");
  table.flag("enabled", made.enabled);
  if (const TomlValue* secrets = table.find("secrets")) read_secrets(table, *secrets, made);
  table.words("hosts", made.hosts);
  table.words("files", made.files);
  table.words("declared", made.declared);
  check_declared(table, *made.declared);
  table.done();
}

void read_api_webhooks(ConfigurationReading& in, const TomlValue& value, ApiWebhooksConfiguration& made) {
  TableReader table(in, value, "[service.api_webhooks]");
  table.flag("enabled", made.enabled);
  read_secret(table, "key", SecretUse::kLiteral, made.key);
  table.flag("allow_private", made.allow_private);
  if (*made.enabled && made.key->empty())
    table.fault(
        value.at,
        table.who() + " wants a \"key\", a reference to the secret under which those of webhooks are kept");
  table.done();
}

}  // namespace tenon
