// Parses a PostgreSQL URL into connection parameters, and explains connection failures.

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/patience.h"
#include "model/redactor.h"
#include "model/source_argument.h"

namespace tenon {

/// Connection parameters by libpq's keywords, with those that tenon adds: application name, read-only
/// session, timeouts, UTF-8. Everything else is left to libpq (environment, service file, .pgpass).
struct PostgresTarget {
  std::map<std::string, std::string> parameters;
  std::string shown;  ///< for messages and reports, without user and password
  Patience patience;  ///< as it was asked for
  Redactor redactor;  ///< removes the secrets from messages
};

/// What ends the options of every session that reads.
inline constexpr std::string_view kReadOnlySession = " -c default_transaction_read_only=on";

/// Parses postgresql://, postgres://, postgresql+anydriver://, jdbc:postgresql:// and
/// postgresql+service://NAME. Throws Error(kConnection) for any other URL, and for a parameter that libpq
/// does not know, with the nearest known one. `patience` overrides the
/// timeouts of the URL.
PostgresTarget postgres_target(const SourceArgument& url, Patience patience = {});

/// Returns `keyword='value' ...`, as libpq parses it.
std::string connection_string(const PostgresTarget& target);

/// A failed connection, for people and for programs.
struct ConnectionFailure {
  Reason reason = Reason::kConnect;
  std::string message;  ///< what was attempted, where, what failed, and what to do
  Healing healing = Healing::kNever;

  friend bool operator==(const ConnectionFailure&, const ConnectionFailure&) = default;
};

/// Explains a failure; `failure` is libpq's message.
ConnectionFailure connection_failure(const PostgresTarget& target, const std::string& failure);

}  // namespace tenon
