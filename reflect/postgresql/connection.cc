// Connects to a PostgreSQL server and opens read-only transactions; errors leave redacted.

#include "reflect/postgresql/connection.h"

#include <utility>

namespace tenon {

namespace {

constexpr int kOldest = 130000;

std::string shown_version(int version) {
  return std::to_string(version / 10000) + "." + std::to_string(version % 10000);
}

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

/// Returns the address that was reached, whether it came from the URL, the environment or a service file.
std::string address(pqxx::connection_base& connection) {
  const std::string host = text_or_empty(connection.hostname());
  const std::string port = text_or_empty(connection.port());
  const bool is_socket = host.empty() || host.front() == '/' || host.front() == '@';
  const bool is_ipv6 = host.find(':') != std::string::npos;
  std::string url = "postgresql://***@";
  if (!is_socket) url += is_ipv6 ? "[" + host + "]" : host;
  if (!port.empty() && port != "5432") url += ":" + port;
  url += "/" + text_or_empty(connection.dbname());
  const bool is_usual =
      host.empty() || host == "/var/run/postgresql" || host == "/run/postgresql" || host == "/tmp";
  return is_socket && !is_usual ? url + "?host=" + host : url;
}

constexpr std::string_view kWentAway =
    "the server went away, or a pooler in between closed the connection; try again, and see the server's log";

/// Returns what the user can do about a server error; empty if there is nothing in particular.
std::string_view advice(const std::string& state, Reason reason) {
  if (reason == Reason::kLock)
    return "another session holds a lock; try again, or raise lock_timeout (in the URL: "
           "options=-c%20lock_timeout%3D30s)";
  if (state == "57014") return "raise statement_timeout (in the URL: options=-c%20statement_timeout%3D5min)";
  if (state == "22021")
    return "the database's encoding, SQL_ASCII, lets any bytes in; write that name, comment or expression "
           "anew as UTF-8";
  return reason == Reason::kGone ? kWentAway : "";
}

Fault fault_of(Reason reason) {
  return reason == Reason::kRights     ? Fault::kRights
         : reason == Reason::kInternal ? Fault::kInternal
                                       : Fault::kConnection;
}

}  // namespace

ReadOnlyTransaction::ReadOnlyTransaction(pqxx::connection_base& connection, const std::string& search_path)
    : transaction_(connection) {
  transaction_.exec("SET LOCAL search_path = " + search_path + R"(;
    SET LOCAL jit = off;
    SET LOCAL quote_all_identifiers = off;
    SET LOCAL transform_null_equals = off;
    SET LOCAL array_nulls = on;
    SET LOCAL backslash_quote = safe_encoding;
    SET LOCAL standard_conforming_strings = on;
    SET LOCAL extra_float_digits = 1;
    SET LOCAL bytea_output = hex;
    SET LOCAL xmloption = content;
    SET LOCAL datestyle = ISO, MDY;
    SET LOCAL intervalstyle = postgres;
    SET LOCAL timezone = 'UTC')");
}

PostgresConnection::PostgresConnection(PostgresTarget target) : target_(std::move(target)) {
  try {
    connection_ = std::make_unique<pqxx::connection>(connection_string(target_));
  } catch (const pqxx::pqxx_exception& failure) {
    const ConnectionFailure why = connection_failure(target_, failure.base().what());
    throw Error(fault_of(why.reason), why.reason, why.message);
  }
  quiet_ = std::make_unique<pqxx::quiet_errorhandler>(*connection_);
  version_ = connection_->server_version();
  side_.kind = "postgresql";
  side_.url = address(*connection_);
  side_.server_version = shown_version(version_);
  if (version_ < kOldest)
    throw Error(Fault::kConnection, "cannot read " + side_.url + ": the server is PostgreSQL " +
                                        side_.server_version + ", and 13 is the oldest that tenon reads");
}

void PostgresConnection::fail(const std::string& doing, const pqxx::pqxx_exception& failure) const {
  const std::string said = redacted(first_line(failure.base().what()));
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&failure.base());
  const std::string state = sql == nullptr ? "" : sql->sqlstate();
  const bool is_cut = dynamic_cast<const pqxx::broken_connection*>(&failure.base()) != nullptr;
  const Reason reason = is_cut || !connection_->is_open() ? Reason::kGone : reason_of_sqlstate(state);
  const std::string_view what = advice(state, reason);
  throw Error(
      fault_of(reason), reason,
      "cannot " + doing + " of " + side_.url + ": " + said + (what.empty() ? "" : "; ") + std::string(what));
}

Reason reason_of_sqlstate(std::string_view state) {
  struct Known {
    std::string_view state;
    Reason reason;
  };
  constexpr Known kKnown[] = {
      {"55P03", Reason::kLock},     // lock_not_available
      {"40P01", Reason::kLock},     // deadlock_detected
      {"40001", Reason::kLock},     // serialization_failure: a standby cancels what recovery waits for
      {"42501", Reason::kRights},   // insufficient_privilege
      {"57014", Reason::kTimeout},  // query_canceled
      {"25P03", Reason::kTimeout},  // idle_in_transaction_session_timeout
      {"57P01", Reason::kGone},     // admin_shutdown
      {"57P02", Reason::kGone},     // crash_shutdown
      {"57P03", Reason::kGone},     // cannot_connect_now
      {"57P04", Reason::kGone},     // database_dropped
      {"57P05", Reason::kGone},     // idle_session_timeout
  };
  for (const Known& known : kKnown)
    if (known.state == state) return known.reason;
  if (state.starts_with("08")) return Reason::kGone;      // connection_exception
  if (state.starts_with("42")) return Reason::kInternal;  // a query of tenon's own does not compile
  return Reason::kConnect;
}

std::string first_line(const std::string& message) {
  std::string line = message.substr(0, message.find('\n'));
  const auto label = line.find(":  ");
  return label == std::string::npos || label > 20 ? line : line.substr(label + 3);
}

}  // namespace tenon
