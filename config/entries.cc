// Lists the settings of a configuration as texts.

#include "config/duration.h"
#include "config/settings.h"

namespace tenon {

namespace {

using Form = ConfigurationEntry::Form;

ConfigurationEntry entry(std::string_view key, const Setting<std::string>& from) {
  return {std::string(key), Form::kText, {*from}, from.origin};
}
ConfigurationEntry entry(std::string_view key, const Setting<Words>& from) {
  return {std::string(key), Form::kList, *from, from.origin};
}
ConfigurationEntry entry(std::string_view key, const Setting<bool>& from) {
  return {std::string(key), Form::kFlag, {*from ? "true" : "false"}, from.origin};
}
ConfigurationEntry entry(std::string_view key, const Setting<std::size_t>& from) {
  return {std::string(key), Form::kNumber, {std::to_string(*from)}, from.origin};
}
ConfigurationEntry entry(std::string_view key, const Setting<Duration>& from) {
  return {std::string(key), Form::kText, {to_string(*from)}, from.origin};
}
ConfigurationEntry entry(std::string_view key, const Setting<std::optional<Duration>>& from) {
  if (!*from) return {std::string(key), Form::kNothing, {}, from.origin};
  return {std::string(key), Form::kText, {to_string(**from)}, from.origin};
}
ConfigurationEntry entry(std::string_view key, const Setting<SecretReference>& from) {
  if (from->empty()) return {std::string(key), Form::kNothing, {}, from.origin};
  return {std::string(key), Form::kText, {to_string(*from)}, from.origin};
}

/// The entries under one stanza; what it does not say is left out.
class Stanza {
 public:
  Stanza(std::vector<ConfigurationEntry>& all, std::string key, Origin origin)
      : all_(all), key_(std::move(key)), origin_(std::move(origin)) {}

  template <class T>
  void add(const std::string& name, const Setting<T>& setting) {
    if (!setting.is_default()) all_.push_back(entry(key_ + "." + name, setting));
  }
  void add(const std::string& name, const std::string& text) {
    if (!text.empty()) all_.push_back({key_ + "." + name, Form::kText, {text}, origin_});
  }
  void add(const std::string& name, std::size_t number, const Origin& origin) {
    all_.push_back({key_ + "." + name, Form::kNumber, {std::to_string(number)}, origin});
  }

 private:
  std::vector<ConfigurationEntry>& all_;
  std::string key_;
  Origin origin_;
};

void add_naming(std::vector<ConfigurationEntry>& all, const std::string& key, const NamingConvention& naming,
                const Origin& origin) {
  for (const auto& [name, text] : naming.templates)
    all.push_back({key + "." + name, Form::kText, {text}, origin});
  for (const auto& [name, token] : naming.tokens)
    all.push_back({key + "." + name, Form::kList, token.parts, origin});
}

void add_schedule(Stanza& stanza, const Schedule& schedule) {
  stanza.add("schedule.cron", schedule.cron);
  stanza.add("schedule.time_zone", schedule.time_zone);
  if (schedule.jitter.count() > 0) stanza.add("schedule.jitter", to_string(schedule.jitter));
  stanza.add("schedule.catch_up", std::string(to_string(schedule.catch_up)));
  if (schedule.deadline) stanza.add("schedule.deadline", to_string(*schedule.deadline));
}

void add_url(Stanza& stanza, const Setting<SecretReference>& url) {
  stanza.add("url", url);
  for (const SecretReference& password : url->password) stanza.add("password", to_string(password));
}

void add_options(std::vector<ConfigurationEntry>& all, const std::string& key, const Origin& origin,
                 const TargetOptions& options) {
  Stanza stanza(all, key, origin);
  stanza.add("declared", options.declared);
  for (const auto& [label, value] : options.labels) stanza.add("labels." + label, value);
  stanza.add("schemas", options.schemas);
  stanza.add("include", options.include);
  stanza.add("exclude", options.exclude);
  stanza.add("exclude_partitions", options.exclude_partitions);
  stanza.add("dialect", options.dialect);
  stanza.add("scratch", options.scratch);
  stanza.add("statement_timeout", options.statement_timeout);
  stanza.add("lock_timeout", options.lock_timeout);
  stanza.add("time_limit", options.time_limit);
  add_naming(all, key + ".naming", options.naming, origin);
  if (options.schedule) add_schedule(stanza, *options.schedule);
}

void add_schema_map(Stanza& stanza, const std::optional<SchemaMap>& map) {
  if (!map) return;
  stanza.add("schema_map.pattern", map->pattern);
  stanza.add("schema_map.declared", map->declared);
  stanza.add("schema_map.max", map->max, map->max_origin);
}

void add_set(std::vector<ConfigurationEntry>& all, const std::string& key, const TargetSet& set) {
  Stanza stanza(all, key, set.origin);
  stanza.add("name", set.name);
  stanza.add("source.file", set.source.file);
  stanza.add("source.query", set.source.query);
  stanza.add("source.url", to_string(set.source.url));
  add_url(stanza, set.url);
  stanza.add("max", set.max, set.max_origin);
  add_options(all, key, set.origin, set.options);
  add_schema_map(stanza, set.schema_map);
}

void add_webhook(std::vector<ConfigurationEntry>& all, const std::string& key,
                 const WebhookConfiguration& webhook) {
  Stanza stanza(all, key, webhook.origin);
  stanza.add("name", webhook.name);
  stanza.add("url", webhook.url);
  stanza.add("secret", webhook.secret);
  stanza.add("token", webhook.token);
  stanza.add("repository", webhook.repository);
  stanza.add("format", webhook.format);
  stanza.add("events", webhook.events);
  stanza.add("only", webhook.only);
  stanza.add("allow_private", webhook.allow_private);
}

}  // namespace

std::string usual_store(const Configuration& configuration) {
  return "sqlite:///" + (configuration.folder.empty() ? "" : configuration.folder + "/") + "tenon.db";
}

std::vector<ConfigurationEntry> entries(const Configuration& configuration) {
  std::vector<ConfigurationEntry> all;
  add_naming(all, "naming", configuration.naming, configuration.naming_origin);
  for_each_setting(configuration, [&](std::string_view key, std::string_view, const auto& setting) {
    all.push_back(entry(key, setting));
    const bool is_usual_store = key == "store.url" && all.back().form == Form::kNothing;
    if (is_usual_store)
      all.back() = {std::string(key), Form::kText, {usual_store(configuration)}, setting.origin};
  });
  Stanza secrets(all, "service.api_targets.secrets", configuration.service.api_targets.secrets_origin);
  for (const auto& [name, secret] : configuration.service.api_targets.secrets)
    secrets.add(name, to_string(secret));
  for (const TargetConfiguration& target : configuration.targets) {
    const std::string key = "targets." + target.name;
    Stanza stanza(all, key, target.origin);
    add_url(stanza, target.url);
    add_options(all, key, target.origin, target.options);
    add_schema_map(stanza, target.schema_map);
  }
  for (std::size_t i = 0; i < configuration.target_sets.size(); ++i)
    add_set(all, "target_sets[" + std::to_string(i) + "]", configuration.target_sets[i]);
  for (std::size_t i = 0; i < configuration.webhooks.size(); ++i)
    add_webhook(all, "webhooks[" + std::to_string(i) + "]", configuration.webhooks[i]);
  return all;
}

}  // namespace tenon
