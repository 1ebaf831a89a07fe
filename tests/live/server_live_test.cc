#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/live/private_server.h"
#include "tests/live/target.h"
#include "tests/support/postgres.h"

namespace tenon::test::this_file {
namespace {

constexpr const char* kTable =
    "CREATE TABLE item (id integer PRIMARY KEY, state varchar(9) DEFAULT 'new'"
    " CONSTRAINT known CHECK (state IN ('new', 'old')));";

/// The same, in words that only a server can tell to be the same.
constexpr const char* kDeclared = R"json({"dialect": "postgresql", "tables": {"item": {
    "columns": {"id": {"type": "integer", "autoincrement": false}, "state": {"type": "varchar(9)", "default": "'new'::text"}},
    "primary_key": {"columns": ["id"], "name": "item_pkey"},
    "checks": [{"name": "known",
                "sqltext": "state = ANY (ARRAY[('new'::character varying)::text, ('old'::varchar)::text])"}]}}})json";

std::string declared_in(const TempFolder& folder) {
  write_file(folder.file("schema.json"), kDeclared);
  return folder.file("schema.json");
}

Ran check(const std::string& url, const std::string& declared) {
  return tenon("check " + shell_quoted(url) + " " + declared);
}

/// A certificate for localhost that signs itself, and its key.
void make_certificate(const TempFolder& folder, const std::string& name) {
  const Ran ran = shell("cd " + folder.path().string() +
                        " && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                        " -addext subjectAltName=DNS:localhost -keyout " +
                        name + ".key -out " + name + ".crt");
  ASSERT_EQ(ran.code, 0) << ran.err;
}

std::string some_port() {
  std::random_device source;
  return std::to_string(20000 + source() % 20000);
}

TEST(ServerLive, IsReachedOverTlsWithAPassword) {
  const TempFolder folder;
  make_certificate(folder, "server");
  make_certificate(folder, "stranger");
  const std::string port = some_port();
  const PrivateServer server("password_encryption = 'scram-sha-256'\n",
                             "local all tenon trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n" +
                                 std::string("hostssl all all ::1/128 scram-sha-256\n"));
  server.run("ALTER SYSTEM SET ssl_cert_file = '" + server.installed(folder.file("server.crt")) + "'");
  server.run("ALTER SYSTEM SET ssl_key_file = '" + server.installed(folder.file("server.key")) + "'");
  server.run("ALTER SYSTEM SET ssl = on");
  server.run("ALTER SYSTEM SET listen_addresses = '127.0.0.1'");
  server.run("ALTER SYSTEM SET port = " + port);
  server.run("CREATE ROLE auditor LOGIN PASSWORD 'open sesame'");
  server.run(kTable);
  server.restart();
  const auto url = [&](const std::string& password, const std::string& rest) {
    return "postgresql://auditor:" + password + "@localhost:" + port + "/postgres?" + rest;
  };
  const std::string trusted = "sslmode=verify-full&sslrootcert=" + folder.file("server.crt");
  const std::string declared = declared_in(folder);

  const Ran right = check(url("open%20sesame", trusted), declared);
  EXPECT_EQ(right.code, 0) << right.out << right.err;
  const std::vector<std::string> refused = {
      url("close%20sesame", trusted),
      url("open%20sesame", "sslmode=verify-full&sslrootcert=" + folder.file("stranger.crt")),
      url("open%20sesame", "sslmode=disable")};
  for (const std::string& wrong : refused) {
    const Ran ran = check(wrong, declared);
    EXPECT_EQ(ran.code, 1) << ran.out;
    EXPECT_EQ((ran.out + ran.err).find("sesame"), std::string::npos) << ran.out << ran.err;
  }
}

TEST(ServerLive, MayBeAHotStandby) {
  const TempFolder folder;
  const PrivateServer primary("wal_level = replica\n", "local all all trust\nlocal replication all trust\n");
  primary.run(kTable);
  const PrivateServer standby = PrivateServer::standby_of(primary);
  const Ran checked = check(standby.url(), declared_in(folder));
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  const Ran seen = tenon("inspect " + shell_quoted(standby.url()) + " -o json");
  EXPECT_EQ(seen.code, 0) << seen.err;
  EXPECT_EQ(seen.out, tenon("inspect " + shell_quoted(primary.url()) + " -o json").out);
}

