// Connects to a PostgreSQL server and opens read-only transactions; errors leave redacted.

#include "reflect/postgresql/connection.h"

#include <sys/socket.h>

#include <future>
#include <thread>
#include <utility>

#include "reflect/postgresql/lock_holders.h"

namespace tenon {

namespace {

constexpr int kOldest = 130000;
constexpr int kChecksClients = 140000;

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

/// Returns the SQLSTATE of a failure; libpqxx 6 keeps that of some only in the type of the exception.
std::string sqlstate_of(const pqxx::pqxx_exception& failure) {
  const std::exception* base = &failure.base();
  if (dynamic_cast<const pqxx::deadlock_detected*>(base) != nullptr) return "40P01";
  if (dynamic_cast<const pqxx::serialization_failure*>(base) != nullptr) return "40001";
  if (dynamic_cast<const pqxx::too_many_connections*>(base) != nullptr) return "53300";
  if (dynamic_cast<const pqxx::insufficient_privilege*>(base) != nullptr) return "42501";
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(base);
  return sql == nullptr ? "" : sql->sqlstate();
}

Fault fault_of(Reason reason) {
  return reason == Reason::kRights     ? Fault::kRights
         : reason == Reason::kInternal ? Fault::kInternal
                                       : Fault::kConnection;
}

}  // namespace

ReadOnlyTransaction::ReadOnlyTransaction(const PostgresConnection& connection, const std::string& search_path)
    : transaction_(connection.pqxx()) {
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
  connection.heard();
}

PostgresConnection::PostgresConnection(PostgresTarget target) : target_(std::move(target)) {
  try {
    connection_ = std::make_shared<pqxx::connection>(connection_string(target_));
  } catch (const pqxx::pqxx_exception& failure) {
    const ConnectionFailure why = connection_failure(target_, failure.base().what());
    throw Error(fault_of(why.reason), why.reason, why.healing, why.message);
  }
  quiet_ = std::make_unique<pqxx::quiet_errorhandler>(*connection_);
  version_ = connection_->server_version();
  side_.kind = "postgresql";
  side_.url = address(*connection_);
  side_.server_version = shown_version(version_);
  if (version_ < kOldest)
    throw Error(Fault::kConnection, "cannot read " + side_.url + ": the server is PostgreSQL " +
                                        side_.server_version + ", and 13 is the oldest that tenon reads");
  read_statement_timeout();
}

void PostgresConnection::watch() const {
  // The server cancels a statement itself, and has a while more to say so.
  constexpr std::chrono::seconds kToSaySo(5);
  const bool is_limited = statement_timeout_.count() > 0;
  const std::chrono::milliseconds most =
      is_limited ? statement_timeout_ + kToSaySo : std::chrono::milliseconds(0);
  watch_ = std::make_unique<SilenceWatch>(connection_->sock(), most);
}

/// A server that waits for a lock does not notice by itself that its client is gone, and stays in the queue
/// (manual, 20.3.2); some platforms cannot look.
void PostgresConnection::end_with_client() const {
  try {
    pqxx::nontransaction(*connection_).exec("SET client_connection_check_interval = '1s'");
  } catch (const pqxx::sql_error&) {
    if (!connection_->is_open()) throw;
  }
}

void PostgresConnection::read_statement_timeout() {
  statement_timeout_ = std::chrono::seconds(10);  // until it is known
  guarded("read the settings", [&] {
    const pqxx::row row =
        pqxx::transaction<pqxx::read_committed, pqxx::read_only>(*connection_)
            .exec1("SELECT setting FROM pg_catalog.pg_settings WHERE name = 'statement_timeout'");
    statement_timeout_ = std::chrono::milliseconds(row[0].as<long>());
    if (version_ >= kChecksClients) end_with_client();
  });
}

void PostgresConnection::cancel() noexcept {
  constexpr std::chrono::seconds kForTheServer(1);
  try {
    // libpq waits without end for a server that is stopped (manual, 34.7), so nobody waits for the thread.
    std::packaged_task<void()> ask([connection = connection_] { connection->cancel_query(); });
    const std::future<void> asked = ask.get_future();
    std::thread(std::move(ask)).detach();
    static_cast<void>(asked.wait_for(kForTheServer));
  } catch (const std::exception&) {  // no thread to be had: closing the socket is enough to go on
  }
  shutdown(connection_->sock(), SHUT_RDWR);
}

std::string PostgresConnection::holders() const {
  try {
    ReadOnlyTransaction transaction(*this, "pg_catalog");
    const std::string held = lock_holders(*transaction);
    return redacted(held.empty() ? "another session held a lock" : held) + "; ";
  } catch (const pqxx::pqxx_exception&) {
    return "another session holds a lock; ";
  }
}

void PostgresConnection::fail(const std::string& doing, const pqxx::pqxx_exception& failure) const {
  const std::string what = "cannot " + doing + " of " + side_.url + ": ";
  if (watch_ && watch_->has_ended())
    throw Error(
        Fault::kConnection, Reason::kTimeout,
        what + "the server has not answered for " +
            std::to_string(std::chrono::duration_cast<std::chrono::seconds>(watch_->most()).count()) +
            " seconds; it is stopped, or the network is; try again, or give it longer (--timeout SECONDS)");
  const std::string state = sqlstate_of(failure);
  const std::string said = first_line(failure.base().what());
  const bool is_broken = dynamic_cast<const pqxx::broken_connection*>(&failure.base()) != nullptr;
  const FailureAdvice why = explained({.state = state,
                                       .message = said,
                                       .is_cut = is_broken || !connection_->is_open(),
                                       .waited = watch_ ? watch_->silence() : std::chrono::milliseconds(0),
                                       .allowed = statement_timeout_});
  throw Error(fault_of(why.reason), why.reason, why.healing,
              what + redacted(said) + (why.text.empty() ? "" : "; ") + (state == "55P03" ? holders() : "") +
                  std::string(why.text));
}

std::string first_line(const std::string& message) {
  std::string line = message.substr(0, message.find('\n'));
  const auto label = line.find(":  ");
  return label == std::string::npos || label > 20 ? line : line.substr(label + 3);
}

}  // namespace tenon
