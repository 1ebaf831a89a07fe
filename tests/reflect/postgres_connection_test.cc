#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "model/error.h"
#include "reflect/database.h"
#include "reflect/postgresql/connection.h"
#include "tests/support/postgres.h"

namespace tenon::this_file {
namespace {

using test::TemporaryDatabase;

constexpr const char* kPassword = "ca:n/a@r y%'s";
constexpr const char* kPasswordInUrl = "ca%3An%2Fa%40r%20y%25%27s";

/// The role that this server asks for its password. Other tests may be making it at the same moment.
constexpr const char* kReader = R"(
  SET password_encryption = 'scram-sha-256';
  DO $$ BEGIN CREATE ROLE pw_reader LOGIN PASSWORD 'ca:n/a@r y%''s';
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$)";

std::string refusal(const std::string& url) {
  try {
    open_postgresql(url);
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kConnection);
    return error.what();
  }
  return "";
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

void expect_told(const std::string& message, std::initializer_list<const char*> parts) {
  for (const char* part : parts)
    EXPECT_NE(message.find(part), std::string::npos) << part << " in: " << message;
  for (const char* secret : {kPassword, kPasswordInUrl, "wrong-canary"})
    EXPECT_EQ(message.find(secret), std::string::npos) << message;
}

TEST(PostgresConnection, SaysWhereItIsWithoutUserOrPassword) {
  const TemporaryDatabase database(kReader);
  const Side side = open_postgresql(database.url(std::string("pw_reader:") + kPasswordInUrl))->side();
  const std::string folder = test::postgres_server().substr(test::postgres_server().find("?host=") + 6);
  EXPECT_EQ(side.kind, "postgresql");
  EXPECT_EQ(side.url, "postgresql://***@/" + database.name() + "?host=" + folder);
  EXPECT_EQ(side.path, "");
  const std::string version = database.query("SHOW server_version");
  EXPECT_EQ(side.server_version, version.substr(0, version.find(' ')));
}

TEST(PostgresConnection, KeepsAWrongPasswordToItself) {
  const TemporaryDatabase database(kReader);
  const std::string message = refusal(database.url("pw_reader:wrong-canary"));
  expect_told(message,
              {"cannot connect to postgresql://***@/",
               "password authentication failed for user \"pw_reader\"", "; check user and password"});
}

TEST(PostgresConnection, SaysThatAPasswordIsWanted) {
  const TemporaryDatabase database(kReader);
  expect_told(refusal(database.url("pw_reader")),
              {"no password supplied", "give the password by PGPASSWORD"});
}

TEST(PostgresConnection, TakesThePasswordOfTheEnvironment) {
  const TemporaryDatabase database(kReader);
  setenv("PGPASSWORD", kPassword, 1);
  EXPECT_EQ(open_postgresql(database.url("pw_reader"))->side().kind, "postgresql");
  setenv("PGPASSWORD", "wrong-canary", 1);
  expect_told(refusal(database.url("pw_reader")), {"password authentication failed"});
  unsetenv("PGPASSWORD");
}

TEST(PostgresConnection, NamesAMissingDatabase) {
  const TemporaryDatabase database;
  const std::string message = refusal(replaced(database.url(), database.name(), "no_such_database"));
  expect_told(message, {"cannot connect to postgresql://***@/no_such_database",
                        "database \"no_such_database\" does not exist", "; check the database's name"});
}

TEST(PostgresConnection, NamesAMissingRole) {
  const TemporaryDatabase database;
  expect_told(refusal(database.url("no_such_role:wrong-canary")),
              {"role \"no_such_role\" does not exist", "; check the user's name"});
}

TEST(PostgresConnection, NamesAnAddressThatDoesNotAnswer) {
  expect_told(refusal("postgresql://u:wrong-canary@/db?host=/no/such/folder"),
              {"cannot connect to postgresql://***@/db?host=/no/such/folder", "No such file or directory",
               "; check host and port"});
  expect_told(
      refusal("postgresql://u:wrong-canary@127.0.0.1:1/db"),
      {"cannot connect to postgresql://***@127.0.0.1:1/db", "Connection refused", "; check host and port"});
  expect_told(refusal("postgresql://u:wrong-canary@no-such-host.invalid/db"),
              {"could not translate host name", "; check the host name"});
}

TEST(PostgresConnection, NamesAMissingService) {
  expect_told(refusal("postgresql:///?service=no_such_service"),
              {"cannot connect to postgresql:///?service=no_such_service",
               "definition of service \"no_such_service\" not found", "; check the service's name"});
}

TEST(PostgresConnection, TellsByTheStateWhyAStatementFailed) {
  const std::pair<const char*, Reason> states[] = {
      {"55P03", Reason::kLock},     {"40P01", Reason::kLock},    {"40001", Reason::kLock},
      {"42501", Reason::kRights},   {"57014", Reason::kTimeout}, {"25P03", Reason::kTimeout},
      {"57P01", Reason::kGone},     {"57P02", Reason::kGone},    {"08006", Reason::kGone},
      {"42601", Reason::kInternal}, {"53200", Reason::kConnect}, {"", Reason::kConnect}};
  for (const auto& [state, reason] : states) EXPECT_EQ(reason_of_sqlstate(state), reason) << state;
}

TEST(PostgresConnection, WaitsForNoLock) {
  const TemporaryDatabase database("CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t");
  const auto live = open_postgresql(database.url() + "&options=-c%20lock_timeout%3D100ms");
  const std::string url = database.url();
  const std::string lock =
      "psql -X -q '" + url + "' -c 'BEGIN; LOCK TABLE t; SELECT pg_sleep(5)' >/dev/null &";
  ASSERT_EQ(std::system(lock.c_str()), 0);
  database.query(
      "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted "
      "AND relation = 't'::regclass) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$");
  try {
    live->reflect();
    FAIL() << "the lock was not waited for";
  } catch (const Error& error) {
    expect_told(error.what(), {"cannot read the catalog of postgresql://***@/", "lock timeout", "try again",
                               "(in the URL: options=-c%20lock_timeout%3D30s)"});
    EXPECT_EQ(error.reason(), Reason::kLock);
  }
}

}  // namespace
}  // namespace tenon::this_file