/// What a role of its own made the shared server log, a session at a time.
class Logged {
 public:
  explicit Logged(const TemporaryDatabase& database, const std::string& rights)
      : database_(database), role_(database.name() + "_auditor") {
    database.run("REVOKE ALL ON SCHEMA public FROM PUBLIC; REVOKE ALL ON DATABASE " + database.name() +
                 " FROM PUBLIC; CREATE ROLE " + role_ + " LOGIN; GRANT " + rights + " ON DATABASE " +
                 database.name() + " TO " + role_ + "; ALTER ROLE " + role_ + " SET log_statement = 'all'");
    start_ = size();
  }
  std::string url() const { return database_.url(role_); }

  /// The first line of every statement, by the process that ran it.
  std::map<std::string, std::vector<std::string>> sessions() const {
    std::istringstream log(database_.query("SELECT pg_read_file('log', " + start_ + ", " + size() + " - " +
                                           start_ + "::bigint)"));
    std::map<std::string, std::vector<std::string>> all;
    for (std::string line; std::getline(log, line);)
      for (const std::string mark : {"LOG:  statement: ", "LOG:  execute <unnamed>: "})
        if (const auto at = line.find(mark); at != std::string::npos)
          all[line.substr(line.find('['), line.find(']') - line.find('['))].push_back(
              line.substr(at + mark.size()));
    return all;
  }

 private:
  std::string size() const { return database_.query("SELECT (pg_stat_file('log')).size"); }

  const TemporaryDatabase& database_;
  std::string role_;
  std::string start_;
};

bool starts(const std::string& statement, const std::string& word) {
  const std::string verb = statement.substr(0, word.size());
  return std::equal(verb.begin(), verb.end(), word.begin(), word.end(),
                    [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; });
}

/// Reading statements between BEGIN ... READ ONLY and the end of the transaction, settings before it.
void expect_only_reading(const std::vector<std::string>& statements) {
  bool inside = false;
  for (const std::string& statement : statements) {
    if (starts(statement, "BEGIN")) {
      EXPECT_NE(statement.find("READ ONLY"), std::string::npos) << statement;
      inside = true;
    } else if (starts(statement, "COMMIT") || starts(statement, "ROLLBACK")) {
      inside = starts(statement, "ROLLBACK TO");
    } else if (!starts(statement, "SET ") && !starts(statement, "SAVEPOINT") &&
               !starts(statement, "RELEASE")) {
      EXPECT_TRUE(inside && (starts(statement, "SELECT") || starts(statement, "WITH") ||
                             starts(statement, "EXPLAIN") || statement.empty()))
          << statement;
    }
  }
}

TEST(ServerLive, OnlyReadsAndWantsNoRightButConnect) {
  const TempFolder folder;
  const TemporaryDatabase database(kTable);
  const Logged auditor(database, "CONNECT");
  const std::string declared = declared_in(folder);
  const Ran checked = check(auditor.url(), declared);
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_EQ(tenon("inspect " + shell_quoted(auditor.url())).code, 0);
  const std::string changed = folder.file("changed.json");
  std::string text = kDeclared;
  write_file(changed, text.replace(text.find("'old'"), 5, "'odd'"));
  const Ran written = tenon("generate " + shell_quoted(auditor.url()) + " " + changed + " -m x --dir " +
                            folder.file("migrations"));
  EXPECT_EQ(written.code, 0) << written.err;
  const auto sessions = auditor.sessions();
  EXPECT_GE(sessions.size(), 3U);
  std::size_t statements = 0;
  for (const auto& [process, all] : sessions) {
    expect_only_reading(all);
    statements += all.size();
  }
  EXPECT_GT(statements, 30U);
}

}  // namespace
}  // namespace tenon::test::this_file
