#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/shell.h"

/// What a configuration and the environment say beside targets: which findings fail, where the store is, what
/// the database is, and which sets are asked.
namespace tenon::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kSchema =
    "CREATE TABLE a (id integer PRIMARY KEY, b text);\nCREATE INDEX ix_a_b ON a (b);\n";

class ConfiguredValues : public testing::Test {
 protected:
  ConfiguredValues() {
    write("shop.sql", kSchema);
    make("shop", "");
    configure("");
  }

  void make(const std::string& name, const std::string& more) const {
    fs::remove(file(name + ".db"));
    ASSERT_EQ(shell("sqlite3 -bail " + shell_quoted(file(name + ".db")), kSchema + more).err, "");
  }
  void configure(const std::string& more) const {
    write("tenon.toml", more + "[targets.shop]\nurl = \"sqlite:///shop.db\"\ndeclared = \"shop.sql\"\n");
  }
  Ran tenon(const std::string& arguments, const std::string& variables = "") const {
    return shell("cd " + shell_quoted(folder_.path().string()) + " && " + variables + " " +
                 shell_quoted(TENON_BIN) + " " + arguments);
  }
  std::string expect(int code, const std::string& arguments, const std::string& said = "",
                     const std::string& variables = "") const {
    const Ran ran = tenon(arguments, variables);
    EXPECT_EQ(ran.code, code) << arguments << "\n" << ran.out << ran.err;
    EXPECT_NE((ran.out + ran.err).find(said), std::string::npos) << arguments << "\n" << ran.out << ran.err;
    return ran.out;
  }
  void write(const std::string& name, const std::string& text) const { write_file(file(name), text); }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(ConfiguredValues, FailOnDecidesTheExitCodeAndNotWhatIsShown) {
  make("shop", "CREATE INDEX ix_more ON a (id);");
  expect(2, "check shop", "drift (exit 2)");
  configure("[diff]\nfail_on = \"changed\"\n");
  const std::string text = expect(0, "check shop", "drift that fail_on = changed lets pass (exit 0)");
  EXPECT_NE(text.find("- unexpected  index       ix_more"), std::string::npos) << text;
  EXPECT_NE(text.find("failing (fail_on = changed): 0 of 1 finding"), std::string::npos) << text;
  expect(2, "check shop --fail-on any", "drift (exit 2)");
  expect(2, "check shop", "drift", "TENON_FAIL_ON=any");
  expect(64, "check shop --fail-on chnged", "did you mean \"changed\"?");
  expect(2, "diff shop --exit-code", "ix_more");
  const Json report = Json::parse(expect(0, "check shop -o json"));
  EXPECT_EQ(report.at("outcome"), "drift");
  EXPECT_EQ(report.at("exit_code"), 0);
  EXPECT_EQ(report.at("fail_on"), "changed");
  EXPECT_EQ(report.at("findings").at(0).at("fails"), false);
  make("shop", "DROP INDEX ix_a_b; CREATE INDEX ix_more ON a (id);");
  EXPECT_EQ(Json::parse(expect(2, "check shop -o json")).at("exit_code"), 2);
}

TEST_F(ConfiguredValues, FailOnDestructiveIsWhatGenerateWantsToBeAllowed) {
  configure("[diff]\nfail_on = \"destructive\"\n");
  make("shop", "DROP INDEX ix_a_b; CREATE INDEX ix_more ON a (id);");
  expect(0, "check shop", "lets pass");
  make("shop", "DROP INDEX ix_a_b; ALTER TABLE a ADD COLUMN c text;");
  const Json report = Json::parse(expect(2, "check shop -o json"));
  for (const Json& finding : report.at("findings"))
    EXPECT_EQ(finding.contains("fails"), finding.at("name") != "c") << finding;
  write("shop.sql", "CREATE TABLE a (id integer PRIMARY KEY, b integer);\nCREATE INDEX ix_a_b ON a (b);\n");
  make("shop", "INSERT INTO a VALUES (1, '007');");
  expect(2, "check shop", "drift (exit 2)");
  make("shop", "INSERT INTO a VALUES (1, '7x');");
  expect(0, "check shop", "lets pass");
}

TEST_F(ConfiguredValues, FailOnNeverIsNotGreenAboutWhatIsNotKnown) {
  configure("[diff]\nfail_on = \"never\"\n");
  make("shop", "DROP INDEX ix_a_b;");
  expect(0, "check shop", "never lets pass");
  expect(1, "check sqlite:///gone.db shop.sql");
  make("other", "DROP INDEX ix_a_b; CREATE VIEW v AS SELECT 1;");
  const Json report = Json::parse(expect(1, "check sqlite:///other.db sqlite:///shop.db -o json"));
  EXPECT_EQ(report.at("outcome"), "unknown");
  EXPECT_EQ(report.at("error").at("reason"), "not_modelled");
}

TEST_F(ConfiguredValues, WhatPassesIsANoteInReportsForPrograms) {
  make("shop", "DROP INDEX ix_a_b;");
  for (const auto& [format, failing, passing] :
       {std::tuple{"sarif", "\"level\": \"error\"", "\"level\": \"note\""},
        std::tuple{"github", "::error", "::notice"}, std::tuple{"junit", "failures=\"1\"", "failures=\"0\""},
        std::tuple{"markdown", "drift (exit 2)", "drift that fail"},
        std::tuple{"html", "drift", "lets pass"}}) {
    expect(2, std::string("check shop -o ") + format, failing);
    expect(0, std::string("check shop --fail-on never -o ") + format, passing);
  }
}

TEST_F(ConfiguredValues, AnAuditFailsForWhatIsNamedAndRemembersAll) {
  make("shop", "CREATE INDEX ix_more ON a (id);");
  expect(0, "audit shop --fail-on changed", "exit 0 (drift that fail_on = changed lets pass)");
  expect(0, "history shop", "drift");
  configure("[diff]\nfail_on = \"missing\"\n");
  const Json passing = Json::parse(expect(0, "audit --all -o json"));
  EXPECT_EQ(passing.at("fail_on"), "missing");
  EXPECT_EQ(passing.at("counts").at("passing"), 1);
  EXPECT_EQ(passing.at("groups").at(0).at("findings").at(0).at("fails"), false);
  expect(0, "audit --all -o junit", "failures=\"0\"");
  expect(2, "audit --all --fail-on any", "exit 2 (drift)");
  make("shop", "ALTER TABLE a ADD COLUMN c text;");
  expect(2, "audit --all --fail-on destructive");
  expect(0, "audit --all", "missing lets pass", "TENON_FAIL_ON=missing");
  fs::remove(file("shop.db"));
  expect(1, "audit --all --fail-on never", "NOT AUDITED");
}

TEST_F(ConfiguredValues, ReportsOfWhatPassesAreDrawnUpAsPublished) {
  make("shop", "CREATE INDEX ix_more ON a (id);");
  expect(0, "check shop --fail-on missing -o json=report.json");
  expect(0, "audit shop --fail-on missing -o json=audit.json");
  for (const std::string name : {"report", "audit"}) {
    expect(0, "schema " + name + " > s.json");
    const Ran checked =
        shell("cd " + shell_quoted(file(".")) +
              " && python3 -c 'import json, jsonschema; jsonschema.validate(json.load(open(\"" + name +
              ".json\")), json.load(open(\"s.json\")))'");
    EXPECT_EQ(checked.code, 0) << checked.err;
  }
}

TEST_F(ConfiguredValues, MatchByNameMakesOfARenameADropAndAnAddition) {
  make("shop", "DROP INDEX ix_a_b; CREATE INDEX other ON a (b);");
  expect(2, "check shop", "> renamed     index       other -> ix_a_b");
  for (const std::string variables : {"TENON_MATCH=name", ""}) {
    if (variables.empty()) configure("[diff]\nmatch = \"name\"\n");
    const std::string text = expect(2, "check shop", "2 findings: 1 missing, 1 unexpected", variables);
    EXPECT_NE(text.find("--match name"), std::string::npos) << text;
  }
  expect(2, "check shop --match name-then-definition", "1 renamed");
  EXPECT_EQ(Json::parse(expect(2, "audit --all -o json")).at("groups").at(0).at("findings").size(), 2U);
  EXPECT_EQ(Json::parse(expect(2, "audit --all --match name-then-definition -o json"))
                .at("groups")
                .at(0)
                .at("findings")
                .size(),
            1U);
  expect(0, "explain index:a.other shop", "unexpected: only the actual side has it");
  expect(64, "check shop --match names", "did you mean \"name\"?");
}

TEST_F(ConfiguredValues, OnlineFormsChangeNothingWhereThereAreNone) {
  make("shop", "DROP INDEX ix_a_b;");
  const std::string plain = tenon("check shop -o sql").out;
  EXPECT_NE(plain.find("CREATE INDEX"), std::string::npos) << plain;
  configure("[render]\nconcurrently = true\nvalidate = \"separate\"\n");
  EXPECT_EQ(tenon("config check").err, "");
  EXPECT_EQ(tenon("check shop -o sql").out, plain);
}

TEST_F(ConfiguredValues, TheStoreOfTheConfigurationHoldsTheCatalogsOfThePast) {
  fs::create_directories(file("kept"));
  fs::create_directories(file("below"));
  configure("[store]\nurl = \"sqlite:///kept/store.db\"\n");
  expect(0, "audit --all");
  make("shop", "DROP INDEX ix_a_b;");
  expect(2, "audit --all");
  EXPECT_TRUE(fs::exists(file("kept/store.db")));
  expect(0, "diff audit:1 audit:2", "ix_a_b");
  expect(2, "check audit:2 shop.sql", "missing");
  expect(0, "inspect shop --at 2999-01-01 --summary", "1 table");
  expect(0, "check shop shop@2999-01-01", "in sync");
  expect(2, "check shop audit:1", "missing");
  expect(0, "lint audit:1 --disable TN501");
  expect(0, "explain index:a.ix_a_b audit:1 audit:2");
  const Ran below =
      shell("cd " + shell_quoted(file("below")) + " && " + shell_quoted(TENON_BIN) + " diff audit:1 audit:2");
  EXPECT_EQ(below.code, 0) << below.err;
  expect(1, "inspect audit:1", "there is no audit store", "TENON_STORE=sqlite:///none.db");
  expect(1, "inspect audit:1 --store sqlite:///none.db", "there is no audit store at none.db");
  configure("");
  write("store.txt", "sqlite:///kept/store.db\n");
  fs::permissions(file("store.txt"), fs::perms::owner_read);
  expect(0, "inspect audit:1", "", "TENON_STORE_FILE=store.txt");
  expect(0, "history shop", "audit:2", "TENON_STORE_FILE=store.txt");
  expect(78, "history shop", "both TENON_STORE and", "TENON_STORE=sqlite:///a.db TENON_STORE_FILE=store.txt");
  expect(1, "inspect audit:1", "there is no audit store at tenon.db");
}

TEST_F(ConfiguredValues, AStoreThatNobodyNeedsIsNotLookedFor) {
  configure("[store]\nurl = {env = \"NO_SUCH_VARIABLE\"}\n");
  expect(0, "check shop", "in sync");
  expect(78, "check shop audit:1", "the variable NO_SUCH_VARIABLE is not set");
}

TEST_F(ConfiguredValues, TheDatabaseMayStandInTheEnvironment) {
  const std::string url = "TENON_URL=sqlite:///shop.db";
  fs::remove(file("tenon.toml"));
  expect(0, "inspect --summary", "1 table", url);
  expect(0, "lint --disable TN501", "", url);
  expect(0, "check shop.sql", "in sync", url);
  expect(0, "diff shop.sql", "nothing to change", url);
  expect(0, "explain index:a.ix_a_b shop.sql", "", url);
  expect(3, "generate shop.sql -m x", "", url);
  expect(64, "check", "DECLARED is required", url);
  expect(64, "inspect", "SOURCE is required");
  expect(64, "inspect --at 2026-11-01", "SOURCE is required", url);
  expect(78, "inspect", "it is no URL of a database", "TENON_URL=shop.db");
  write("url.txt", "sqlite:///shop.db\n");
  fs::permissions(file("url.txt"), fs::perms::owner_read);
  expect(0, "check shop.sql", "in sync", "TENON_URL_FILE=url.txt");
  expect(78, "check shop.sql", "both TENON_URL and TENON_URL_FILE are set", url + " TENON_URL_FILE=url.txt");
  expect(78, "inspect", "gone.txt", "TENON_URL_FILE=gone.txt");
  fs::permissions(file("url.txt"), fs::perms::all);
  expect(0, "inspect", "can be read by everybody", "TENON_URL_FILE=url.txt");
}

TEST_F(ConfiguredValues, WordsGoBeforeTheDatabaseOfTheEnvironment) {
  make("other", "DROP INDEX ix_a_b;");
  const std::string url = "TENON_URL=sqlite:///other.db";
  expect(0, "check shop", "in sync", url);
  expect(0, "check sqlite:///shop.db shop.sql", "in sync", url);
  expect(0, "inspect shop.sql --dialect sqlite", "ix_a_b", url);
  expect(2, "check shop.sql", "sqlite:///other.db", url);
  expect(64, "check sqlite:///shop.db", "DECLARED is required", url);
  expect(0, "check shop.sql sqlite:///shop.db", "in sync", url);
}

/// The password of a URL that stands in the environment is in no message.
TEST_F(ConfiguredValues, TheDatabaseOfTheEnvironmentIsNotShown) {
  write("url.txt", "postgresql://u:zq7canary@127.0.0.1:1/x\n");
  fs::permissions(file("url.txt"), fs::perms::owner_read);
  for (const std::string variable :
       {"TENON_URL=postgresql://u:zq7canary@127.0.0.1:1/x", "TENON_URL_FILE=url.txt"})
    for (const std::string verb : {"check shop.sql", "inspect", "lint", "generate shop.sql -m x"}) {
      const Ran ran = tenon(verb, variable);
      EXPECT_EQ(ran.code, 1);
      EXPECT_EQ((ran.out + ran.err).find("zq7canary"), std::string::npos) << ran.out << ran.err;
    }
}

constexpr const char* kFailingSet = R"toml([[target_sets]]
name = "t-{name}"
source = {query = "SELECT name FROM nowhere", url = "sqlite:///gone.db"}
url = "sqlite:///{name}.db"
declared = "shop.sql"
labels = {env = "test", tier = "{tier}"}
[[target_sets]]
name = "{name}-x"
source = {file = "names.txt"}
url = "sqlite:///{name}.db"
declared = "shop.sql"
)toml";

