#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <nlohmann/json.hpp>

#include "tests/live/private_server.h"
#include "tests/live/target.h"
#include "tests/support/postgres.h"

namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSecret = "word-canary";

/// The verbs that read a database, run against one URL in a folder of their own.
class Interrupted : public testing::Test {
 protected:
  Interrupted() {
    write_file(file("schema.json"),
               R"({"dialect": "postgresql", "naming_convention": {"pk": "pk_%(table_name)s"},
                   "tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
  }
  std::string file(std::string_view name) const { return folder_.file(name); }

  /// A command line of each verb, with the folder that it may write to.
  std::vector<std::string> lines(const std::string& url, const std::string& options = "") const {
    const std::string schema = " " + file("schema.json");
    const std::string source = " " + shell_quoted(url);
    std::vector<std::string> all{"check" + source + schema,
                                 "diff" + source + schema,
                                 "generate" + source + schema + " -m x --allow all --dir " + file("m"),
                                 "inspect" + source,
                                 "lint" + source,
                                 "names" + source + " --convention" + schema};
    for (std::string& line : all) line += " " + options;
    return all;
  }

  /// Runs a line in a process whose id send() knows.
  Ran killable(const std::string& line) const {
    return shell("echo $$ > " + file("pid") + "; exec " TENON_BIN " " + line);
  }
  void send(const std::string& signal) const { shell("kill -" + signal + " $(cat " + file("pid") + ")"); }

  /// What stands in the folder besides the schema and the reports.
  std::vector<std::string> left_behind() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      const std::string name = entry.path().filename().string();
      const bool is_expected =
          name == "schema.json" || name == "m" || name == "pid" || name.starts_with("report");
      if (!is_expected) names.push_back(name);
    }
    return names;
  }

  /// Runs the lines side by side, does `meanwhile`, and returns what each came to.
  std::vector<Ran> during(const std::vector<std::string>& lines,
                          const std::function<void()>& meanwhile) const {
    std::vector<std::future<Ran>> running;
    for (std::size_t i = 0; i < lines.size(); ++i)
      running.push_back(std::async(std::launch::async, [this, i, line = lines[i]] {
        return shell("PGPASSWORD=" + std::string(kSecret) + " exec timeout -k 1 60 " TENON_BIN " " + line +
                     " -o json=" + file("report" + std::to_string(i) + ".json"));
      }));
    meanwhile();
    std::vector<Ran> ran;
    for (auto& one : running) ran.push_back(one.get());
    return ran;
  }

  /// Every run has failed with that reason, says so in its report too, and leaves nothing behind.
  void expect_failed(const std::vector<std::string>& lines, const std::vector<Ran>& ran,
                     const std::string& reason, const std::string& said) const {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(ran[i].code, 1) << lines[i] << "\n" << ran[i].err;
      EXPECT_EQ(ran[i].out, "") << lines[i];
      EXPECT_NE(ran[i].err.find(said), std::string::npos) << lines[i] << "\n" << ran[i].err;
      EXPECT_EQ(ran[i].err.find(kSecret), std::string::npos) << lines[i];
      const std::string report = read_file(file("report" + std::to_string(i) + ".json"));
      EXPECT_EQ(report.find(kSecret), std::string::npos) << lines[i];
      EXPECT_EQ(nlohmann::json::parse(report)["error"].value("reason", "none"), reason) << lines[i] << report;
    }
    EXPECT_EQ(left_behind(), std::vector<std::string>());
  }

  const TempFolder folder_;
};

