#include "config/read.h"

#include <gtest/gtest.h>

#include "tests/config/read.h"

namespace tenon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::read;

constexpr const char* kWhole = R"toml(# urn:tenon:configuration:1
version = 1

[naming]
pk = "pk_%(table_name)s"
fk = "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"
max_length = 63
[naming.digest]
uuid5 = ["table_name"]

[diff]
schemas = ["public", "billing"]
ignore  = ["table:tmp_*"]
fail_on = "changed"
match   = "name"

[render]
dialect = "alembic"
dir = "migrations/versions"
concurrently = true
validate = "separate"

[audit]
workers = 16
per_server = 2
time_limit = "1h"
target_time_limit = "90s"
attempts = 5
stale_after = "3d"

[store]
url = {env = "TENON_STORE_URL"}
retention = {audits = "400d", keep_episodes = false}

[targets.orders]
url      = { env = "ORDERS_URL" }
declared = "schema/orders.sql"
labels   = { env = "prod", region = "eu" }
schedule = { cron = "0 3 * * *", time_zone = "Europe/Berlin", jitter = "10m", catch_up = "one", deadline = "6h" }
statement_timeout = "30s"
lock_timeout = "2s"
time_limit = "5m"
exclude = ["table:log_*"]
exclude_partitions = true

[targets.kiosk]
url      = "sqlite:///kiosk.db"
declared = ["a.json", "/b.json"]
dialect  = "sqlite"

[targets.many]
url = {service = "many"}
schema_map = {pattern = "tenant_*", declared = "tenant"}

[[target_sets]]
name     = "tenant-{name}"
source   = { query = "SELECT name, dsn_ref FROM control.tenant", url = { env = "CONTROL_URL" } }
declared = "schema/tenant.sql"
max      = 10000

[[webhooks]]
name   = "slack-db"
url    = { file = "/run/secrets/slack-url" }
secret = { command = ["vault", "read", "hook"], time_limit = "3s" }
format = "slack"
events = ["drift.opened", "audit.stale"]
only   = "env=prod,region!=us"

[service]
listen = "127.0.0.1:8417"
workers = 4
lease = "60s"
hosts = ["tenon.example.com", "[::1]"]
drain = "20s"
request_time_limit = "2m"
[service.auth]
tokens_file = "tokens"
public = ["/healthz"]
trusted_header = "X-Forwarded-User"
trusted_peers = ["10.0.0.0/8", "::1"]
trusted_scopes = ["read", "ack"]
)toml";

TEST(ReadConfiguration, TakesEverySectionOfTheDocuments) {
  const Configuration made = read(kWhole);
  EXPECT_EQ(made.naming.templates.at("pk"), "pk_%(table_name)s");
  EXPECT_EQ(made.naming.tokens.at("digest").parts, Words{"table_name"});
  EXPECT_EQ(*made.diff.schemas, (Words{"public", "billing"}));
  EXPECT_EQ(*made.diff.fail_on, "changed");
  EXPECT_EQ(*made.render.style, "alembic");
  EXPECT_TRUE(*made.render.concurrently);
  EXPECT_EQ(*made.audit.workers, 16U);
  EXPECT_EQ(*made.audit.time_limit, std::optional<Duration>(hours(1)));
  EXPECT_EQ(*made.audit.target_time_limit, seconds(90));
  EXPECT_EQ(made.store.url->name, "TENON_STORE_URL");
  EXPECT_EQ(*made.store.retention.audits, std::optional<Duration>(hours(24 * 400)));
  EXPECT_FALSE(*made.store.retention.keep_episodes);
  EXPECT_EQ(*made.service.workers, 4U);
  EXPECT_EQ(*made.service.public_paths, Words{"/healthz"});
  EXPECT_EQ(*made.service.hosts, (Words{"tenon.example.com", "[::1]"}));
  EXPECT_EQ(*made.service.drain, seconds(20));
  EXPECT_EQ(*made.service.request_time_limit, minutes(2));
  EXPECT_EQ(*made.service.trusted_header, "X-Forwarded-User");
  EXPECT_EQ(*made.service.trusted_peers, (Words{"10.0.0.0/8", "::1"}));
  EXPECT_EQ(*made.service.trusted_scopes, (Words{"read", "ack"}));
}