TEST_F(ConfiguredValues, ASetThatFailsIsNotInTheWayOfWhatIsKnownWithoutIt) {
  write("names.txt", "shop\nt-shop\n");
  make("t-shop", "");
  configure(kFailingSet);
  for (const std::string line :
       {"check shop", "check target:shop", "inspect shop", "diff shop shop.sql", "audit shop", "audit shop-x",
        "audit 'sh*'", "check shop-x", "doctor shop", "lint shop --disable TN501", "check t-shop-x"})
    expect(0, line);
  expect(64, "audit --select env=prod", "no target fulfils the selection");
  for (const std::string line :
       {"audit --all", "audit t-a", "audit 't-*'", "audit --select env=test", "audit --select tier=gold"})
    expect(1, line, "NOT AUDITED: t-{name}");
  expect(1, "check t-a", "gone.db");
  expect(64, "audit shpo", "did you mean \"shop\"?");
}

TEST_F(ConfiguredValues, ASetWithoutRowsIsNotGreen) {
  make("shop", "");
  write("set.csv", "name,url\n");
  configure("[[target_sets]]\nname = \"t-{name}\"\nsource = {file = \"set.csv\"}\ndeclared = \"shop.sql\"\n");
  const std::string text = expect(1, "audit --all", "has no row");
  EXPECT_NE(text.find("t-{name}"), std::string::npos) << text;
  EXPECT_NE(text.find("NOT AUDITED"), std::string::npos) << text;
  expect(1, "audit 't-*' --quiet -o json", "has no row");
}

