// The values of a tenon.toml: plain, each with its origin; nothing in them is a secret.

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/secret_reference.h"
#include "config/setting.h"
#include "model/naming.h"
#include "schedule/catch_up.h"

namespace tenon {

using Duration = std::chrono::milliseconds;
using Words = std::vector<std::string>;

/// When a target is audited: texts that CronSchedule::parse() takes.
struct Schedule {
  std::string cron;  ///< five fields: minute hour day-of-month month day-of-week; or @daily ...
  std::string time_zone = "UTC";
  Duration jitter{0};
  CatchUp catch_up = CatchUp::kOne;
  std::optional<Duration> deadline = {};  ///< after which a run is missed

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// What is looked at, and for how long, in each database of a target or of a set.
struct TargetOptions {
  Setting<Words> declared;  ///< paths as the program opens them, from the working directory
  std::map<std::string, std::string> labels;
  Setting<Words> schemas;  ///< empty: those of [diff]
  Setting<Words> include;
  Setting<Words> exclude;            ///< in addition to `ignore` of [diff]
  Setting<bool> exclude_partitions;  ///< partitions that another job makes are left out
  Setting<std::string> dialect;      ///< empty: as the sources say
  Setting<SecretReference> scratch;  ///< a server that reads SQL files
  Setting<std::optional<Duration>> statement_timeout;
  Setting<std::optional<Duration>> lock_timeout;
  Setting<std::optional<Duration>> time_limit;  ///< of the whole audit of one database
  NamingConvention naming;                      ///< empty: that of [naming]
  std::optional<Schedule> schedule;

  friend bool operator==(const TargetOptions&, const TargetOptions&) = default;
};

/// `schema_map`: every schema that matches is a target of its own, `NAME/SCHEMA`, and is compared with one
/// schema of the declared side.
struct SchemaMap {
  std::string pattern;   ///< a glob over the names of schemas
  std::string declared;  ///< the schema of the declared side
  std::size_t max = 1000;
  Origin max_origin = {};

  friend bool operator==(const SchemaMap&, const SchemaMap&) = default;
};

/// `[targets.NAME]`: one database.
struct TargetConfiguration {
  std::string name;
  Origin origin;  ///< of the stanza
  Setting<SecretReference> url;
  TargetOptions options;
  std::optional<SchemaMap> schema_map;
  std::string schema = {};  ///< of a schema map, the one that this target is; the name ends in it
  std::string fault = {};   ///< of one that was made over the API: why it cannot be used now
  std::string set = {};     ///< the name of the set that lists it; empty: it has a stanza of its own

  friend bool operator==(const TargetConfiguration&, const TargetConfiguration&) = default;
};

/// Where the rows of a set come from.
struct TargetSetSource {
  std::string file;     ///< as the program opens it: *.toml, *.csv (a header line), or a name a line
  std::string query;    ///< SQL, of which every column fills a template
  SecretReference url;  ///< of the database that answers the query

  friend bool operator==(const TargetSetSource&, const TargetSetSource&) = default;
};

/// `[[target_sets]]`: many databases from one stanza. `{column}` in the name, in the url and in the values of
/// labels is replaced by the column of a row.
struct TargetSet {
  std::string name;  ///< a template: `tenant-{name}`
  Origin origin;
  TargetSetSource source;
  Setting<SecretReference> url;  ///< a template; none: the column `url` or `dsn_ref` of each row
  std::size_t max = 1000;        ///< a fault when there are more rows
  Origin max_origin = {};
  TargetOptions options;
  std::optional<SchemaMap> schema_map;

  friend bool operator==(const TargetSet&, const TargetSet&) = default;
};

/// `[diff]`.
struct DiffConfiguration {
  Setting<Words> schemas;
  Setting<Words> include;
  Setting<Words> ignore;
  Setting<std::string> fail_on{"any"};                 ///< any changed missing destructive never
  Setting<std::string> match{"name-then-definition"};  ///< name name-then-definition

  friend bool operator==(const DiffConfiguration&, const DiffConfiguration&) = default;
};

/// `[render]`: how `generate` writes a migration.
struct RenderConfiguration {
  Setting<std::string> style{"sql"};
  Setting<std::string> dir{"migrations"};
  Setting<bool> concurrently;
  Setting<std::string> validate{"together"};  ///< together separate

  friend bool operator==(const RenderConfiguration&, const RenderConfiguration&) = default;
};

/// `[audit]`: how many targets are audited at once, and for how long.
struct AuditConfiguration {
  Setting<std::size_t> workers{8};
  Setting<std::size_t> per_server{4};
  Setting<std::optional<Duration>> time_limit;  ///< of the whole run
  Setting<Duration> target_time_limit{std::chrono::minutes(5)};
  Setting<std::size_t> attempts{3};  ///< for what can heal
  Setting<Duration> stale_after{std::chrono::hours(72)};

