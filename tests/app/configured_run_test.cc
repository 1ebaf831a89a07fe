#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/shell.h"

/// The program in a folder with a tenon.toml, over SQLite databases.
namespace tenon::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kFile = R"toml([targets.shop]
url = "sqlite:///shop.db"
declared = "shop.sql"
dialect = "sqlite"
exclude = ["table:tmp_*"]
[targets.other]
url = {env = "OTHER_URL"}
declared = "shop.sql"
[[target_sets]]
name = "t-{name}"
source = {file = "t.txt"}
url = "sqlite:///{name}.db"
declared = "shop.sql"
[diff]
ignore = ["table:log"]
[render]
style = "json"
dir = "steps"
)toml";

class ConfiguredRun : public testing::Test {
 protected:
  ConfiguredRun() {
    write("tenon.toml", kFile);
    write("shop.sql", "CREATE TABLE a (id integer PRIMARY KEY);");
    write("t.txt", "x\nshop\n");
    shell("sqlite3 " + file("shop.db"),
          "CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE log (x);"
          "CREATE TABLE tmp_a (x);");
  }

  Ran tenon(const std::string& arguments, const std::string& variables = "",
            const std::string& below = ".") const {
    return shell("cd " + shell_quoted(file(below)) + " && " + variables + " " + shell_quoted(TENON_BIN) +
                 " " + arguments);
  }
  void expect(int code, const std::string& arguments, const std::string& said = "",
              const std::string& variables = "", const std::string& below = ".") const {
    const Ran ran = tenon(arguments, variables, below);
    EXPECT_EQ(ran.code, code) << arguments << "\n" << ran.out << ran.err;
    EXPECT_NE((ran.out + ran.err).find(said), std::string::npos) << arguments << "\n" << ran.out << ran.err;
  }
  void write(const std::string& name, const std::string& text) const { write_file(file(name), text); }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(ConfiguredRun, TakesATargetsNameWhereItTakesAUrl) {
  for (const std::string name : {"shop", "target:shop", "t-shop"}) {
    expect(name == "t-shop" ? 2 : 0, "check " + name);  // the set leaves no tmp_a out
    expect(0, "diff " + name + " shop.sql");
    expect(0, "inspect " + name);
    expect(0, "lint " + name + " --disable TN501");
    expect(0, "init " + name);
    expect(0, "explain table:a " + name);
  }
  expect(3, "generate shop -m x");
  expect(0, "diff shop.sql shop");
  expect(0, "check other", "", "OTHER_URL=sqlite:///shop.db TENON_INCLUDE=table:a");
}

TEST_F(ConfiguredRun, SaysOfAWordThatIsNeitherAFileNorATargetWhichIsNearest) {
  expect(64, "check shpo", "there is no file and no target \"shpo\"; did you mean \"shop\"?");
  expect(64, "inspect target:shpo", "there is no target \"shpo\"; did you mean \"shop\"?");
  expect(64, "diff shop shpo", "did you mean \"shop\"?");
  expect(64, "check", "ACTUAL is required; tenon.toml has shop, other, t-{name}");
  expect(64, "check ''", "");
  expect(1, "check nothing.json shop.sql", "No such file");
}

TEST_F(ConfiguredRun, SaysOfAWordThatCanOnlyBeATargetWhereThereIsNoConfiguration) {
  fs::remove(file("tenon.toml"));
  for (const char* line : {"check shop", "diff shop", "generate shop -m x", "inspect shop", "lint shop",
                           "names shop", "explain table:a shop", "init shop", "check shop shop.sql",
                           "diff shop.sql shop", "doctor shop", "check target:shop"})
    expect(64, line, "there is no tenon.toml here or above that names a target \"shop\"");
  expect(78, "notify shop", "there is no tenon.toml here or above that names a webhook");
}

TEST_F(ConfiguredRun, AWrongValueOfAVariableNamesTheVariable) {
  expect(78, "audit --all", "TENON_WORKERS is a whole number from 1 on", "TENON_WORKERS=abc");
  expect(64, "audit --all --workers abc", "--workers is a whole number from 1 on");
  expect(64, "audit --all --workers abc", "--workers is a whole number from 1 on", "TENON_WORKERS=4");
}

TEST_F(ConfiguredRun, AnEmptyWordIsNotTheOnlyTarget) {
  write("tenon.toml",
        "[targets.shop]\nurl = \"sqlite:///shop.db\"\ndeclared = \"shop.sql\"\ndialect = \"sqlite\"\n");
  expect(2, "check");
  expect(1, "check '' shop.sql", "the name is empty");
}

TEST_F(ConfiguredRun, FindsTheFileUpwardsAndItsPathsFromThere) {
  fs::create_directories(file("p/q"));
  expect(0, "check shop", "", "", "p/q");
  expect(0, "config check", "../../tenon.toml: no fault", "", "p/q");
  write("p/tenon.toml", "");
  expect(0, "config check", "../tenon.toml: no fault; 0 targets", "", "p/q");
  expect(0, "check shop --config ../../tenon.toml", "", "", "p/q");
  expect(0, "check shop", "", "TENON_CONFIG=" + file("tenon.toml"), "p/q");
  expect(78, "check shop", "nowhere.toml", "TENON_CONFIG=nowhere.toml");
}

TEST_F(ConfiguredRun, FlagGoesBeforeEnvironmentBeforeFile) {
  expect(0, "check shop", "");
  expect(2, "check shop --exclude table:tmp_*", "log");
  expect(2, "check shop", "log", "TENON_EXCLUDE='table:tmp_*'");
  expect(2, "check shop --exclude table:log", "tmp_a", "TENON_EXCLUDE='table:tmp_*'");
  expect(0, "check shop --include table:a", "", "TENON_EXCLUDE=table:none");
  write("shop.sql", "CREATE TABLE b (id integer PRIMARY KEY);");
  expect(0, "generate shop -m x --allow all --dry-run", "steps/");
  expect(0, "generate shop -m x --allow all --dry-run --dir d", "d/");
  expect(0, "generate shop -m x --allow all --dry-run --style sql", "CREATE TABLE");
  expect(0, "generate shop -m x --allow all --dry-run", "e/", "TENON_DIR=e");
}

TEST_F(ConfiguredRun, ShowsEachValueWithItsOrigin) {
  const Json shown = Json::parse(tenon("config show --json", "TENON_STYLE=sql TENON_WORKERS=3").out);
  std::map<std::string, Json> settings;
  for (const Json& one : shown["settings"]) settings[one["key"]] = one;
  EXPECT_EQ(settings["render.style"]["value"], "sql");
  EXPECT_EQ(settings["render.style"]["origin"]["name"], "TENON_STYLE");
  EXPECT_EQ(settings["render.dir"]["origin"]["line"], 18);
  EXPECT_EQ(settings["audit.workers"]["value"], 3);
  EXPECT_EQ(settings["audit.attempts"]["origin"]["kind"], "default");
  EXPECT_EQ(settings["targets.other.url"]["value"], "env:OTHER_URL");
}

TEST_F(ConfiguredRun, FaultsOfTheFileEndEveryVerbWithAllOfThem) {
  write("tenon.toml", "tragets = 1\n[diff]\nfail_on = 2\n");
  for (const std::string line :
       {"check shop", "inspect shop", "config show", "config check", "doctor", "lint shop"}) {
    expect(78, line, "tenon.toml:1:1: ");
    expect(78, line, "tenon.toml:3:11: ");
  }
  expect(0, "schema declared");
}

TEST_F(ConfiguredRun, AFileOfSomebodyElseIsRefusedUnlessItIsNamed) {
  fs::permissions(file("tenon.toml"), fs::perms::others_write, fs::perm_options::add);
  expect(78, "check shop", "can be written by everybody");
  expect(0, "check shop --config tenon.toml");
}

TEST_F(ConfiguredRun, InitWritesAFirstFileAndOverwritesNone) {
  expect(1, "init shop --target again", "already there");
  fs::remove(file("tenon.toml"));
  expect(0, "init sqlite:///shop.db --target shop -o json=made.json", "wrote tenon.toml");
  expect(0, "config check", "1 target,");
  expect(0, "check", "in sync");
  fs::remove(file("tenon.toml"));
  expect(64, "init sqlite:///shop.db --target 'a b'", "no configuration can be written");
  EXPECT_FALSE(fs::exists(file("tenon.toml")));
}

TEST_F(ConfiguredRun, DoctorTestsWhatIsNamedAndSaysHowItIsMended) {
  write("t.txt", "shop\n");
  expect(0, "doctor shop t-shop sqlite:///shop.db");
  expect(1, "doctor", "the variable OTHER_URL is not set");
  expect(0, "doctor", "target t-shop", "OTHER_URL=sqlite:///shop.db");
  expect(64, "doctor shpo", "did you mean \"shop\"?");
  write("shop.sql", "CREATE TABLE a (");
  expect(1, "doctor shop", "mend the file, or the path at \"declared\"");
}

TEST_F(ConfiguredRun, DoctorRefusesWebhooksThatLeadInside) {
  write("tenon.toml",
        "[[webhooks]]\nname = \"w\"\nurl = {env = \"HOOK\"}\n[store]\nurl = {env = \"STORE\"}\n");
  expect(1, "doctor", "it leads to this machine", "HOOK=https://127.0.0.1/x STORE=sqlite:///a.db");
  expect(1, "doctor", "link-local", "HOOK=https://169.254.169.254/x STORE=sqlite:///a.db");
  write("tenon.toml", "[[webhooks]]\nname = \"w\"\nurl = {env = \"HOOK\"}\nallow_private = true\n");
  expect(0, "doctor", "without encryption", "HOOK=http://127.0.0.1/x");
}

TEST_F(ConfiguredRun, DoctorKeepsItsPublishedSchema) {
  const std::string command =
      "OTHER_URL=sqlite:///no.db " + shell_quoted(TENON_BIN) + " doctor -o json=d.json; " +
      shell_quoted(TENON_BIN) +
      " schema doctor > s.json; /usr/bin/python3 -c 'import json, "
      "jsonschema; jsonschema.validate(json.load(open(\"d.json\")), json.load(open(\"s.json\")))'";
  const Ran ran = shell("cd " + shell_quoted(file(".")) + " && " + command);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(read_file(file("d.json")).find("\"failed\""), std::string::npos);
}

TEST_F(ConfiguredRun, ReportsDoNotTakeThePlaceOfWhatTheTargetDeclares) {
  expect(1, "check shop -o text=shop.sql", "cannot write shop.sql");
  EXPECT_EQ(read_file(file("shop.sql")), "CREATE TABLE a (id integer PRIMARY KEY);");
}

}  // namespace
}  // namespace tenon::test