TEST_F(ConfiguredValues, AResultOfThisMomentIsNeverOutdated) {
  make("shop", "");
  configure("");
  for (const std::string after : {"2s", "61s", "90m"}) {
    expect(0, "audit --all --quiet --stale-after " + after);
    EXPECT_EQ(tenon("store export").out.find("audit.stale"), std::string::npos) << after;
  }
}

TEST_F(ConfiguredValues, RetentionOfTheStoreHoldsUnlessAFlagSaysOtherwise) {
  make("shop", "");
  configure("[store]\nretention = {audits = \"36h\"}\n");
  for (int night = 0; night < 4; ++night) expect(0, "audit --all --quiet");
  const auto store = [&](const std::string& sql) {
    return shell("sqlite3 " + shell_quoted(file("tenon.db")) + " " + shell_quoted(sql)).out;
  };
  const std::string audits = "SELECT count(*) FROM audit";
  expect(0, "store prune");
  EXPECT_EQ(store(audits), "4\n") << "the day that has begun is kept";
  for (const std::string id : {"1", "2"})  // a month apart
    for (const std::string table : {"audit", "sweep"})
      store("UPDATE " + table + " SET started_at = '2026-0" + id +
            "-01T00:00:00.000000Z', finished_at = '2026-0" + id + "-01T00:00:01.000000Z' WHERE id = " + id);
  expect(64, "store export -o json=e.json", "send them to a file");
  expect(0, "store prune --keep-audits 3000");
  EXPECT_EQ(store(audits), "4\n");
  expect(0, "store prune");
  EXPECT_EQ(store(audits), "2\n");
}

}  // namespace
}  // namespace tenon::test
