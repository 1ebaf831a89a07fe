#include <gtest/gtest.h>

#include <string>

#include "tests/support/postgres.h"
#include "tests/support/shell.h"

/// `tenon audit` of the schemas of one database.
namespace tenon::test::this_file {
namespace {

class SchemaMapAudit : public testing::Test {
 protected:
  SchemaMapAudit() {
    for (const std::string schema : {"tenant_1", "tenant_2"})
      database_.run("CREATE SCHEMA " + schema + "; CREATE TABLE " + schema + ".a (id integer)");
    write_file(folder_.file("tenant.sql"), "CREATE TABLE a (id integer);");
    write_file(folder_.file("tenon.toml"),
               "[targets.fleet]\nurl = {env = \"FLEET_URL\"}\ndeclared = \"tenant.sql\"\n"
               "schema_map = {pattern = \"tenant_*\", declared = \"public\"}\n[audit]\nattempts = 1\n");
  }
  void says(int code, const std::string& arguments, const std::string& text, const std::string& url = "") {
    const Ran ran = shell("cd " + shell_quoted(folder_.path().string()) +
                          " && FLEET_URL=" + shell_quoted(url.empty() ? database_.url() : url) + " " +
                          shell_quoted(TENON_BIN) + " " + arguments);
    EXPECT_EQ(ran.code, code) << arguments << ran.out << ran.err;
    EXPECT_NE((ran.out + ran.err).find(text), std::string::npos) << arguments << "\n" << ran.out << ran.err;
  }
  const TemporaryDatabase& database() const { return database_; }

 private:
  TemporaryDatabase database_;
  TempFolder folder_;
};

TEST_F(SchemaMapAudit, TheNameOfTheTargetMeansAllOfItsSchemas) {
  says(0, "audit fleet", "2 targets");
  says(0, "audit fleet/tenant_1", "1 target,");
  says(64, "audit fleat", "there is no target fleat");
}

TEST_F(SchemaMapAudit, ASchemaThatWasDroppedIsNoLongerThere) {
  says(0, "audit --all", "2 in sync");
  database().run("DROP SCHEMA tenant_2 CASCADE");
  says(0, "audit --all", "no longer there: fleet/tenant_2 (in sync when last audited)");
}

TEST_F(SchemaMapAudit, SchemasOfADatabaseThatCannotBeReachedAreNotAudited) {
  says(0, "audit --all", "2 in sync");
  says(1, "audit --all",
       "3 NOT AUDITED: fleet, fleet/tenant_1, fleet/tenant_2: ", "postgresql:///d?host=/nowhere");
  says(0, "history fleet/tenant_1", "error ");
}

}  // namespace
}  // namespace tenon::test::this_file
