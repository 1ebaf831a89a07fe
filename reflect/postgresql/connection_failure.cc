// Explains why a server could not be connected to.

#include <array>
#include <string_view>
#include <vector>

#include "model/nearest_word.h"
#include "reflect/postgresql/target.h"
#include "sql/character.h"

namespace tenon {

namespace {

/// What a message is known by, in small letters, and what to do about it.
struct Cause {
  std::string_view sign;  ///< as libpq or the server words it
  std::string_view advice;
  Reason reason = Reason::kConnect;
  std::string_view besides = "";  ///< what the message must hold as well
  Healing healing = Healing::kNever;
};

/// A cause that may be gone a moment later.
constexpr Cause passing(std::string_view sign, std::string_view advice, Reason reason = Reason::kConnect) {
  return {sign, advice, reason, "", Healing::kMaybe};
}

constexpr std::string_view kNoneLeft =
    "the server has no connection left: try again, or raise max_connections";
constexpr std::string_view kNotReady = "the server is not ready: try again";
constexpr std::string_view kNoAnswer =
    "nothing answered in time: check host, port and firewall, or wait longer (--timeout SECONDS)";
constexpr std::string_view kNoPostgres = "what answers there is no PostgreSQL server: check host and port";

/// The first that fits is meant: what says more stands before what says less.
constexpr std::array kCauses = {
    Cause{"password authentication failed", "check user and password (URL, PGPASSWORD or ~/.pgpass)"},
    Cause{"no password supplied", "give the password by PGPASSWORD, ~/.pgpass or the URL"},
    Cause{"no pg_hba.conf entry", "the server's pg_hba.conf must let this user in from here"},
    Cause{"pg_hba.conf rejects", "the server's pg_hba.conf must let this user in from here"},
    Cause{"authentication failed", "check user and authentication method (the server's pg_hba.conf)"},
    Cause{"permission denied for database", "the role needs CONNECT: GRANT CONNECT ON DATABASE ... TO ...",
          Reason::kRights},
    passing(
        "too many connections for role",
        "the role has all the connections that it may have: end one, or ALTER ROLE ... CONNECTION LIMIT ..."),
    passing(
        "too many connections for database",
        "the database has all the connections that it may have: end one, or ALTER DATABASE ... CONNECTION "
        "LIMIT "
        "..."),
    passing("too many", kNoneLeft),
    passing("connection slots", kNoneLeft),
    passing("no more connections", kNoneLeft),
    Cause{"not permitted to log in", "the role may not connect: ALTER ROLE ... LOGIN, or give another user",
          Reason::kRights},
    Cause{"not currently accepting connections",
          "the database lets nobody in: ALTER DATABASE ... ALLOW_CONNECTIONS true, or give another one"},
    Cause{"database \"", "check the database's name, or create it", Reason::kConnect, "does not exist"},
    Cause{"role \"", "check the user's name, or create the role", Reason::kConnect, "does not exist"},
    passing("starting up", kNotReady),
    passing("shutting down", kNotReady),
    passing("in recovery mode", kNotReady),
    passing("not yet accepting connections", kNotReady),
    Cause{"could not translate host name", "check the host name, or try again", Reason::kConnect,
          "temporary failure", Healing::kMaybe},
    Cause{"could not translate host name", "check the host name"},
    passing("connection refused", "check host and port, and that the server runs"),
    passing("no such file or directory", "check host and port, and that the server runs"),
    passing("no route to host", "check the host, and the network to it"),
    passing("network is unreachable", "check the host, and the network to it"),
    passing("timeout expired", kNoAnswer, Reason::kTimeout),
    passing("connection timed out", kNoAnswer, Reason::kTimeout),
    Cause{"definition of service", "check the service's name in pg_service.conf (PGSERVICEFILE)"},
    Cause{"unsupported startup parameter",
          "a pooler stands in between: give the address of the server itself"},
    Cause{"received invalid response to", kNoPostgres},
    Cause{"expected authentication request", kNoPostgres},
    passing("server closed the connection", "check that PostgreSQL listens there, and see its log"),
    passing("connection reset by peer", "check that PostgreSQL listens there, and see its log"),
    Cause{"certificate", "check sslmode and sslrootcert"},
    Cause{"server does not support ssl",
          "the server has no SSL: give sslmode=prefer, or switch ssl on there"},
    Cause{"invalid integer value", "correct that parameter"},
    Cause{"invalid port number", "correct that parameter"},
    Cause{"ssl", "check sslmode"},
};

std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == '\n' || c == '\t' || c == '\r' || c == ' ';
    if (!is_space) line += c;
    if (is_space && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '.')) line.pop_back();
  return line;
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

/// Whether only a connection with SSL would be let in: one without is refused, and none with it was tried.
/// SSL is not for Unix sockets.
bool wants_encryption(const std::string& folded) {
  const bool is_refused = has(folded, "no pg_hba.conf entry") || has(folded, "pg_hba.conf rejects");
  const bool is_plain = has(folded, "no encryption") || has(folded, "ssl off");
  const bool was_tried = has(folded, "ssl encryption") || has(folded, "ssl on");
  return is_refused && is_plain && !was_tried && !has(folded, "[local]");
}

/// The value of a parameter that takes one of a few words, as libpq complains of it: `invalid sslmode value:
/// "requre"`.
std::string nearest_value(const std::string& why) {
  const auto begin = why.find("invalid ");
  const auto quote = begin == std::string::npos ? begin : why.find(" value: \"", begin);
  if (quote == std::string::npos) return "";
  const std::string parameter = why.substr(begin + 8, quote - begin - 8);
  const std::string value = why.substr(quote + 9, why.find('"', quote + 9) - quote - 9);
  if (parameter == "sslmode")
    return hint(value, {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"});
  if (parameter == "target_session_attrs")
    return hint(value, {"any", "read-write", "read-only", "primary", "standby", "prefer-standby"});
  const bool is_choice = parameter == "gssencmode" || parameter == "channel_binding";
  return is_choice ? hint(value, {"disable", "prefer", "require"}) : "";
}

}  // namespace

ConnectionFailure connection_failure(const PostgresTarget& target, const std::string& failure) {
  const std::string why = target.redactor(one_line(failure));
  const std::string folded = lower(why);
  const std::string message = "cannot connect to " + target.shown + ": " + why;
  if (const std::string near = nearest_value(why); !near.empty()) return {Reason::kConnect, message + near};
  if (wants_encryption(folded))
    return {Reason::kConnect,
            message +
                "; the server lets nobody in without encryption: give sslmode=require in the URL "
                "(postgresql://user@host/database?sslmode=require) or PGSSLMODE"};
  for (const Cause& cause : kCauses)
    if (has(folded, cause.sign) && has(folded, cause.besides))
      return {cause.reason, message + "; " + std::string(cause.advice), cause.healing};
  return {Reason::kConnect, message + "; check host, port, database, user and password"};
}

}  // namespace tenon
