#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/config/read.h"

namespace tenon {
namespace {

using test::faults_of;

/// A file with one fault, and what is said of it.
struct FaultOf {
  std::string text;
  std::string said;
};

void PrintTo(const FaultOf& one, std::ostream* out) { *out << one.text; }

const std::string kTarget = "[targets.a]\nurl = \"sqlite://\"\n";

class ConfigurationFault : public testing::TestWithParam<FaultOf> {};

TEST_P(ConfigurationFault, IsSaidWithItsPlaceAndWhatIsWanted) {
  EXPECT_EQ(faults_of(GetParam().text), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    Keys, ConfigurationFault,
    testing::Values(
        FaultOf{"tragets = 1",
                "tenon.toml:1:1: unknown key \"tragets\" in the configuration; did you mean "
                "\"targets\"?"},
        FaultOf{"[diff]\nfailon = \"any\"",
                "tenon.toml:2:1: unknown key \"failon\" in [diff]; did you mean \"fail_on\"?"},
        FaultOf{kTarget + "zzzzzzz = 1",
                "tenon.toml:3:1: unknown key \"zzzzzzz\" in target \"a\"; known here: url, password, "
                "declared, labels, "
                "schemas, include, exclude, exclude_partitions, dialect, scratch, statement_timeout, "
                "lock_timeout, time_limit, naming, schedule, schema_map"},
        FaultOf{"[naming]\npkk = \"x\"",
                "tenon.toml:2:1: unknown key \"pkk\" in [naming]; did you mean \"pk\"?"},
        FaultOf{"[service.auth]\npublik = []",
                "tenon.toml:2:1: unknown key \"publik\" in [service.auth]; did you mean \"public\"?"}));

INSTANTIATE_TEST_SUITE_P(
    Types, ConfigurationFault,
    testing::Values(
        FaultOf{"diff = 1", "tenon.toml:1:8: [diff] is a table, found a number"},
        FaultOf{"targets = \"a\"", "tenon.toml:1:11: targets are written [targets.NAME], found a string"},
        FaultOf{"targets.a = true", "tenon.toml:1:13: target \"a\" is a table, found a boolean"},
        FaultOf{"[target_sets]",
                "tenon.toml:1:1: \"target_sets\" is a list of tables, each written "
                "[[target_sets]], found a table"},
        FaultOf{"[diff]\nschemas = 5",
                "tenon.toml:2:11: \"schemas\" of [diff] is a list of texts, found a number"},
        FaultOf{"[diff]\nschemas = [\"a\", 5]",
                "tenon.toml:2:17: \"schemas\" of [diff] is a list of texts, found a number in it"},
        FaultOf{"[render]\nconcurrently = \"yes\"",
                "tenon.toml:2:16: \"concurrently\" of [render] is true or false, found a string"},
        FaultOf{"[audit]\nworkers = 2.5",
                "tenon.toml:2:11: \"workers\" of [audit] is a number from 1 to 1000, found a number with a "
                "fraction"},
        FaultOf{"[audit]\nworkers = 0",
                "tenon.toml:2:11: \"workers\" of [audit] is a number from 1 to 1000, found 0"},
        FaultOf{"[audit]\nworkers = -1",
                "tenon.toml:2:11: \"workers\" of [audit] is a number from 1 to 1000, found -1"},
        FaultOf{"[audit]\ntime_limit = 30",
                "tenon.toml:2:14: \"time_limit\" of [audit] is a time such as \"30s\", \"10m\", \"6h\" or "
                "\"400d\", found a number"},
        FaultOf{"[audit]\ntime_limit = \"30 parsecs\"",
                "tenon.toml:2:14: \"time_limit\" of [audit] is a time such as \"30s\", \"10m\", \"6h\" or "
                "\"400d\", found \"30 parsecs\""},
        FaultOf{"[audit]\ntime_limit = 2026-11-30",
                "tenon.toml:2:14: \"time_limit\" of [audit] is a time such as \"30s\", \"10m\", \"6h\" or "
                "\"400d\", found a date or time"},
        FaultOf{kTarget + "labels = {env = 1}",
                "tenon.toml:3:17: a label is a text in quotes, found a number"},
        FaultOf{kTarget + "labels = \"env=prod\"",
                "tenon.toml:3:10: \"labels\" of target \"a\" is a table of texts, found a string"}));

INSTANTIATE_TEST_SUITE_P(
    Words, ConfigurationFault,
    testing::Values(
        FaultOf{"version = 2",
                "tenon.toml:1:11: \"version\" is 1, the one form of a configuration that this "
                "program knows; a newer one wants a newer tenon"},
        FaultOf{"[diff]\nfail_on = \"chnged\"",
                "tenon.toml:2:11: \"fail_on\" of [diff] is one of any, changed, missing, destructive, never, "
                "found \"chnged\"; did you mean \"changed\"?"},
        FaultOf{
            "[render]\nstyle = \"alembik\"",
            "tenon.toml:2:9: \"style\" of [render] is one of sql, alembic, json, found \"alembik\"; did you "
            "mean \"alembic\"?"},
        FaultOf{kTarget + "dialect = \"postgres\"",
                "tenon.toml:3:11: \"dialect\" of target \"a\" is one of postgresql, sqlite, actian, found "
                "\"postgres\"; did you mean \"postgresql\"?"},
        FaultOf{"[naming]\nfk = \"fk_%(tabel_name)s\"",
                "tenon.toml:2:6: \"fk\" of the naming convention: the naming token %(tabel_name)s does not "
                "exist; there are "
                "table_name, column_K_name, column_K_key, column_K_label, column_0N_name and column_0_N_name "
                "(also "
                "_key and _label), constraint_name and, for foreign keys, referred_table_name, "
                "referred_column_K_name, referred_column_0N_name and referred_column_0_N_name"},
        FaultOf{
            "[naming]\nmax_length = 30",
            "tenon.toml:2:14: \"max_length\" of [naming] is 63, where PostgreSQL cuts; SQLite does not cut "
            "names"},
        FaultOf{"[service]\nlisten = \"8417\"",
                "tenon.toml:2:10: \"listen\" of [service] is HOST:PORT, such as 127.0.0.1:8417"},
        FaultOf{kTarget + "schedule = {cron = \"0 25 * * *\"}",
                "tenon.toml:3:20: the hour of the cron expression is 0 to 23, found \"25\""},
        FaultOf{
            kTarget + "schedule = {cron = \"daily\"}",
            "tenon.toml:3:20: a cron expression has five fields (minute, hour, day of the month, month, day "
            "of the week), and this has 1"},
        FaultOf{kTarget + "schedule = {cron = \"0 3 31 2 *\"}",
                "tenon.toml:3:20: the cron expression never comes: no such month has such a day"},
        FaultOf{
            kTarget + "schedule = {cron = \"\"}",
            "tenon.toml:3:20: a cron expression has five fields (minute, hour, day of the month, month, day "
            "of the week), and this has 0"},
        FaultOf{
            kTarget + "schedule = {cron = \"@daily\", time_zone = \"Europe/Berln\"}",
            "tenon.toml:3:42: a time zone is a name of the tz database such as Europe/Berlin or UTC, found "
            "\"Europe/Berln\"; did you mean \"Europe/Berlin\"?"},
        FaultOf{
            kTarget + "schedule = {cron = \"@daily\", catch_up = \"al\"}",
            "tenon.toml:3:41: \"catch_up\" of \"schedule\" of target \"a\" is one of none, one, all, found "
            "\"al\"; did you mean \"all\"?"},
        FaultOf{"[service]\nlease = \"500ms\"",
                "tenon.toml:2:9: \"lease\" of [service] is 1s at least: a third of it passes between two "
                "heartbeats"},
        FaultOf{"[service]\nhosts = [\"https://tenon.example.com\"]",
                "tenon.toml:2:9: \"hosts\" of [service] lists names without scheme and port, such as "
                "tenon.example.com, found another text"},
        FaultOf{
            "[service.auth]\ntrusted_header = \"X-User\"",
            "tenon.toml:2:18: \"trusted_header\" of [service.auth] wants \"trusted_peers\", the addresses "
            "of the proxies that are believed; anybody else can send the header, too"},
        FaultOf{"[service.auth]\ntrusted_header = \"Cookie\"\ntrusted_peers = \"127.0.0.1\"",
                "tenon.toml:2:18: \"trusted_header\" of [service.auth] is the name of a header that a proxy "
                "sets, such as X-Forwarded-User"},
        FaultOf{"[service.auth]\ntrusted_peers = [\"proxy\"]",
                "tenon.toml:2:17: \"trusted_peers\" of [service.auth] lists addresses and networks such as "
                "10.0.0.7, 10.0.0.0/8 or fd00::/8, found \"proxy\""},
        FaultOf{
            "[service.auth]\ntrusted_scopes = [\"raed\"]",
            "tenon.toml:2:18: a scope is one of read, diff, audit, ack, write, metrics, admin; did you mean "
            "\"read\"?"},
        FaultOf{"[service.auth]\npublic = [\"metrics\"]",
                "tenon.toml:2:10: \"public\" of [service.auth] lists paths, each beginning with /, found "
                "\"metrics\""},
        FaultOf{kTarget + "schedule = {}",
                "tenon.toml:3:12: \"schedule\" of target \"a\" wants \"cron\", such as \"0 3 * * *\""}));

INSTANTIATE_TEST_SUITE_P(
    Twice, ConfigurationFault,
    testing::Values(
        FaultOf{"[diff]\nfail_on = \"any\"\n\n[diff]\nmatch = \"name\"",
                "tenon.toml:4:1: \"diff\" is defined twice, first on line 1; a table has one header: put its "
                "keys "
                "under the first one, or write a list of tables as [[name]] each time"},
        FaultOf{"[targets.a]\nurl = \"sqlite://\"\n[targets.b]\nurl = \"sqlite://\"\nurl = \"sqlite://\"",
                "tenon.toml:5:7: \"url\" is defined twice, first on line 4; leave one of them out"},
        FaultOf{
            "[[webhooks]]\nname = \"x\"\n[webhooks]",
            "tenon.toml:3:1: \"webhooks\" is defined twice, first on line 1; a table has one header: put its "
            "keys under the first one, or write a list of tables as [[name]] each time"},
        FaultOf{"[diff]\nmatch = \"name\"\n[render]\nstyle.a = 1\nstyle = \"sql\"",
                "tenon.toml:5:9: \"style\" is defined twice, first on line 4; leave one of them out"},
        FaultOf{
            "version = 1\nversion.a = 2",
            "tenon.toml:2:1: what stands before the = is defined above as something else; each key has one "
            "value"},
        FaultOf{"\"zq7canary0123456789\" = 1\n\"zq7canary0123456789\" = 2",
                "tenon.toml:2:25: another text is defined twice; leave one of them out"}));

INSTANTIATE_TEST_SUITE_P(
    Targets, ConfigurationFault,
    testing::Values(
        FaultOf{"[targets.a]\ndeclared = \"x.sql\"",
                "tenon.toml:1:10: target \"a\" wants a \"url\": {env = \"NAME\"}, {file = \"PATH\"} or a URL "
                "without a password"},
        FaultOf{
            "[targets.\"a/b\"]\nurl = \"sqlite://\"",
            "tenon.toml:1:10: the name of a target has letters, digits and _ - . alone, and begins with none "
            "of - and .; found another text"},
        FaultOf{
            "[targets.a]\nurl = \"orders.db\"",
            "tenon.toml:2:7: \"url\" of target \"a\" is a URL without a password, or {env = \"NAME\"}, {file "
            "= \"PATH\"}, {service = \"NAME\"} or {command = [\"PROGRAM\", ...]}; a URL is "
            "postgresql://user@host/database or sqlite:///file.db"},
        FaultOf{
            "[targets.a]\nurl = {env = \"A\", file = \"b\"}",
            "tenon.toml:2:7: \"url\" of target \"a\" is exactly one of {env = \"NAME\"}, {file = \"PATH\"}, "
            "{service = \"NAME\"} or {command = [\"PROGRAM\", ...]}"},
        FaultOf{"[targets.a]\nurl = {env = \"a-b\"}",
                "tenon.toml:2:14: \"env\" names a variable of the environment: letters, digits and _, found "
                "\"a-b\""},
        FaultOf{"[targets.a]\nurl = {command = \"vault read\"}",
                "tenon.toml:2:18: \"command\" is a list of a program and its words, which no shell reads: "
                "[\"vault\", \"kv\", \"get\", \"-field=url\", \"secret/orders\"]"},
        FaultOf{"[targets.a]\nurl = {env = \"A\", time_limit = \"3s\"}",
                "tenon.toml:2:32: \"time_limit\" belongs to a \"command\""},
        FaultOf{
            kTarget + "schema_map = {pattern = \"t_*\"}",
            "tenon.toml:3:14: \"schema_map\" of target \"a\" wants \"pattern\", the schemas of the database "
            "(\"tenant_*\"), and \"declared\", the schema of the declared side that each is compared with"},
        FaultOf{"[[target_sets]]\nname = \"x\"\nsource = {file = \"f\"}",
                "tenon.toml:2:8: target set 1 wants a \"name\" with a column in braces, such as "
                "\"tenant-{name}\", so that each row is a target of its own"},
        FaultOf{
            "[[target_sets]]\nname = \"{n}\"",
            "tenon.toml:1:1: target set 1 wants a \"source\": {file = \"PATH\"} or {query = \"SELECT ...\", "
            "url = ...}"},
        FaultOf{"[[target_sets]]\nname = \"{n}\"\nsource = {query = \"SELECT 1\"}",
                "tenon.toml:3:10: a \"query\" wants the \"url\" of the database that answers it"},
        FaultOf{
            "[[target_sets]]\nname = \"{n}\"\nsource = {file = \"a\", query = \"b\"}",
            "tenon.toml:3:10: \"source\" of target set 1 is either a \"file\" (TOML, CSV, or a name a line) "
            "or a \"query\" with the \"url\" of the database that answers it"},
        FaultOf{"[[target_sets]]\nname = \"{n}\"\nurl = \"sqlite:///{n\"\nsource = {file = \"a\"}",
                "tenon.toml:3:7: a { begins the name of a column and a } ends it; write {{ for a brace"}));

INSTANTIATE_TEST_SUITE_P(
    Webhooks, ConfigurationFault,
    testing::Values(
        FaultOf{"[[webhooks]]\nname = \"x\"", "tenon.toml:1:1: webhook 1 wants a \"url\""},
        FaultOf{
            "[[webhooks]]\nname = \"x\"\nurl = \"postgresql:///a\"",
            "tenon.toml:3:7: \"url\" of webhook 1 is a URL without a password, or {env = \"NAME\"}, {file = "
            "\"PATH\"}, {service = \"NAME\"} or {command = [\"PROGRAM\", ...]}; a URL begins with https://"},
        FaultOf{
            "[[webhooks]]\nname = \"x\"\nurl = {env = \"U\"}\nsecret = \"plain\"",
            "tenon.toml:4:10: \"secret\" of webhook 1 is a secret, which must not stand in the file; it is "
            "{env = \"NAME\"}, {file = \"PATH\"}, {service = \"NAME\"} or {command = [\"PROGRAM\", ...]}"},
        FaultOf{"[[webhooks]]\nname = \"x\"\nurl = {env = \"U\"}\nevents = [\"drift.open\"]",
                "tenon.toml:4:10: there is no event \"drift.open\"; known are drift.opened, drift.changed, "
                "drift.closed, audit.failed, audit.stale, target.gone, ack.expiring, ack.expired, "
                "sweep.finished; did you "
                "mean \"drift.opened\"?"},
        FaultOf{"[[webhooks]]\nname = \"x\"\nurl = {env = \"U\"}\nonly = \"prod\"",
                "tenon.toml:4:8: a selection of targets is label=value or label!=value, several with commas: "
                "env=prod,region!=eu"}));

TEST(ConfigurationFaults, AreAllSaidAtOnceInTheOrderOfTheirPlaces) {
  EXPECT_EQ(
      faults_of("verzion = 1\n[diff]\nfail_on = 3\nx = 1\n[targets.a]\nurl = \"x\"\n[audit]\nworkers = 0\n"),
      "tenon.toml:1:1: unknown key \"verzion\" in the configuration; did you mean \"version\"?\n"
      "tenon.toml:3:11: \"fail_on\" of [diff] is a text in quotes, found a number\n"
      "tenon.toml:4:1: unknown key \"x\" in [diff]; known here: schemas, include, ignore, fail_on, match\n"
      "tenon.toml:6:7: \"url\" of target \"a\" is a URL without a password, or {env = \"NAME\"}, {file = "
      "\"PATH\"}, {service = \"NAME\"} or {command = [\"PROGRAM\", ...]}; a URL is "
      "postgresql://user@host/database or sqlite:///file.db\n"
      "tenon.toml:8:11: \"workers\" of [audit] is a number from 1 to 1000, found 0");
}

TEST(ConfigurationFaults, OfAFileThatIsNoTomlNameThePlace) {
  for (const std::string text :
       {"a = ", "[targets", "a = 1\na = 2", "url = \"x", "= 1", "a = 'x\n'", "\xff\xfe"})
    EXPECT_TRUE(faults_of(text).starts_with("tenon.toml:")) << text;
}

TEST(ConfigurationFaults, KeepAWorkingFileFree) {
  EXPECT_EQ(faults_of(kTarget), "");
  EXPECT_EQ(faults_of("[render]\ndialect = \"sql\"\n[service]\nstore = \"sqlite:///a.db\"\n"), "");
}

// Secrets ------------------------------------------------------------------------------------------------

constexpr const char* kCanary = "zq7canary0123456789";

/// Places of a file where somebody may write a URL, `@` being where the text goes.
const std::vector<std::string> kPlaces{
    "[targets.a]\nurl = @",
    "[targets.a]\nurl = {env = @}",
    "[targets.a]\nurl = {file = @}",
    "[targets.a]\nurl = {service = @}",
    "[targets.a]\nurl = {command = [\"echo\", @]}",
    "[targets.a]\nurl = \"sqlite://\"\nscratch = @",
    "[targets.a]\nurl = \"sqlite://\"\ndeclared = @",
    "[targets.a]\nurl = \"sqlite://\"\nlabels = {x = @}",
    "[targets.a]\nurl = \"sqlite://\"\nexclude = [@]",
    "[targets.a]\nurl = \"sqlite://\"\ntime_limit = @",
    "[targets.a]\nurl = \"sqlite://\"\nschedule = {cron = @}",
    "[targets.a]\nurl = \"sqlite://\"\nschema_map = {pattern = @, declared = \"a\"}",
    "[targets.@]\nurl = \"sqlite://\"",
    "[[target_sets]]\nname = \"{n}\"\nsource = {file = \"f\"}\nurl = @",
    "[[target_sets]]\nname = @\nsource = {file = \"f\"}",
    "[[target_sets]]\nname = \"{n}\"\nsource = {query = @, url = \"sqlite://\"}",
    "[[target_sets]]\nname = \"{n}\"\nsource = {query = \"SELECT 1\", url = @}",
    "[store]\nurl = @",
    "[service]\nstore = @",
    "[service]\nlisten = @",
    "[diff]\nfail_on = @",
    "[diff]\n@ = 1",
    "[naming]\npk = @",
    "[naming]\n@ = {text = []}",
    "[[webhooks]]\nname = \"x\"\nurl = @",
    "[[webhooks]]\nname = \"x\"\nurl = {env = \"U\"}\nevents = [@]",
    "[[webhooks]]\nname = \"x\"\nurl = {env = \"U\"}\nonly = @",
    "@ = 1",
};

std::string at_place(std::string place, const std::string& text) {
  return place.replace(place.find('@'), 1, "\"" + text + "\"");
}

TEST(ConfigurationSecrets, OfAnyUrlAtAnyPlaceAreFaultsThatNameTheLineAndDoNotEcho) {
  for (const std::string& place : kPlaces)
    for (const std::string url :
         {"postgresql://app:zq7canary0123456789@h/db", "postgresql://h/db?password=zq7canary0123456789",
          "host=h password=zq7canary0123456789", "postgresql+asyncpg://app:zq7canary0123456789@h/db"}) {
      const std::string said = faults_of(at_place(place, url));
      EXPECT_NE(said.find("a password stands in the file"), std::string::npos) << place << "\n" << said;
      EXPECT_TRUE(said.starts_with("tenon.toml:")) << said;
      EXPECT_EQ(said.find(kCanary), std::string::npos) << place << "\n" << said;
    }
}

TEST(ConfigurationSecrets, OfWebhooksAreTokensInTheirAddresses) {
  for (const std::string url :
       {"https://hooks.slack.com/services/T00000000/B00000000/zq7canary0123456789",
        "https://discord.com/api/webhooks/123456789012345678/zq7canary0123456789",
        "https://h.example/x?token=zq7canary", "https://h.example/x?a=1&sig=zq7canary",
        "https://u:zq7canary@h.example/x", "https://zq7canary0123456789@h.example/x"}) {
    const std::string said = faults_of("[[webhooks]]\nname = \"x\"\nurl = \"" + url + "\"");
    EXPECT_NE(said.find("tenon.toml:3:7: "), std::string::npos) << said;
    EXPECT_NE(said.find("stands in the file"), std::string::npos) << said;
    EXPECT_EQ(said.find("zq7canary"), std::string::npos) << said;
  }
  EXPECT_EQ(faults_of("[[webhooks]]\nname = \"x\"\nurl = \"https://hooks.example/tenon\""), "");
}

TEST(ConfigurationSecrets, OfCommandsAreOptionsWithTheirValues) {
  EXPECT_NE(faults_of("[targets.a]\nurl = {command = [\"x\", \"--token=zq7canary\"]}")
                .find("an option of a command gives a secret"),
            std::string::npos);
  EXPECT_EQ(
      faults_of("[targets.a]\nurl = {command = [\"vault\", \"kv\", \"get\", \"-field=password\", \"a\"]}"),
      "");
}

TEST(ConfigurationSecrets, InATextThatIsNoTomlAreNotQuoted) {
  for (const std::string text :
       {"url = postgresql://app:zq7canary0123456789@h/db",
        "url = \"postgresql://app:zq7canary0123456789@h/db", "url = 'a' 'zq7canary0123456789'",
        "zq7canary0123456789", "[zq7canary0123456789", "zq7canary0123456789 = 1\nzq7canary0123456789 = 2",
        "[zq7canary0123456789]\n[zq7canary0123456789]", "a = \"\\zq7canary0123456789\"",
        "a = 1zq7canary0123456789"}) {
    const std::string said = faults_of(text);
    EXPECT_NE(said, "") << text;
    EXPECT_EQ(said.find("zq7"), std::string::npos) << said;
  }
}

TEST(ConfigurationIssues, NameARepositoryATokenAndWhatIssuesTellOf) {
  const std::string good =
      "[[webhooks]]\nname = \"x\"\nformat = \"github-issue\"\nrepository = \"a/b\"\ntoken = {env = \"T\"}\n";
  EXPECT_EQ(faults_of(good), "");
  EXPECT_EQ(faults_of(good + "api_url = \"https://github.example.com/api/v3\"\nevents = [\"audit.failed\"]"),
            "");
  for (const char* more : {"url = \"https://x.example\"", "secret = {env = \"S\"}",
                           "events = [\"sweep.finished\"]", "events = [\"audit.stale\"]"})
    EXPECT_NE(faults_of(good + more), "") << more;
  for (const char* repository : {"a", "a/b/c", "/b", "a/", "a/b?x=1", "../b", "a/b c"})
    EXPECT_NE(
        faults_of(
            "[[webhooks]]\nname = \"x\"\nformat = \"github-issue\"\ntoken = {env = \"T\"}\nrepository = \"" +
            std::string(repository) + "\""),
        "")
        << repository;
  EXPECT_NE(faults_of("[[webhooks]]\nname = \"x\"\nformat = \"github-issue\"\nrepository = \"a/b\""), "");
}

}  // namespace
}  // namespace tenon
