#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>

#include "tests/live/private_server.h"
#include "tests/live/target.h"
#include "tests/support/postgres.h"

namespace tenon::test::this_file {
namespace {

constexpr const char* kDeclared = R"({"tables": {"t": {"columns": {"id": {"type": "integer"}}}}})";

/// What a run that failed has left in `-o json=FILE`: "REASON EXIT_CODE", after its own exit code.
class Reasons : public testing::Test {
 protected:
  Reasons() { write_file(file("schema.json"), kDeclared); }
  std::string file(std::string_view name) const { return folder_.file(name); }

  std::string run(const std::string& line, const std::string& limit = "") const {
    write_file(file("r.json"), "yesterday");
    const Ran ran = shell(limit + std::string(TENON_BIN) + " " + line + " -o json=" + file("r.json"));
    message_ = ran.err;
    return left(ran.code);
  }
  std::string left(int code) const {
    const auto json = nlohmann::json::parse(read_file(file("r.json")));
    EXPECT_EQ(json["outcome"], "unknown");
    EXPECT_EQ(json["exit_code"], code);
    return json["error"].value("reason", "none");
  }
  std::string check(const std::string& url) const {
    return run("check " + shell_quoted(url) + " " + file("schema.json"));
  }

  const TempFolder folder_;
  mutable std::string message_;
};

TEST_F(Reasons, AreThoseOfAServer) {
  const TemporaryDatabase database("CREATE TABLE t (id integer)");
  EXPECT_EQ(check("postgresql://u@/db?host=/no/such/folder"), "connect") << message_;
  write_file(file("bad.json"), "{");
  EXPECT_EQ(run("check " + shell_quoted(database.url()) + " " + file("bad.json")), "parse") << message_;
  EXPECT_EQ(run("check " + shell_quoted(database.url()) + " " + file("none.json")), "parse") << message_;
  const std::string role = database.name() + "_stranger";
  database.run("REVOKE ALL ON DATABASE " + database.name() + " FROM PUBLIC; CREATE ROLE " + role + " LOGIN");
  EXPECT_EQ(check(database.url(role)), "rights") << message_;
  database.run("DROP ROLE " + role);
}

/// Locks table `t` of a database from when it is made until it goes.
class HeldTable {
 public:
  explicit HeldTable(const TemporaryDatabase& database) : database_(database) {
    holder_ = std::async(std::launch::async, [this] {
      return shell("psql -X -q " + shell_quoted(database_.url()) +
                   " -c 'BEGIN; LOCK TABLE t; SELECT pg_sleep(300)' >/dev/null 2>&1");
    });
    database.query(
        "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted "
        "AND relation = 't'::regclass) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
  }
  ~HeldTable() {
    database_.query(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%LOCK TABLE t;%' "
        "AND datname = current_database() AND pid <> pg_backend_pid()");
  }

 private:
  const TemporaryDatabase& database_;
  std::future<Ran> holder_;
};

// A lock holds the statement: one that is about to end when its time is over tells of a user's request
// (PostgreSQL forgets which timer fired once the statement has ended).
TEST_F(Reasons, OfALockOrATimeLimitIsTheLockOrTheLimit) {
  const TemporaryDatabase database("CREATE TABLE t (id integer); CREATE VIEW v AS SELECT id FROM t");
  {
    const HeldTable held(database);
    EXPECT_EQ(check(database.url() + "&options=-c%20lock_timeout%3D100ms"), "lock") << message_;
    EXPECT_EQ(check(database.url() + "&options=-c%20statement_timeout%3D100ms"), "timeout") << message_;
  }

  ASSERT_EQ(shell("sqlite3 " + file("live.db"), "CREATE TABLE t (id integer);").code, 0);
  auto writer = std::async(std::launch::async, [&] {
    return shell("sqlite3 " + file("live.db"),
                 "BEGIN EXCLUSIVE;\n.shell touch " + file("held") + "; sleep 8\nCOMMIT;\n");
  });
  ASSERT_EQ(shell("until [ -e " + file("held") + " ]; do sleep 0.05; done").code, 0);
  EXPECT_EQ(check("sqlite:///" + file("live.db")), "lock") << message_;
  writer.wait();
}

TEST_F(Reasons, OfAServerThatStopsInTheMiddleIsThatItIsGone) {
  const PrivateServer server("");
  server.run("CREATE TABLE t (id integer); CREATE VIEW v AS SELECT id FROM t");
  auto holder = std::async(std::launch::async, [&] {
    return shell("psql -X -q " + shell_quoted(server.url()) +
                 " -c 'BEGIN; LOCK TABLE t; SELECT pg_sleep(60)' >/dev/null");
  });
  server.run(
      "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted "
      "AND relation = 't'::regclass) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
  auto waiting = std::async(std::launch::async,
                            [&] { return check(server.url() + "&options=-c%20lock_timeout%3D60s"); });
  server.run(
      "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 't'::regclass) "
      "LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
  server.stop();
  EXPECT_EQ(waiting.get(), "gone") << message_;
  EXPECT_NE(message_.find("; the server went away"), std::string::npos) << message_;
  holder.wait();
}

TEST_F(Reasons, OfWhatCannotBeExpressedIsThatItIsNotModelled) {
  const TemporaryDatabase database(
      "CREATE TABLE p (a integer) PARTITION BY LIST (a); CREATE TABLE q (a integer) PARTITION BY RANGE (a)");
  write_file(
      file("schema.sql"),
      "CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE q (a integer) PARTITION BY LIST (a);");
  EXPECT_EQ(
      run("generate " + shell_quoted(database.url()) + " " + file("schema.sql") + " -m x --dir " + file("m")),
      "not_modelled")
      << message_;
  EXPECT_EQ(run("lint " + shell_quoted(database.url()) + " --exclude '*'"), "not_modelled") << message_;
}

TEST_F(Reasons, OfAFileThatIsTooLargeIsTheMachines) {
  const TemporaryDatabase database("CREATE TABLE t (id integer)");
  std::string sql;
  for (int i = 0; i < 300; ++i) sql += "CREATE TABLE t" + std::to_string(i) + " (id integer);";
  write_file(file("schema.sql"), sql);
  EXPECT_EQ(run("check " + shell_quoted(database.url()) + " " + file("schema.sql") + " -q", "ulimit -f 16; "),
            "internal")
      << message_;
}

TEST_F(Reasons, OfAFileWithoutReadRightsAreTheRights) {
  const std::string url = "sqlite:///" + file("live.db");
  ASSERT_EQ(shell("sqlite3 " + file("live.db"), "CREATE TABLE t (id integer);").code, 0);
  const Ran ran =
      shell("cd / && chmod 755 " + file("") + " && chmod 000 " + file("schema.json") +
            " && if [ $(id -u) = 0 ]; then exec setpriv --reuid 65534 --clear-groups " +
            std::string(TENON_BIN) + " check " + url + " " + file("schema.json") + " -o json; else exec " +
            std::string(TENON_BIN) + " check " + url + " " + file("schema.json") + " -o json; fi");
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(nlohmann::json::parse(ran.out)["error"]["reason"], "rights") << ran.err;
}

}  // namespace
}  // namespace tenon::test::this_file
