#include "reflect/postgresql/target.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "model/error.h"
#include "tests/support/random_source.h"

namespace tenon::this_file {
namespace {

std::string refusal(const std::string& url) {
  try {
    postgres_target(url);
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kConnection);
    return error.what();
  }
  return "";
}

TEST(PostgresTarget, ReadsEveryFormOfUrl) {
  for (const char* url :
       {"postgresql://u:p%40w@h:5433/db", "postgres://u:p%40w@h:5433/db",
        "postgresql+psycopg2://u:p%40w@h:5433/db", "jdbc:postgresql://h:5433/db?user=u&password=p%40w"}) {
    const auto parameters = postgres_target(url).parameters;
    EXPECT_EQ(parameters.at("user"), "u") << url;
    EXPECT_EQ(parameters.at("password"), "p@w") << url;
    EXPECT_EQ(parameters.at("host"), "h") << url;
    EXPECT_EQ(parameters.at("port"), "5433") << url;
    EXPECT_EQ(parameters.at("dbname"), "db") << url;
  }
  EXPECT_EQ(postgres_target("postgresql:///?service=prod").parameters.at("service"), "prod");
  EXPECT_EQ(postgres_target("postgresql+service://prod").parameters.at("service"), "prod");
}

TEST(PostgresTarget, MakesEverySessionReadOnlyAndImpatient) {
  const auto parameters = postgres_target("postgresql://h/db").parameters;
  EXPECT_EQ(parameters.at("application_name"), "tenon/" TENON_VERSION);
  EXPECT_EQ(parameters.at("connect_timeout"), "10");
  EXPECT_EQ(parameters.at("client_encoding"), "UTF8");
  EXPECT_EQ(parameters.at("options"),
            "-c statement_timeout=30s -c lock_timeout=2s -c client_min_messages=error  "
            "-c default_transaction_read_only=on");
}

TEST(PostgresTarget, FindsOutThatAMachineIsGone) {
  const auto parameters = postgres_target("postgresql://h/db").parameters;
  EXPECT_EQ(parameters.at("keepalives_idle"), "30");
  EXPECT_EQ(parameters.at("keepalives_interval"), "10");
  EXPECT_EQ(parameters.at("keepalives_count"), "3");
  EXPECT_EQ(postgres_target("postgresql://h/db?keepalives_idle=7").parameters.at("keepalives_idle"), "7");
}

TEST(PostgresTarget, WaitsAsLongAsItIsTold) {
  const auto parameters =
      postgres_target("postgresql://h/db?connect_timeout=3&options=-c%20statement_timeout%3D1h",
                      Patience{.limit = std::chrono::seconds(7)})
          .parameters;
  EXPECT_EQ(parameters.at("connect_timeout"), "7");
  const std::string& options = parameters.at("options");
  EXPECT_GT(options.find("statement_timeout=7s"), options.find("statement_timeout=1h")) << options;
}

TEST(PostgresTarget, KeepsTheUsersOptionsButNeverWrites) {
  const auto parameters =
      postgres_target(
          "postgresql://h/db?connect_timeout=3&application_name=mine&"
          "options=-c%20statement_timeout%3D5min%20-c%20default_transaction_read_only%3Doff")
          .parameters;
  EXPECT_EQ(parameters.at("application_name"), "mine");
  EXPECT_EQ(parameters.at("connect_timeout"), "3");
  EXPECT_EQ(
      parameters.at("options"),
      "-c statement_timeout=30s -c lock_timeout=2s -c client_min_messages=error "
      "-c statement_timeout=5min -c default_transaction_read_only=off -c default_transaction_read_only=on");
}

TEST(PostgresTarget, QuotesWhatItHandsToLibpq) {
  PostgresTarget target;
  target.parameters = {{"dbname", "it's"}, {"host", "a\\b"}};
  EXPECT_EQ(connection_string(target), "dbname='it\\'s' host='a\\\\b' ");
}

TEST(PostgresTarget, NamesTheNearestParameter) {
  EXPECT_EQ(refusal("postgresql://u:secret@h/db?sslmod=require"),
            "cannot read postgresql://***@h/db?sslmod=***: libpq knows no parameter \"sslmod\"; "
            "did you mean \"sslmode\"?");
  EXPECT_EQ(refusal("postgresql://h/db?sslmode=require&xyzzyxyzzy=1"),
            "cannot read postgresql://h/db?sslmode=require&xyzzyxyzzy=***: libpq knows no parameter "
            "\"xyzzyxyzzy\"; see the parameter key words in PostgreSQL's manual");
}

TEST(PostgresTarget, RefusesBadUrlsWithoutShowingThePassword) {
  for (const char* url : {"mysql://u:canary@h/db", "u:canary@h/db", "postgresql://u:can%zzary@h/db",
                          "postgresql://u:canary@[::1/db", "postgresql://u:canary@h:port@x/db?sslmode",
                          "postgresql://u:canary@h/db?password=canary%zz",
                          "postgresql://h/db?pass%77ord=canary%zz", "postgresql://h/db?Xcanary=1",
                          "postgresql://h/db?password=a&canary", "postgresql://u:a?canary@h/db"}) {
    const std::string message = refusal(url);
    EXPECT_TRUE(message.starts_with("cannot read ")) << message;
    EXPECT_EQ(message.find("ary"), std::string::npos) << message;
  }
}

TEST(PostgresTarget, RefusesWithoutShowingAnyPartOfAnyPassword) {
  const auto seed = std::random_device()();
  std::mt19937_64 rng(seed);
  int refused = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string source = test::random_source(rng, "qzq");
    try {
      postgres_target(source);
    } catch (const Error& error) {
      ++refused;
      ASSERT_EQ(std::string(error.what()).find("qzq"), std::string::npos)
          << "seed " << seed << ": " << source;
    }
  }
  EXPECT_GT(refused, 1000);
}

