#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include <sys/socket.h>
#include <unistd.h>

#include "reflect/postgresql/server_failure.h"
#include "reflect/postgresql/silence_watch.h"
#include "reflect/postgresql/target.h"

namespace tenon::this_file {
namespace {

using std::chrono::milliseconds;

/// What libpq says, as each version words it, and what must be said of it.
struct Refusal {
  const char* libpq;
  Reason reason;
  const char* advice;
};

TEST(ConnectionFailure, IsAnsweredByWhatMendsIt) {
  const Refusal refusals[] = {
      {"FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"u\", database \"db\", no encryption",
       Reason::kConnect, "give sslmode=require"},
      {"FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"u\", database \"db\", SSL off",
       Reason::kConnect, "give sslmode=require"},
      {"FATAL:  pg_hba.conf rejects connection for host \"10.0.0.1\", user \"u\", database \"db\", no "
       "encryption",
       Reason::kConnect, "give sslmode=require"},
      {"FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"u\", database \"db\", SSL encryption "
       "FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"u\", database \"db\", no encryption",
       Reason::kConnect, "pg_hba.conf must let this user in"},
      {"FATAL:  no pg_hba.conf entry for host \"[local]\", user \"u\", database \"db\", no encryption",
       Reason::kConnect, "pg_hba.conf must let this user in"},
      {"FATAL:  too many connections for role \"u\"", Reason::kConnect, "ALTER ROLE ... CONNECTION LIMIT"},
      {"FATAL:  too many connections for database \"db\"", Reason::kConnect,
       "ALTER DATABASE ... CONNECTION LIMIT"},
      {"FATAL:  sorry, too many clients already", Reason::kConnect, "max_connections"},
      {"FATAL:  remaining connection slots are reserved for non-replication superuser connections",
       Reason::kConnect, "max_connections"},
      {"FATAL:  role \"u\" is not permitted to log in", Reason::kRights, "ALTER ROLE ... LOGIN"},
      {"FATAL:  role \"u\" does not exist", Reason::kConnect, "create the role"},
      {"FATAL:  database \"db\" does not exist", Reason::kConnect, "create it"},
      {"FATAL:  database \"db\" is not currently accepting connections", Reason::kConnect,
       "ALLOW_CONNECTIONS"},
      {"FATAL:  the database system is starting up", Reason::kConnect, "not ready"},
      {"FATAL:  the database system is in recovery mode", Reason::kConnect, "not ready"},
      {"server does not support SSL, but SSL was required", Reason::kConnect, "sslmode=prefer"},
      {"received invalid response to SSL negotiation: H", Reason::kConnect, "no PostgreSQL server"},
      {"expected authentication request from server, but received H", Reason::kConnect,
       "no PostgreSQL server"},
      {"server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally",
       Reason::kConnect, "check that PostgreSQL listens there"},
      {"timeout expired", Reason::kTimeout, "--timeout"},
      {"could not connect to server: Connection timed out", Reason::kTimeout, "--timeout"},
      {"invalid sslmode value: \"requre\"", Reason::kConnect, "did you mean \"require\"?"},
      {"invalid target_session_attrs value: \"reed-write\"", Reason::kConnect,
       "did you mean \"read-write\"?"},
      {"invalid gssencmode value: \"perfer\"", Reason::kConnect, "did you mean \"prefer\"?"},
      {"invalid port number: \"99999\"", Reason::kConnect, "correct that parameter"},
  };
  const PostgresTarget target = postgres_target("postgresql://u:canary@h/db");
  for (const Refusal& refusal : refusals) {
    const ConnectionFailure found =
        connection_failure(target, "connection to server at \"h\" failed: " + std::string(refusal.libpq));
    EXPECT_EQ(found.reason, refusal.reason) << found.message;
    EXPECT_NE(found.message.find(refusal.advice), std::string::npos) << found.message;
  }
}

TEST(ServerFailure, OfACancelledStatementIsNoTimeout) {
  const auto reason = [](const std::string& message, int waited, int allowed) {
    return explained({.state = "57014",
                      .message = message,
                      .waited = milliseconds(waited),
                      .allowed = milliseconds(allowed)})
        .reason;
  };
  EXPECT_EQ(reason("canceling statement due to statement timeout", 1, 30000), Reason::kTimeout);
  EXPECT_EQ(reason("canceling statement due to user request", 40000, 30000), Reason::kGone);
  EXPECT_EQ(reason("storniere Anfrage wegen Zeitüberschreitung der Anfrage", 30001, 30000), Reason::kTimeout);
  EXPECT_EQ(reason("storniere Anfrage wegen Benutzeraufforderung", 5000, 30000), Reason::kGone);
  EXPECT_EQ(reason("storniere Anfrage wegen Benutzeraufforderung", 5000, 0), Reason::kGone);
}

TEST(ServerFailure, OfABrokenConnectionIsTakenFromTheLastWords) {
  const auto of = [](const std::string& message) { return explained({.message = message, .is_cut = true}); };
  EXPECT_EQ(of("terminating connection due to administrator command").reason, Reason::kGone);
  EXPECT_NE(of("terminating connection due to administrator command").text.find("administrator"),
            std::string_view::npos);
  EXPECT_NE(of("terminating connection because of crash of another server process").text.find("crashed"),
            std::string_view::npos);
  EXPECT_EQ(of("terminating connection due to idle-in-transaction timeout").reason, Reason::kTimeout);
  EXPECT_EQ(of("server closed the connection unexpectedly").reason, Reason::kGone);
  EXPECT_NE(of("could not receive data from server: Connection reset by peer").text.find("went away"),
            std::string_view::npos);
}

TEST(ServerFailure, HasWordsForEveryStateThatIsKnown) {
  for (const char* state : {"55P03", "55006", "40P01", "40001", "42501", "25006", "57014", "25P03", "25P04",
                            "57P01", "57P02", "57P03", "57P04", "57P05", "53100", "53200", "22021"})
    EXPECT_FALSE(explained({.state = state}).text.empty()) << state;
  EXPECT_EQ(explained({.state = "40P01"}).text.find("lock_timeout"), std::string_view::npos);
  EXPECT_EQ(explained({.state = "40001"}).text.find("lock_timeout"), std::string_view::npos);
}

class Sockets : public testing::Test {
 protected:
  Sockets() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends_), 0); }
  ~Sockets() override {
    for (const int end : ends_) close(end);
  }
  int ends_[2] = {-1, -1};
};

TEST_F(Sockets, AreShutWhenNothingIsHeard) {
  SilenceWatch watch(ends_[0], milliseconds(20));
  char byte = 0;
  EXPECT_EQ(read(ends_[0], &byte, 1), 0) << "the other end said nothing, and is there still";
  EXPECT_TRUE(watch.has_ended());
}

TEST_F(Sockets, StayOpenWhileSomethingIsHeard) {
  SilenceWatch watch(ends_[0], milliseconds(2000));
  for (int i = 0; i < 12; ++i) {
    std::this_thread::sleep_for(milliseconds(200));
    watch.heard();
  }
  EXPECT_FALSE(watch.has_ended());
  EXPECT_LT(watch.silence(), milliseconds(2000));
}

TEST_F(Sockets, AreNotWatchedWithoutALimit) {
  SilenceWatch watch(ends_[0], milliseconds(0));
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_FALSE(watch.has_ended());
}

}  // namespace
}  // namespace tenon::this_file