TEST(ReadConfiguration, TakesTargetsInTheOrderOfTheFile) {
  const Configuration made = read(kWhole);
  ASSERT_EQ(made.targets.size(), 3U);
  const TargetConfiguration& orders = made.targets[0];
  EXPECT_EQ(orders.name, "orders");
  EXPECT_EQ(to_string(*orders.url), "env:ORDERS_URL");
  EXPECT_EQ(orders.options.labels, (std::map<std::string, std::string>{{"env", "prod"}, {"region", "eu"}}));
  EXPECT_EQ(orders.options.schedule,
            (Schedule{"0 3 * * *", "Europe/Berlin", minutes(10), CatchUp::kOne, hours(6)}));
  EXPECT_EQ(*orders.options.statement_timeout, std::optional<Duration>(seconds(30)));
  EXPECT_TRUE(*orders.options.exclude_partitions);
  EXPECT_EQ(made.targets[1].name, "kiosk");
  EXPECT_EQ(to_string(*made.targets[1].url), "sqlite:///kiosk.db");
  EXPECT_EQ(made.targets[2].schema_map, (SchemaMap{"tenant_*", "tenant"}));
  EXPECT_EQ(to_string(*made.targets[2].url), "service:many");
}

TEST(ReadConfiguration, TakesSetsAndWebhooks) {
  const Configuration made = read(kWhole);
  ASSERT_EQ(made.target_sets.size(), 1U);
  EXPECT_EQ(made.target_sets[0].max, 10000U);
  EXPECT_EQ(to_string(made.target_sets[0].source.url), "env:CONTROL_URL");
  ASSERT_EQ(made.webhooks.size(), 1U);
  EXPECT_EQ(to_string(*made.webhooks[0].url), "file:/run/secrets/slack-url");
  EXPECT_EQ(to_string(*made.webhooks[0].secret), "command:vault");
  EXPECT_EQ(made.webhooks[0].secret->time_limit, seconds(3));
}

TEST(ReadConfiguration, KeepsTheOriginOfEachValue) {
  const Configuration made = read("[diff]\nfail_on = \"never\"\n[targets.a]\nurl = \"sqlite://\"\n");
  EXPECT_EQ(to_string(made.diff.fail_on.origin), "tenon.toml:2:11");
  EXPECT_EQ(to_string(made.diff.match.origin), "default");
  EXPECT_EQ(to_string(made.targets.at(0).url.origin), "tenon.toml:4:7");
}

TEST(ReadConfiguration, PathsStartFromTheFolderOfTheFile) {
  const Configuration made = read(kWhole, "..");
  EXPECT_EQ(*made.targets[0].options.declared, Words{"../schema/orders.sql"});
  EXPECT_EQ(*made.targets[1].options.declared, (Words{"../a.json", "/b.json"}));
  EXPECT_EQ(to_string(*made.targets[1].url), "sqlite:///../kiosk.db");
  EXPECT_EQ(*made.render.dir, "../migrations/versions");
  EXPECT_EQ(*made.service.tokens_file, "../tokens");
  const std::pair<const char*, const char*> urls[] = {
      {"sqlite:////abs.db", "sqlite:////abs.db"},
      {"sqlite://", "sqlite://"},
      {"sqlite:///:memory:", "sqlite:///:memory:"},
      {"sqlite:///file:a.db?mode=ro&uri=true", "sqlite:///file:/etc/t/a.db?mode=ro&uri=true"},
      {"sqlite:///a.db", "sqlite:////etc/t/a.db"},
      {"postgresql:///shop", "postgresql:///shop"}};
  for (const auto& [written, opened] : urls)
    EXPECT_EQ(
        read("targets.a.url = \"" + std::string(written) + "\"", "/etc/t").targets.at(0).url->text.exposed(),
        opened);
}

TEST(ReadConfiguration, AnEmptyFileIsOneOfDefaults) {
  Configuration wanted;
  wanted.path = "tenon.toml";
  EXPECT_EQ(read(""), wanted);
  EXPECT_EQ(read("\xef\xbb\xbf# a comment\r\n"), wanted);
}

}  // namespace
}  // namespace tenon
