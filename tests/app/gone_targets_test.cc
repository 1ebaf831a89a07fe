#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/support/shell.h"

/// `tenon audit` of a fleet that gets smaller, and of one whose list cannot be read.
namespace tenon::test::this_file {
namespace {

using Json = nlohmann::json;

constexpr const char* kSchema = "CREATE TABLE users (id INTEGER PRIMARY KEY);\n";

/// A set of three members and a target of its own, each a SQLite database.
class ShrinkingFleet : public testing::Test {
 protected:
  ShrinkingFleet() {
    write_file(file("schema.sql"), kSchema);
    for (const std::string name : {"t-1", "t-2", "t-3", "north"})
      shell("sqlite3 " + shell_quoted(file(name + ".db")), kSchema);
    shell("sqlite3 " + shell_quoted(file("t-2.db")), "CREATE TABLE more (id INTEGER);");
    list("1\n2\n3\n");
    configure("[targets.north]\nurl = \"sqlite:///north.db\"\ndeclared = \"schema.sql\"\n");
  }
  void list(const std::string& names) { write_file(file("tenants.txt"), names); }
  void configure(const std::string& targets) {
    write_file(file("tenon.toml"),
               "version = 1\n" + targets +
                   "[[target_sets]]\nname = \"t-{name}\"\nsource = {file = \"tenants.txt\"}\n"
                   "url = \"sqlite:///t-{name}.db\"\ndeclared = \"schema.sql\"\n");
  }
  Ran run(const std::string& arguments) {
    return shell("cd " + shell_quoted(folder_.path().string()) + " && " + shell_quoted(TENON_BIN) + " " +
                 arguments);
  }
  void says(const std::string& arguments, int code, const std::string& text) {
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    EXPECT_NE(ran.out.find(text), std::string::npos) << arguments << "\n" << ran.out << ran.err;
  }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(ShrinkingFleet, ARowThatIsGoneIsToldOnceInEveryReport) {
  ASSERT_EQ(run("audit --all").code, 2);
  list("1\n3\n");
  const Ran ran = run("audit --all -o text -o json=a.json -o markdown=a.md -o html=a.html");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("on t-2, no longer there)"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("\n  no longer there: t-2 (drift "), std::string::npos) << ran.out;
  EXPECT_NE(read_file(file("a.md")).find("**no longer there** t-2 (drift "), std::string::npos)
      << read_file(file("a.md"));
  EXPECT_NE(read_file(file("a.html")).find("no longer there"), std::string::npos);
  const Json told = Json::parse(read_file(file("a.json"))).at("transitions");
  EXPECT_EQ(told.at(0).at("event"), "drift.closed");
  EXPECT_EQ(told.at(0).at("reason"), "gone");
  EXPECT_EQ(told.at(1).at("event"), "target.gone");
  EXPECT_EQ(told.at(1).at("targets").at(0).at("name"), "t-2");
  EXPECT_EQ(run("audit --all").out.find("no longer there"), std::string::npos);
  says("history t-2", 0, "t-2  no longer there since ");
  says("history t-2", 0, "the target is no longer there: it went between ");
  EXPECT_EQ(Json::parse(run("history t-2 -o json").out).at("episodes").at(0).at("closed_by"), "gone");
  EXPECT_EQ(run("store verify").code, 0);
}

TEST_F(ShrinkingFleet, ATargetThatIsNoLongerConfiguredIsGoneToo) {
  run("audit --all");
  configure("");
  says("audit --all", 2, "no longer there: north (in sync when last audited)");
}

TEST_F(ShrinkingFleet, WebhooksWithASelectionHearOfIt) {
  const std::string hook =
      "[[webhooks]]\nname = \"w\"\nurl = \"https://127.0.0.1/x\"\nonly = \"team=shop\"\nevents = "
      "[\"target.gone\"]\n";
  configure(
      "[targets.north]\nurl = \"sqlite:///north.db\"\ndeclared = \"schema.sql\"\nlabels = {team = "
      "\"shop\"}\n" +
      hook);
  run("audit --all");
  configure(hook);
  list("1\n");
  run("audit --all");
  const Json messages = Json::parse(run("notify --list -o json").out).at("messages");
  ASSERT_EQ(messages.size(), 1U) << messages;
  EXPECT_EQ(messages.at(0).at("event"), "target.gone");
  EXPECT_EQ(run("audit --all --store sqlite:///other.db").out.find("no longer there"), std::string::npos);
}

TEST_F(ShrinkingFleet, AChoiceOfTargetsSaysNothingOfOthers) {
  run("audit --all");
  list("1\n3\n");
  EXPECT_EQ(run("audit 't-*'").out.find("no longer there"), std::string::npos);
  says("audit --all", 0, "no longer there: t-2");
}

TEST_F(ShrinkingFleet, TheMembersOfAListThatCannotBeReadAreNotAudited) {
  run("audit --all");
  std::filesystem::remove(file("tenants.txt"));
  const Ran ran = run("audit --all");
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("4 NOT AUDITED: t-1..3, t-{name}: "), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("no longer there"), std::string::npos) << ran.out;
  const Json audits = Json::parse(run("history t-1 -o json").out).at("audits");
  ASSERT_EQ(audits.size(), 2U);
  EXPECT_EQ(audits.at(0).at("outcome"), "error");
  list("1\n2\n3\n");
  const Ran again = run("audit --all");
  EXPECT_EQ(again.code, 2);
  EXPECT_EQ(again.out.find("no longer there"), std::string::npos) << again.out;
  EXPECT_EQ(run("store verify").code, 0);
}

}  // namespace
}  // namespace tenon::test::this_file
