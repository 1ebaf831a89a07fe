#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/live/private_server.h"
#include "tests/support/postgres.h"
#include "tests/support/shell.h"

/// An audit store on a PostgreSQL server that does not take what is written: read-only, a standby, full.
namespace tenon::test::this_file {
namespace {

using Json = nlohmann::json;

/// A folder with three SQLite databases to audit.
class UnwritableStore : public testing::Test {
 protected:
  UnwritableStore() {
    write_file(file("a.sql"), "CREATE TABLE a (id integer PRIMARY KEY, b integer);\n");
    std::string stanzas;
    for (const std::string name : {"north", "south", "west"}) {
      shell("sqlite3 -bail " + shell_quoted(file(name + ".db")), read_file(file("a.sql")));
      stanzas += "[targets." + name + "]\nurl = \"sqlite:///" + name + ".db\"\ndeclared = \"a.sql\"\n";
    }
    write_file(file("tenon.toml"), "[audit]\nworkers = 1\n" + stanzas);
  }

  std::string file(const std::string& name) const { return folder_.file(name); }
  Ran run(const std::string& arguments, const std::string& store) const {
    return shell("cd " + shell_quoted(folder_.path().string()) + " && TENON_STORE=" + shell_quoted(store) +
                 " " + shell_quoted(TENON_BIN) + " " + arguments);
  }
  void expect(int code, const std::string& arguments, const std::string& store,
              const std::string& said = "") const {
    const Ran ran = run(arguments, store);
    EXPECT_EQ(ran.code, code) << arguments << "\n" << ran.out << ran.err;
    EXPECT_NE((ran.out + ran.err).find(said), std::string::npos) << arguments << "\n" << ran.out << ran.err;
  }
  /// What is read is there, and what is written is refused with its reason.
  void expect_read_only(const std::string& store) const {
    const std::string why = "is read-only (default_transaction_read_only)";
    for (const std::string verb : {"audit --all", "ack add '*' --reason r --owner o --until 2999-12-31"})
      expect(1, verb, store, why);
    const Ran failed = run("audit --all -o json", store);
    EXPECT_EQ(Json::parse(failed.out).at("error").at("reason"), "rights") << failed.out;
    expect(0, "history north", store, "audit:1");
    expect(0, "store verify", store, "the store is whole");
    expect(0, "store stats", store, "audits");
    expect(0, "inspect audit:1 --summary", store, "1 table");
    expect(0, "diff audit:1 audit:2 --exit-code", store);
  }

 private:
  TempFolder folder_;
};

TEST_F(UnwritableStore, OnAReadOnlyServerIsReadAndNothingElse) {
  const PrivateServer server("");
  const std::string url = server.url();
  expect(0, "audit --all", url);
  server.run("ALTER ROLE tenon SET default_transaction_read_only = on");
  expect_read_only(url);
  server.run("BEGIN READ WRITE; ALTER ROLE tenon RESET default_transaction_read_only; COMMIT");
  expect_read_only(url + "&options=-cdefault_transaction_read_only%3Don");
  server.run("ALTER SYSTEM SET default_transaction_read_only = on");
  server.restart();
  expect_read_only(url);
  expect(0, "audit --all", url + "&options=-cdefault_transaction_read_only%3Doff");
  expect(0, "store verify", url);
}

TEST_F(UnwritableStore, OnAReadOnlyServerIsNotMade) {
  const PrivateServer server("default_transaction_read_only = on\n");
  expect(1, "audit --all", server.url(), "is read-only (default_transaction_read_only)");
  expect(1, "history north", server.url(), "there is no audit store");
}

TEST_F(UnwritableStore, OnAStandbyIsReadAndNothingElse) {
  const PrivateServer primary("");
  expect(0, "audit --all", primary.url());
  const PrivateServer standby = PrivateServer::standby_of(primary);
  expect_read_only(standby.url());
  expect(0, "audit --all", primary.url());
  expect(0, "store verify", primary.url());
}

/// The server says that its disk is full from the second result of a sweep on.
constexpr const char* kFull = R"sql(
SET search_path = tenon;
CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM tenon.audit WHERE sweep_id = NEW.sweep_id) >= 1 THEN
    RAISE EXCEPTION 'could not extend file "base/5/16384": No space left on device' USING ERRCODE = '53100';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_space BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION no_space();
)sql";

