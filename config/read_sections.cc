// Reads the sections that hold settings of their own: diff, render, audit, store, service.

#include "config/read_secret.h"
#include "config/sections.h"

namespace tenon {

namespace {

constexpr CountRange kWorkers{1, 1000};

void read_retention(ConfigurationReading& in, const TomlValue& value, const std::string& who,
                    RetentionConfiguration& made) {
  TableReader table(in, value, who);
  table.time("audits", made.audits);
  table.time("snapshots", made.snapshots);
  table.time("deliveries", made.deliveries);
  table.flag("keep_episodes", made.keep_episodes);
  table.done();
}

/// `host:port`, the host may be an IPv6 address in brackets.
bool is_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == text.size() || text.size() - colon > 6)
    return false;
  const std::string port = text.substr(colon + 1);
  return port.find_first_not_of("0123456789") == std::string::npos && std::stoi(port) <= 65535;
}

void read_auth(ConfigurationReading& in, const TomlValue& value, ServiceConfiguration& made) {
  TableReader table(in, value, "[service.auth]");
  table.text("tokens_file", made.tokens_file);
  made.tokens_file.value = path_from(in.folder, made.tokens_file.value);
  table.words("public", made.public_paths);
  for (const std::string& path : *made.public_paths)
    if (!path.starts_with("/"))
      table.fault(table.find("public")->at,
                  "\"public\" of [service.auth] lists paths, each beginning with /");
  table.done();
}

/// The document that came first wrote the store into [service].
void read_store_of_service(TableReader& table, StoreConfiguration& store) {
  if (const TomlValue* value = table.find("store")) {
    if (!store.url->empty()) table.fault(value->at, "the store is named by [store] already");
    read_secret(table, "store", SecretUse::kUrl, store.url);
  }
  if (const TomlValue* value = table.find("retention"))
    read_retention(table.in(), *value, "\"retention\" of [service]", store.retention);
}

}  // namespace

void read_diff(ConfigurationReading& in, const TomlValue& value, DiffConfiguration& made) {
  TableReader table(in, value, "[diff]");
  table.words("schemas", made.schemas);
  table.words("include", made.include);
  table.words("ignore", made.ignore);
  table.text("fail_on", made.fail_on, {"any", "changed", "missing", "destructive", "never"});
  table.text("match", made.match, {"name-then-definition", "name"});
  table.done();
}

void read_render(ConfigurationReading& in, const TomlValue& value, RenderConfiguration& made) {
  TableReader table(in, value, "[render]");
  table.text("dialect", made.style, in.styles);
  table.text("style", made.style, in.styles);
  if (table.has("style") && table.has("dialect"))
    table.fault(table.find("dialect")->at,
                "\"dialect\" of [render] is another word for \"style\"; one is enough");
  table.text("dir", made.dir);
  if (table.has("dir")) made.dir.value = path_from(in.folder, made.dir.value);
  table.flag("concurrently", made.concurrently);
  table.text("validate", made.validate, {"together", "separate"});
  table.done();
}

void read_audit(ConfigurationReading& in, const TomlValue& value, AuditConfiguration& made) {
  TableReader table(in, value, "[audit]");
  table.count("workers", made.workers, kWorkers);
  table.count("per_server", made.per_server, kWorkers);
  table.time("time_limit", made.time_limit);
  table.time("target_time_limit", made.target_time_limit);
  table.count("attempts", made.attempts, {1, 100});
  table.time("stale_after", made.stale_after);
  table.done();
}

void read_store(ConfigurationReading& in, const TomlValue& value, StoreConfiguration& made) {
  TableReader table(in, value, "[store]");
  read_secret(table, "url", SecretUse::kUrl, made.url);
  if (const TomlValue* retention = table.find("retention"))
    read_retention(in, *retention, "\"retention\" of [store]", made.retention);
  table.done();
}

void read_service(ConfigurationReading& in, const TomlValue& value, Configuration& made) {
  TableReader table(in, value, "[service]");
  table.text("listen", made.service.listen);
  if (table.has("listen") && !is_address(*made.service.listen))
    table.fault(table.find("listen")->at, "\"listen\" of [service] is HOST:PORT, such as 127.0.0.1:8417");
  table.count("workers", made.service.workers, kWorkers);
  table.time("lease", made.service.lease);
  read_store_of_service(table, made.store);
  if (const TomlValue* auth = table.find("auth")) read_auth(in, *auth, made.service);
  table.done();
}

}  // namespace tenon