  friend bool operator==(const AuditConfiguration&, const AuditConfiguration&) = default;
};

/// How long the store keeps what; nothing: for ever.
struct RetentionConfiguration {
  Setting<std::optional<Duration>> audits;
  Setting<std::optional<Duration>> snapshots;
  Setting<std::optional<Duration>> deliveries;
  Setting<bool> keep_episodes{true};

  friend bool operator==(const RetentionConfiguration&, const RetentionConfiguration&) = default;
};

/// `[store]`.
struct StoreConfiguration {
  Setting<SecretReference> url;  ///< none: no store
  RetentionConfiguration retention;

  friend bool operator==(const StoreConfiguration&, const StoreConfiguration&) = default;
};

/// `[[webhooks]]`.
struct WebhookConfiguration {
  std::string name;
  Origin origin;
  Setting<SecretReference> url;             ///< of github-issue: that of the API
  Setting<SecretReference> secret;          ///< that messages are signed with
  Setting<SecretReference> token;           ///< of github-issue: who opens issues
  Setting<std::string> repository;          ///< of github-issue: owner/name
  Setting<std::string> format{"standard"};  ///< standard slack teams github-issue text
  Setting<Words> events;                    ///< empty: all
  Setting<std::string> only;                ///< `env=prod`: a selection of targets by label
  Setting<bool> allow_private;              ///< loopback and private addresses are allowed

  friend bool operator==(const WebhookConfiguration&, const WebhookConfiguration&) = default;
};

/// `[service.api_targets]`: whether targets may be made over the API, and what they may use.
struct ApiTargetsConfiguration {
  Setting<bool> enabled;
  std::map<std::string, SecretReference> secrets;  ///< by the names under which requests refer to them
  Origin secrets_origin;
  Setting<Words> hosts;  ///< globs over hosts of database servers
  Setting<Words> files;  ///< globs over paths of SQLite files, a part of the glob for each folder
  Setting<Words>
      declared;  ///< the same, over paths of declared schemas below the folder of the configuration

  friend bool operator==(const ApiTargetsConfiguration&, const ApiTargetsConfiguration&) = default;
};

/// `[service.api_webhooks]`: whether webhooks may be made over the API.
struct ApiWebhooksConfiguration {
  Setting<bool> enabled;
  Setting<SecretReference> key;  ///< under which what is secret of them is kept
  Setting<bool> allow_private;   ///< as that of a webhook

  friend bool operator==(const ApiWebhooksConfiguration&, const ApiWebhooksConfiguration&) = default;
};

/// `[service]` and its sections.
struct ServiceConfiguration {
  Setting<std::string> listen{"127.0.0.1:8417"};
  Setting<Words> hosts;  ///< that requests may name; empty: those of loopback, and that of `listen`
  Setting<std::size_t> workers{8};
  Setting<Duration> lease{std::chrono::seconds(60)};
  Setting<Duration> drain{std::chrono::seconds(30)};  ///< that running audits have when the service ends
  Setting<Duration> request_time_limit{std::chrono::seconds(60)};
  Setting<std::string> tokens_file;
  Setting<Words> public_paths;          ///< without a token; `/docs/*` is all below
  Setting<std::string> trusted_header;  ///< in which a proxy says who calls; empty: none
  Setting<Words> trusted_peers;         ///< addresses and networks of such proxies
  Setting<Words> trusted_scopes{{"read"}};
  ApiTargetsConfiguration api_targets;
  ApiWebhooksConfiguration api_webhooks;

  friend bool operator==(const ServiceConfiguration&, const ServiceConfiguration&) = default;
};

/// A whole configuration. Without a file it holds the defaults.
struct Configuration {
  std::string path;    ///< of the file; empty: none
  std::string folder;  ///< that its paths start from, as seen from the working directory; empty: that one
  NamingConvention naming;
  Origin naming_origin;
  DiffConfiguration diff;
  RenderConfiguration render;
  AuditConfiguration audit;
  StoreConfiguration store;
  ServiceConfiguration service;
  std::vector<TargetConfiguration> targets;  ///< in the order of the file
  std::vector<TargetSet> target_sets;
  std::vector<WebhookConfiguration> webhooks;

  friend bool operator==(const Configuration&, const Configuration&) = default;
};

/// Returns the target of a name, or nullptr.
const TargetConfiguration* find_target(const Configuration& configuration, const std::string& name);

}  // namespace tenon
