// The one list of settings that a flag or a variable of the environment overrides, and what they come to.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/configuration.h"

namespace tenon {

/// Calls `use(key, flag, setting)` for each setting that is not of one target or webhook, in the order in
/// which they are shown. `key` is its path in the file, `flag` the option without dashes; empty: there is
/// none.
template <class SomeConfiguration, class Use>
void for_each_setting(SomeConfiguration& all, Use use) {
  use("diff.schemas", "schema", all.diff.schemas);
  use("diff.include", "include", all.diff.include);
  use("diff.ignore", "exclude", all.diff.ignore);
  use("diff.fail_on", "fail-on", all.diff.fail_on);
  use("diff.match", "match", all.diff.match);
  use("render.style", "style", all.render.style);
  use("render.dir", "dir", all.render.dir);
  use("render.concurrently", "concurrently", all.render.concurrently);
  use("render.validate", "validate", all.render.validate);
  use("audit.workers", "workers", all.audit.workers);
  use("audit.per_server", "per-server", all.audit.per_server);
  use("audit.time_limit", "time-limit", all.audit.time_limit);
  use("audit.target_time_limit", "target-time-limit", all.audit.target_time_limit);
  use("audit.attempts", "attempts", all.audit.attempts);
  use("audit.stale_after", "stale-after", all.audit.stale_after);
  use("store.url", "store", all.store.url);
  use("store.retention.audits", "", all.store.retention.audits);
  use("store.retention.snapshots", "", all.store.retention.snapshots);
  use("store.retention.deliveries", "", all.store.retention.deliveries);
  use("store.retention.keep_episodes", "", all.store.retention.keep_episodes);
  use("service.listen", "listen", all.service.listen);
  use("service.hosts", "", all.service.hosts);
  use("service.workers", "", all.service.workers);
  use("service.lease", "", all.service.lease);
  use("service.drain", "", all.service.drain);
  use("service.request_time_limit", "", all.service.request_time_limit);
  use("service.auth.tokens_file", "", all.service.tokens_file);
  use("service.auth.public", "", all.service.public_paths);
  use("service.auth.trusted_header", "", all.service.trusted_header);
  use("service.auth.trusted_peers", "", all.service.trusted_peers);
  use("service.auth.trusted_scopes", "", all.service.trusted_scopes);
  use("service.api_targets.enabled", "", all.service.api_targets.enabled);
  use("service.api_targets.hosts", "", all.service.api_targets.hosts);
  use("service.api_targets.files", "", all.service.api_targets.files);
  use("service.api_targets.declared", "", all.service.api_targets.declared);
  use("service.api_webhooks.enabled", "", all.service.api_webhooks.enabled);
  use("service.api_webhooks.key", "", all.service.api_webhooks.key);
  use("service.api_webhooks.allow_private", "", all.service.api_webhooks.allow_private);
}

/// Returns the variable of a flag: `fail-on` is TENON_FAIL_ON.
std::string variable_of(std::string_view flag);

/// A value that was given outside the file.
struct GivenValue {
  std::string flag;                ///< without dashes
  std::vector<std::string> texts;  ///< several: a flag that was repeated
};

/// Looks up a variable of the environment; nullopt: it is not set, or empty.
using Environment = std::function<std::optional<std::string>(const std::string&)>;

/// Returns the configuration with the values of flags, and of the environment for what no flag says; for a
/// secret, `<VARIABLE>_FILE` is as good as its variable. Throws
/// Error with every value that is not of its setting's form: kUsage if one is a flag's, else kConfiguration.
/// A message names the flag or the variable, never the value.
Configuration overridden(Configuration configuration, const std::vector<GivenValue>& flags,
                         const Environment& environment);

/// Returns the URL of the audit store of a configuration that names none: a file beside it, or in the working
/// directory.
std::string usual_store(const Configuration& configuration);

/// A setting as it is shown.
struct ConfigurationEntry {
  enum class Form { kText, kNumber, kFlag, kList, kNothing };
  std::string key;
  Form form = Form::kText;
  std::vector<std::string> texts;  ///< one; of a list: each
  Origin origin;

  friend bool operator==(const ConfigurationEntry&, const ConfigurationEntry&) = default;
};

/// Returns every setting with its value and origin. Of a secret there is the reference alone.
std::vector<ConfigurationEntry> entries(const Configuration& configuration);

}  // namespace tenon
