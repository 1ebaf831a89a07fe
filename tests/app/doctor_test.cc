#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/postgres.h"
#include "tests/support/shell.h"

/// `tenon doctor` where the audit of the night would fail.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

class Doctor : public testing::Test {
 protected:
  Doctor() {
    write("shop.sql", "CREATE TABLE a (id integer PRIMARY KEY);");
    shell("sqlite3 " + shell_quoted(file("shop.db")), "CREATE TABLE a (id integer PRIMARY KEY);");
    configure("");
  }
  void configure(const std::string& more, const std::string& declared = "shop.sql") const {
    write("tenon.toml",
          "[targets.shop]\nurl = \"sqlite:///shop.db\"\ndeclared = \"" + declared + "\"\n" + more);
  }
  void expect(int code, const std::string& said, const std::string& variables = "") const {
    const Ran ran = shell("cd " + shell_quoted(file(".")) + " && " + variables + " " +
                          shell_quoted(TENON_BIN) + " doctor");
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    EXPECT_NE(ran.out.find(said), std::string::npos) << ran.out << ran.err;
  }
  void write(const std::string& name, const std::string& text) const { write_file(file(name), text); }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(Doctor, TestsTheStoreThatIsUsedWithoutAWordOfIt) {
  expect(0, "will be made by the first audit");
  EXPECT_FALSE(fs::exists(file("tenon.db")));
  write("tenon.db", "no database at all, and long enough to be sure of it");
  expect(1, "FAIL  store");
}

TEST_F(Doctor, ADeclarationOfAnotherDatabaseIsAFault) {
  write("other.json", R"({"dialect": "postgresql", "tables": {}})");
  configure("", "other.json");
  expect(1, "declares a database of postgresql, and the target is one of sqlite");
}

TEST_F(Doctor, PatternsThatNothingMatchesAreAWarning) {
  configure("exclude = [\"table:b\", \"tmp_*\", \"a\"]\n");
  expect(0, "warn  patterns    nothing matches table:b");
  expect(0, ", tmp_*");
  configure("exclude = [\"table:a*\"]\n");
  expect(0, "ok    patterns    each matches something");
}

TEST_F(Doctor, WhatIsToBeComparedAndIsNotThereIsAFault) {
  configure("include = [\"table:b\"]\n");
  expect(1, "FAIL  patterns");
}

TEST_F(Doctor, TheSchemaThatAMapComparesWithIsDeclared) {
  const TemporaryDatabase database;
  database.run("CREATE SCHEMA tenant_1");
  write("tenant.sql", "CREATE SCHEMA tenant; CREATE TABLE tenant.a (id integer);");
  const auto map_to = [&](const std::string& schema) {
    write("tenon.toml",
          "[targets.fleet]\nurl = {env = \"FLEET_URL\"}\ndeclared = \"tenant.sql\"\n"
          "schema_map = {pattern = \"tenant_*\", declared = \"" +
              schema + "\"}\n");
  };
  const std::string url = "FLEET_URL=" + shell_quoted(database.url());
  map_to("tenat");
  expect(1, "\"tenat\", which is not declared; did you mean \"tenant\"?", url);
  map_to("tenant");
  expect(0, "ok    declared", url);
}

}  // namespace
}  // namespace tenon::test::this_file
