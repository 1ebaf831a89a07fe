#include "reflect/postgres_connection.h"

#include <utility>

namespace tenon {

namespace {

constexpr int kOldest = 130000;

std::string shown_version(int version) {
  return std::to_string(version / 10000) + "." + std::to_string(version % 10000);
}

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

/// The address that was reached, whatever environment or service file it came from.
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

/// What a server's SQLSTATE asks of the user; empty: nothing in particular.
std::string advice(const std::string& state) {
  if (state == "55P03")
    return "another session holds a lock; try again, or raise lock_timeout (in the URL: "
           "options=-c%20lock_timeout%3D30s)";
  if (state == "57014") return "raise statement_timeout (in the URL: options=-c%20statement_timeout%3D5min)";
  if (state == "22021")
    return "the database's encoding, SQL_ASCII, lets any bytes in; write that name, comment or expression "
           "anew as UTF-8";
  return "";
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
    throw Error(Fault::kConnection, connection_failure(target_, failure.base().what()));
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
  std::string message = "cannot " + doing + " of " + side_.url + ": " + said;
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&failure.base());
  if (sql == nullptr) throw Error(Fault::kConnection, message);
  if (const std::string what = advice(sql->sqlstate()); !what.empty()) message += "; " + what;
  throw Error(sql->sqlstate() == "42501" ? Fault::kRights : Fault::kConnection, message);
}

std::string first_line(const std::string& message) {
  std::string line = message.substr(0, message.find('\n'));
  const auto label = line.find(":  ");
  return label == std::string::npos || label > 20 ? line : line.substr(label + 3);
}

}  // namespace tenon
