// Connects to a PostgreSQL server and opens read-only transactions; errors leave redacted.

#pragma once

#include <chrono>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/report.h"
#include "reflect/postgresql/server_failure.h"
#include "reflect/postgresql/silence_watch.h"
#include "reflect/postgresql/target.h"

namespace tenon {

/// A connection to a server. Exceptions of libpqxx are rethrown as Error, with secrets redacted.
class PostgresConnection {
 public:
  /// Throws Error(kConnection) if the server cannot be reached or is too old.
  explicit PostgresConnection(const SourceArgument& url) : PostgresConnection(postgres_target(url)) {}
  explicit PostgresConnection(PostgresTarget target);

  pqxx::connection_base& pqxx() const { return *connection_; }
  /// Returns server_version_num, such as 150020.
  int version() const { return version_; }
  const Side& side() const { return side_; }
  std::string redacted(const std::string& text) const { return target_.redactor(text); }

  /// Returns the result of `work`. `doing` ("read the catalog") tells in an error message what failed. A
  /// server that answers nothing for longer than a statement may take ends in an Error(kTimeout); work that
  /// asks more than once calls heard() after each answer.
  template <class Work>
  auto guarded(const std::string& doing, Work&& work) const {
    const Watched watched(*this);
    try {
      return work();
    } catch (const pqxx::pqxx_exception& failure) {
      fail(doing, failure);
    }
  }

  /// Cancels the statement that runs and closes the connection, from another thread. Returns within about a
  /// second, even if the server does not answer.
  void cancel() noexcept;

  void heard() const {
    if (watch_) watch_->heard();
  }

 private:
  /// Watches over the connection until it is gone.
  class Watched {
   public:
    explicit Watched(const PostgresConnection& connection) : connection_(connection) { connection.watch(); }
    ~Watched() { connection_.watch_.reset(); }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

   private:
    const PostgresConnection& connection_;
  };

  void watch() const;
  void read_statement_timeout();
  void end_with_client() const;
  [[noreturn]] void fail(const std::string& doing, const pqxx::pqxx_exception& failure) const;
  std::string holders() const;

  PostgresTarget target_;
  std::chrono::milliseconds statement_timeout_{0};  ///< of the session; 0: without limit
  mutable std::unique_ptr<SilenceWatch> watch_;     ///< while work is done
  std::shared_ptr<pqxx::connection> connection_;    ///< shared with a cancel that is under way
  std::unique_ptr<pqxx::quiet_errorhandler> quiet_;
  int version_ = 0;
  Side side_;
};

/// A read-only transaction with fixed settings, so that the server's output does not depend on the role or
/// the database: names are qualified except those in `search_path`, and constants have one form. JIT is off,
/// because compiling large catalog queries costs seconds.
class ReadOnlyTransaction {
 public:
  ReadOnlyTransaction(const PostgresConnection& connection, const std::string& search_path);
  pqxx::transaction_base& operator*() { return transaction_; }
  pqxx::transaction_base* operator->() { return &transaction_; }
  void commit() { transaction_.commit(); }

 private:
  pqxx::transaction<pqxx::repeatable_read, pqxx::read_only> transaction_;
};

/// Returns the first line of a server message without the prefix `ERROR:`.
std::string first_line(const std::string& message);

}  // namespace tenon
