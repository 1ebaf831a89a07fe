#pragma once

#include <map>
#include <string>

#include "model/error.h"
#include "model/redactor.h"
#include "model/source_argument.h"

namespace tenon {

/// How to reach a server, in libpq's keywords, with what tenon adds: its name, a read-only session, timeouts,
/// UTF-8. What is not given is left to libpq (environment, service file, .pgpass).
struct PostgresTarget {
  std::map<std::string, std::string> parameters;
  std::string shown;  ///< for messages and reports: no user, no password
  Redactor redactor;  ///< knows the secrets
};

/// Reads postgresql://, postgres://, postgresql+anydriver://, jdbc:postgresql:// and
/// postgresql+service://NAME. Throws Error(kConnection) for what is no such URL, and for a parameter that
/// libpq does not know, with the nearest that it does.
PostgresTarget postgres_target(const SourceArgument& url);

/// `keyword='value' ...`, as libpq reads it.
std::string connection_string(const PostgresTarget& target);

/// A connection's failure as a person and a program need it.
struct ConnectionFailure {
  Reason reason = Reason::kConnect;
  std::string message;  ///< what was wanted, where, what stood in the way, what to do

  friend bool operator==(const ConnectionFailure&, const ConnectionFailure&) = default;
};

/// `failure` is what libpq said.
ConnectionFailure connection_failure(const PostgresTarget& target, const std::string& failure);

}  // namespace tenon