/// A private server with a table that a session holds, so that readers wait.
class Held {
 public:
  Held() : server_("") {
    server_.run("CREATE TABLE t (id integer PRIMARY KEY); CREATE VIEW v AS SELECT id FROM t");
    holder_ = std::async(std::launch::async, [this] {
      return shell("psql -X -q " + shell_quoted(server_.url()) +
                   " -c 'BEGIN; LOCK TABLE t; SELECT pg_sleep(100)' >/dev/null");
    });
    wait_for("mode = 'AccessExclusiveLock' AND granted AND relation = 't'::regclass", 1);
  }
  ~Held() {
    server_.thaw();
    server_.kill();  // the session that holds the table ends with it
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  void wait_for_readers(std::size_t count) const {
    wait_for("NOT granted AND relation = 't'::regclass", count);
  }
  std::string url() const { return server_.url() + "&options=-c%20lock_timeout%3D90s"; }
  const PrivateServer& server() const { return server_; }

 private:
  void wait_for(const std::string& lock, std::size_t count) const {
    server_.run("DO $$ BEGIN WHILE (SELECT count(*) FROM pg_locks WHERE " + lock + ") < " +
                std::to_string(count) + " LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
  }

  PrivateServer server_;
  std::future<Ran> holder_;
};

TEST_F(Interrupted, ByAServerThatIsStoppedEndsInATimeoutOfItsOwn) {
  const PrivateServer server("");
  server.freeze();
  const std::vector<std::string> all = lines(server.url(), "--timeout 2");
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Ran> ran = during(all, [] {});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  expect_failed(all, ran, "timeout", "timeout expired; nothing answered in time");
}

TEST_F(Interrupted, ByAServerThatStopsInTheMiddleEndsInATimeoutOfItsOwn) {
  const Held held;
  const std::vector<std::string> all = lines(held.url(), "--timeout 4");
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Ran> ran = during(all, [&] {
    held.wait_for_readers(all.size());
    held.server().freeze();
  });
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(40));
  expect_failed(all, ran, "timeout", "the server has not answered for 9 seconds; it is stopped");
}

TEST_F(Interrupted, ByAServerThatIsKilledSaysThatItIsGone) {
  const Held held;
  const std::vector<std::string> all = lines(held.url());
  const std::vector<Ran> ran = during(all, [&] {
    held.wait_for_readers(all.size());
    held.server().kill();
  });
  expect_failed(all, ran, "gone", "the server went away");
}

TEST_F(Interrupted, ByAnAdministratorSaysSo) {
  const Held held;
  const std::vector<std::string> all = lines(held.url());
  const std::string readers = " FROM pg_stat_activity WHERE application_name LIKE 'tenon/%'";
  const std::vector<Ran> ended = during(all, [&] {
    held.wait_for_readers(all.size());
    held.server().run("SELECT pg_terminate_backend(pid)" + readers);
  });
  expect_failed(all, ended, "gone", "; try again");  // libpqxx mostly loses the server's last words
  const std::vector<Ran> cancelled = during(all, [&] {
    held.wait_for_readers(all.size());
    held.server().run("SELECT pg_cancel_backend(pid)" + readers);
  });
  expect_failed(all, cancelled, "gone", "somebody cancelled it on the server");
}

TEST_F(Interrupted, BySomebodysLockNamesTheTableAndWhoHoldsIt) {
  const Held held;
  const std::vector<std::string> all = lines(held.server().url() + "&options=-c%20lock_timeout%3D300ms");
  const std::vector<Ran> ran = during(all, [] {});
  expect_failed(all, ran, "lock", "; public.t is locked by pid ");
  for (const Ran& one : ran)
    EXPECT_NE(one.err.find("(psql, role tenon, query begun "), std::string::npos) << one.err;
  held.server().run("CREATE ROLE stranger LOGIN");
  std::string url = held.server().url() + "&options=-c%20lock_timeout%3D300ms";
  url.replace(url.find("tenon@"), 6, "stranger@");
  const Ran strangers = tenon("inspect " + shell_quoted(url));
  EXPECT_NE(strangers.err.find("; public.t is locked by pid "), std::string::npos) << strangers.err;
}

TEST_F(Interrupted, ByAQueueBehindALockNamesWhoIsWaitedFor) {
  const PrivateServer server("");
  server.run("CREATE TABLE t (id integer); CREATE VIEW v AS SELECT id FROM t");
  const auto run = [&](const std::string& sql) {
    return std::async(std::launch::async, [&server, sql] {
      return shell("psql -X -q " + shell_quoted(server.url()) + " -c '" + sql + "' >/dev/null");
    });
  };
  const auto reader = run("BEGIN; SELECT * FROM t; SELECT pg_sleep(100)");
  server.run(
      "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE mode = 'AccessShareLock' AND relation = "
      "'t'::regclass) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
  const auto writer = run("ALTER TABLE t ADD a integer");
  server.run(
      "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 't'::regclass) "
      "LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
  const Ran ran = tenon("inspect " + shell_quoted(server.url() + "&options=-c%20lock_timeout%3D300ms"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("; public.t is waited for by pid "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(", which waits for pid "), std::string::npos) << ran.err;
  server.stop();
}

TEST_F(Interrupted, ByASignalLeavesNoFileAndNoLock) {
  const Held held;
  for (const auto& [signal, code] : {std::pair("INT", 130), std::pair("TERM", 143)}) {
    for (std::string line : lines(held.url())) {
      auto running =
          std::async(std::launch::async, [&] { return killable(line + " -o json=" + file("report.json")); });
      held.wait_for_readers(1);
      send(signal);
      EXPECT_EQ(running.get().code, code) << line;
      EXPECT_EQ(left_behind(), std::vector<std::string>()) << line;
      EXPECT_FALSE(fs::exists(file("report.json"))) << line;
      held.server().run(
          "DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE "
          "a.application_name LIKE 'tenon/%') LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
    }
  }
}

/// Stdout that takes nothing: nothing half is left, and what is whole is said.
TEST_F(Interrupted, ByAStdoutThatTakesNothingSaysWhatIsWritten) {
  const TemporaryDatabase database("CREATE TABLE t (id bigint PRIMARY KEY)");
  for (const auto& [where, why] :
       {std::pair(">&-", "it is closed"), std::pair("> /dev/full", "No space left on device")}) {
    for (const std::string& line : lines(database.url())) {
      fs::remove_all(file("m"));
      const Ran ran = shell(TENON_BIN " " + line + " " + where);
      EXPECT_EQ(ran.code, 1) << line << "\n" << ran.err;
      EXPECT_NE(ran.err.find("cannot write to stdout: " + std::string(why)), std::string::npos)
          << line << ran.err;
      const bool has_files = fs::exists(file("m"));
      EXPECT_EQ(has_files, line.starts_with("generate")) << line;
      EXPECT_EQ(has_files, ran.err.find("the migration is written: ") != std::string::npos) << ran.err;
    }
  }
}

/// A database that SQL is read in is dropped, however the run ends.
class ScratchInterrupted : public Interrupted {
 protected:
  std::string line(const PrivateServer& server) const {
    const std::string url = shell_quoted(server.url());
    return "check " + url + " " + file("slow.sql") + " --scratch " + url;
  }
  static std::string databases(const PrivateServer& server) {
    return shell("psql -X -At " + shell_quoted(server.url()) +
                 " -c \"SELECT count(*) FROM pg_database WHERE datname LIKE 'tenon_scratch%'\"")
        .out;
  }
  static void wait_for_sleep(const PrivateServer& server) {
    server.run(
        "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE '%SELECT pg_sleep(50)%' "
        "AND application_name LIKE 'tenon/%') LOOP PERFORM pg_stat_clear_snapshot(), pg_sleep(0.01); END "
        "LOOP; "
        "END $$");
  }
  void SetUp() override {
    write_file(file("slow.sql"), "CREATE TABLE t (id integer);\nSELECT pg_sleep(50);\n");
  }
};

TEST_F(ScratchInterrupted, BySignalsAndByCancellingLeavesNoDatabase) {
  const PrivateServer server("");
  for (const std::string how : {"INT", "TERM", "cancel", "terminate"}) {
    auto running = std::async(std::launch::async, [&] { return killable(line(server)); });
    wait_for_sleep(server);
    EXPECT_EQ(databases(server), "1\n");
    if (how == "cancel" || how == "terminate")
      server.run("SELECT pg_" + how +
                 "_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(50)%' AND "
                 "application_name LIKE 'tenon/%'");
    else
      send(how);
    const Ran ran = running.get();
    EXPECT_EQ(ran.code, how == "INT" ? 130 : how == "TERM" ? 143 : 1) << how << ran.err;
    EXPECT_EQ(databases(server), "0\n") << how << ran.err;
  }
}

TEST_F(ScratchInterrupted, ByASilentServerSaysWhatMayBeLeft) {
  const PrivateServer server("");
  auto running = std::async(std::launch::async, [&] { return killable(line(server) + " --timeout 3"); });
  wait_for_sleep(server);
  server.freeze();
  const Ran ran = running.get();
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_NE(ran.err.find("the server has not answered for 8 seconds"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("could not be dropped: "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("drop it with: DROP DATABASE tenon_scratch_"), std::string::npos) << ran.err;
}

TEST_F(ScratchInterrupted, ByARoleThatMayMakeNoneSaysWhatItNeeds) {
  const PrivateServer server("");
  server.run("CREATE ROLE reader LOGIN");
  std::string url = server.url();
  url.replace(url.find("tenon@"), 6, "reader@");
  const Ran ran =
      tenon("check " + shell_quoted(url) + " " + file("slow.sql") + " --scratch " + shell_quoted(url));
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_NE(ran.err.find("permission denied to create database"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("CREATEDB"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace tenon::test::this_file
