#include <gtest/gtest.h>

#include "config/settings.h"
#include "tests/config/read.h"

namespace tenon::this_file {
namespace {

using test::faults_of;
using test::read;

TEST(ApiTargets, AreReadWithWhatTheyMayUse) {
  const Configuration made = read(R"([service.api_targets]
enabled = true
secrets = { reporting = { env = "REPORTING" }, vault = { command = ["vault", "x"] } }
hosts = ["*.db.internal"]
files = ["/srv/*.db"]
declared = "schemas/*.sql"
)");
  const ApiTargetsConfiguration& allowed = made.service.api_targets;
  EXPECT_TRUE(*allowed.enabled);
  EXPECT_EQ(allowed.secrets.at("reporting").name, "REPORTING");
  EXPECT_EQ(*allowed.hosts, Words{"*.db.internal"});
  EXPECT_EQ(*allowed.declared, Words{"schemas/*.sql"});
  std::string shown;
  for (const ConfigurationEntry& entry : entries(made))
    if (entry.key.starts_with("service.api_targets.secrets"))
      shown += entry.key + " " + entry.texts.front() + "\n";
  EXPECT_EQ(shown,
            "service.api_targets.secrets.reporting env:REPORTING\n"
            "service.api_targets.secrets.vault command:vault\n");
}

TEST(ApiTargets, AreNoneWhereNothingIsSaid) {
  EXPECT_FALSE(*read("").service.api_targets.enabled);
  EXPECT_FALSE(*read("[service.api_targets]\nhosts = [\"*\"]").service.api_targets.enabled);
}

TEST(ApiTargets, ListNoSecretThatStandsInTheFileAndNoSchemaElsewhere) {
  EXPECT_NE(faults_of("[service.api_targets]\nsecrets = { a = \"postgresql://h/d\" }"), "");
  EXPECT_NE(faults_of("[service.api_targets]\nsecrets = { \"a b\" = { env = \"A\" } }"), "");
  for (const char* path : {"/etc/*.sql", "../*.sql", "a/../b.sql", ""})
    EXPECT_NE(faults_of("[service.api_targets]\ndeclared = [\"" + std::string(path) + "\"]"), "") << path;
  EXPECT_NE(faults_of("[service.api_targets]\nenabeld = true"), "");
}

TEST(ApiWebhooks, WantAKeyThatIsKeptElsewhere) {
  const Configuration made = read("[service.api_webhooks]\nenabled = true\nkey = { file = \"key\" }");
  EXPECT_TRUE(*made.service.api_webhooks.enabled);
  EXPECT_EQ(made.service.api_webhooks.key->name, "key");
  EXPECT_FALSE(*made.service.api_webhooks.allow_private);
  EXPECT_FALSE(*read("").service.api_webhooks.enabled);
  EXPECT_NE(faults_of("[service.api_webhooks]\nenabled = true"), "");
  EXPECT_NE(faults_of("[service.api_webhooks]\nkey = \"hunter2\""), "");
}

TEST(Passwords, AreReferencesBesideAUrl) {
  const Configuration made = read("[targets.a]\nurl = \"postgresql://u@h/d\"\npassword = { env = \"A\" }");
  EXPECT_EQ(made.targets.front().url->password.front().name, "A");
  EXPECT_NE(faults_of("[targets.a]\nurl = \"postgresql://u@h/d\"\npassword = \"hunter2\""), "");
  EXPECT_NE(
      faults_of(
          "[[target_sets]]\nname = \"{name}\"\nsource = { file = \"a.csv\" }\npassword = { env = \"A\" }"),
      "");
}

}  // namespace
}  // namespace tenon::this_file