TEST(PostgresTarget, SaysWhatToDoAboutAFailure) {
  const PostgresTarget target = postgres_target("postgresql://u:canary@h/db");
  EXPECT_EQ(
      connection_failure(target,
                         "connection to server at \"h\" failed: FATAL:  password authentication failed\n"
                         "for canary"),
      (ConnectionFailure{
          Reason::kConnect,
          "cannot connect to postgresql://***@h/db: connection to server at \"h\" failed: FATAL: password "
          "authentication failed for ***; check user and password (URL, PGPASSWORD or ~/.pgpass)"}));
  EXPECT_EQ(
      connection_failure(target, "etwas ging schief"),
      (ConnectionFailure{Reason::kConnect,
                         "cannot connect to postgresql://***@h/db: etwas ging schief; check host, port, "
                         "database, user and password"}));
  EXPECT_EQ(connection_failure(target, "FATAL:  permission denied for database \"db\"").reason,
            Reason::kRights);
  EXPECT_EQ(connection_failure(target, "timeout expired").reason, Reason::kTimeout);
}

TEST(PostgresTarget, TellsWhatMayHealByItself) {
  const PostgresTarget target = postgres_target("postgresql://u@h/db");
  const auto healing = [&](const char* failure) { return connection_failure(target, failure).healing; };
  for (const char* passing :
       {"connection to server at \"h\" failed: Connection refused",
        "FATAL:  the database system is starting up", "FATAL:  sorry, too many clients already",
        "timeout expired",
        "could not translate host name \"h\" to address: Temporary failure in name resolution"})
    EXPECT_EQ(healing(passing), Healing::kMaybe) << passing;
  for (const char* lasting :
       {"FATAL:  password authentication failed for user \"u\"", "FATAL:  database \"db\" does not exist",
        "FATAL:  permission denied for database \"db\"", "FATAL:  no pg_hba.conf entry for host",
        "could not translate host name \"h\" to address: Name or service not known", "etwas ging schief"})
    EXPECT_EQ(healing(lasting), Healing::kNever) << lasting;
}

TEST(PostgresTarget, SaysThatAPasswordIsNotEscapedWithoutShowingIt) {
  for (const char* url : {"postgresql://u:sek@ret@h/db", "postgresql://u:sek/ret@h/db",
                          "postgresql://u:sek?ret@h/db", "postgresql://u:sek?a&sslmode=ret@h/db"}) {
    try {
      postgres_target(url);
      FAIL() << url;
    } catch (const Error& error) {
      const std::string said = error.what();
      EXPECT_NE(said.find("%40"), std::string::npos) << said;
      EXPECT_EQ(said.find("sek"), std::string::npos) << said;
      EXPECT_EQ(said.find("ret@"), std::string::npos) << said;
    }
  }
}

}  // namespace
}  // namespace tenon::this_file