TEST_F(UnwritableStore, OnAFullDiskKeepsWhatWasRecordedAndGoesOnWhenThereIsRoom) {
  const TemporaryDatabase database;
  expect(0, "audit --all", database.url());
  database.run(kFull);
  const Ran failed = run("audit --all -o json", database.url());
  EXPECT_EQ(failed.code, 1) << failed.out << failed.err;
  EXPECT_NE(failed.err.find("the server has no space left; what was recorded before is kept"),
            std::string::npos)
      << failed.err;
  EXPECT_EQ(Json::parse(failed.out).at("error").at("reason"), "internal");
  EXPECT_EQ(database.query("SELECT count(*) FROM tenon.audit"), "4") << "three of the first night, and one";
  expect(0, "store verify", database.url(), "the store is whole");
  expect(0, "history north", database.url(), "audit:1");
  database.run("DROP TRIGGER no_space ON tenon.audit");
  expect(0, "audit --all", database.url(), "3 in sync");
  expect(0, "store verify", database.url(), "the store is whole");
  EXPECT_EQ(database.query("SELECT count(*) FROM tenon.audit"), "7");
}

/// A schema that a role may not use looks as if it were not there.
TEST_F(UnwritableStore, ThatARoleMayNotUseSaysWhichRightsAreWanted) {
  const PrivateServer server("");
  expect(0, "audit --all", server.url());
  server.run("CREATE ROLE guest LOGIN; CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA tenon TO reader");
  const auto as = [&](const std::string& role) {
    std::string url = server.url();
    return url.replace(url.find("tenon@"), 6, role + "@");
  };
  for (const std::string verb : {"history north", "store verify", "audit --all", "doctor"})
    expect(1, verb, as("guest"), "the role guest may not use its schema tenon");
  const Ran failed = run("history north -o json", as("guest"));
  EXPECT_EQ(Json::parse(failed.out).at("error").at("reason"), "rights") << failed.out;
  expect(1, "history north", as("reader"), "the role may not do it");
}

TEST_F(UnwritableStore, ThatIsNotMadeYetIsNoFaultOfTheDoctor) {
  const TemporaryDatabase database;
  expect(0, "doctor", database.url(), "will be made by the first audit");
  expect(0, "doctor", "sqlite:///not-yet.db", "will be made by the first audit");
  EXPECT_EQ(database.query("SELECT count(*) FROM pg_namespace WHERE nspname = 'tenon'"), "0");
}

/// A file in a folder in which nothing can be written: on a file system that is mounted so, or by its rights.
TEST_F(UnwritableStore, InAReadOnlyFolderIsReadAndNothingElse) {
  const std::string store = "sqlite:///tenon.db";
  expect(0, "audit --all", store);
  const std::string folder = shell_quoted(file(""));
  const std::string mounted =
      "mount --bind " + folder + " " + folder + " && mount -o remount,ro,bind " + folder;
  const std::string in_namespace = "unshare --user --map-root-user --mount bash -c ";
  const bool may_mount = shell(in_namespace + shell_quoted(mounted)).code == 0;
  const auto read_only = [&](const std::string& arguments) {
    const std::string line = "cd " + folder + " && timeout 30 " + shell_quoted(TENON_BIN) + " " + arguments;
    if (may_mount) return shell(in_namespace + shell_quoted(mounted + " && " + line));
    shell("chmod 0444 " + shell_quoted(file("tenon.db")) + "; chmod 0555 " + folder);
    Ran ran = shell(line);
    shell("chmod 0755 " + folder + "; chmod 0644 " + shell_quoted(file("tenon.db")));
    return ran;
  };
  for (const std::string verb :
       {"history north", "store verify", "store stats", "inspect audit:1 --summary"}) {
    const Ran ran = read_only(verb);
    EXPECT_EQ(ran.code, 0) << verb << "\n" << ran.err;
  }
  for (const std::string verb : {"audit --all", "serve --listen 127.0.0.1:0"}) {
    const Ran ran = read_only(verb);
    EXPECT_EQ(ran.code, 1) << verb << "\n" << ran.err;
    EXPECT_NE(ran.err.find("it is read-only; give write access"), std::string::npos) << verb << "\n"
                                                                                     << ran.err;
  }
}

}  // namespace
}  // namespace tenon::test::this_file
