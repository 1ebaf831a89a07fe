#include "config/settings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/config/read.h"

namespace tenon {
namespace {

Environment variables(std::map<std::string, std::string> all) {
  return [all = std::move(all)](const std::string& name) -> std::optional<std::string> {
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(found->second);
  };
}

const Environment kNone = variables({});

std::string shown(const Configuration& configuration, const std::string& key) {
  for (const ConfigurationEntry& entry : entries(configuration)) {
    if (entry.key != key) continue;
    std::string all;
    for (const std::string& text : entry.texts) all += (all.empty() ? "" : ",") + text;
    return all + " (" + to_string(entry.origin) + ")";
  }
  return "no such key";
}

/// A value of the form of each setting that a flag overrides.
const std::map<std::string, std::string> kGiven{
    {"schema", "app"},           {"include", "a"},     {"exclude", "b"},      {"fail-on", "never"},
    {"match", "name"},           {"style", "alembic"}, {"dir", "m"},          {"concurrently", "true"},
    {"validate", "separate"},    {"workers", "3"},     {"per-server", "5"},   {"time-limit", "7s"},
    {"target-time-limit", "9s"}, {"attempts", "2"},    {"stale-after", "8d"}, {"store", "sqlite:///s.db"},
    {"listen", "127.0.0.1:1"}};

TEST(Settings, AreOverriddenByTheEnvironmentAndThatByAFlagEachByItself) {
  std::size_t seen = 0;
  const Configuration file = test::read("");
  for_each_setting(file, [&](std::string_view key, std::string_view flag, const auto&) {
    if (flag.empty()) return;
    ++seen;
    const std::string name(flag), path(key), value = kGiven.at(name);
    const Configuration environment = overridden(file, {}, variables({{variable_of(flag), value}}));
    const std::string by_variable = name == "store" ? "env:TENON_STORE" : value;
    EXPECT_EQ(shown(environment, path), by_variable + " (environment " + variable_of(flag) + ")");
    const Configuration both = overridden(file, {{name, {value}}}, variables({{variable_of(flag), "other"}}));
    EXPECT_EQ(shown(both, path), value + " (flag --" + name + ")");
    std::vector<ConfigurationEntry> before = entries(file), after = entries(both);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i)
      EXPECT_EQ(before[i] == after[i], before[i].key != path) << before[i].key;
  });
  EXPECT_EQ(seen, kGiven.size());
}

TEST(Settings, OfTheFileStayWhereNothingElseIsSaid) {
  const Configuration file = test::read("[diff]\nfail_on = \"changed\"\n[audit]\nworkers = 2\n");
  const Configuration made = overridden(file, {}, variables({{"TENON_WORKERS", "9"}}));
  EXPECT_EQ(shown(made, "diff.fail_on"), "changed (tenon.toml:2:11)");
  EXPECT_EQ(shown(made, "audit.workers"), "9 (environment TENON_WORKERS)");
  EXPECT_EQ(shown(made, "audit.attempts"), "3 (default)");
}

TEST(Settings, GivenInAWrongFormAreFaultsThatDoNotEcho) {
  const auto said = [](const std::vector<GivenValue>& flags, const Environment& environment) {
    try {
      overridden(Configuration{}, flags, environment);
    } catch (const Error& error) {
      return std::to_string(exit_code(error.fault())) + " " + error.what();
    }
    return std::string();
  };
  EXPECT_EQ(
      said({}, variables({{"TENON_WORKERS", "zq7"}, {"TENON_FAIL_ON", "zq7"}})),
      "78 TENON_FAIL_ON is one of any, changed, missing, destructive, never, and is given something else\n"
      "TENON_WORKERS is a whole number from 1 on, and is given something else");
  EXPECT_EQ(said({}, variables({{"TENON_DIR", "postgresql://u:zq7canary@h/d"}})),
            "78 TENON_DIR is a text without a password, and is given something else");
  EXPECT_EQ(said({{"time-limit", {"1"}}}, kNone),
            "64 --time-limit is a time such as 30s, 10m or 400d, and is given something else");
}

TEST(Entries, NameEachKeyOnce) {
  const Configuration made = test::read(
      "[naming]\npk = \"a\"\n[targets.a]\nurl = {env = \"A\"}\nlabels = {x = \"y\"}\n[[target_sets]]\nname = "
      "\"{n}\"\nsource = {file = \"f\"}\n[[webhooks]]\nname = \"w\"\nurl = {env = \"W\"}\n");
  std::set<std::string> keys;
  for (const ConfigurationEntry& entry : entries(made))
    EXPECT_TRUE(keys.insert(entry.key).second) << entry.key;
  for (const char* key : {"naming.pk", "targets.a.url", "targets.a.labels.x", "target_sets[0].name",
                          "webhooks[0].url", "diff.fail_on", "store.url"})
    EXPECT_TRUE(keys.contains(key)) << key;
}

TEST(Overridden, ASecretOfAFileIsAReferenceToItsVariable) {
  const Configuration made = overridden(
      Configuration{}, {}, variables({{"TENON_STORE_FILE", "/run/secrets/store"}, {"TENON_DIR_FILE", "x"}}));
  EXPECT_EQ(shown(made, "store.url"), "env:TENON_STORE (environment TENON_STORE)");
  EXPECT_EQ(*made.render.dir, "migrations") << "a folder is no secret";
}

}  // namespace
}  // namespace tenon
