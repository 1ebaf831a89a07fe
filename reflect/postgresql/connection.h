// Connects to a PostgreSQL server and opens read-only transactions; errors leave redacted.

#pragma once

#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/report.h"
#include "reflect/postgresql/target.h"

namespace tenon {

/// A read-only transaction with fixed settings, so that the server's output does not depend on the role or
/// the database: names are qualified except those in `search_path`, and constants have one form. JIT is off,
/// because compiling large catalog queries costs seconds.
class ReadOnlyTransaction {
 public:
  ReadOnlyTransaction(pqxx::connection_base& connection, const std::string& search_path);
  pqxx::transaction_base& operator*() { return transaction_; }
  pqxx::transaction_base* operator->() { return &transaction_; }
  void commit() { transaction_.commit(); }

 private:
  pqxx::transaction<pqxx::repeatable_read, pqxx::read_only> transaction_;
};

/// A connection to a server. Exceptions of libpqxx are rethrown as Error, with secrets redacted.
class PostgresConnection {
 public:
  /// Throws Error(kConnection) if the server cannot be reached or is too old.
  explicit PostgresConnection(const SourceArgument& url) : PostgresConnection(postgres_target(url)) {}
  explicit PostgresConnection(PostgresTarget target);

  pqxx::connection_base& pqxx() { return *connection_; }
  /// Returns server_version_num, such as 150020.
  int version() const { return version_; }
  const Side& side() const { return side_; }
  std::string redacted(const std::string& text) const { return target_.redactor(text); }

  /// Returns the result of `work`. `doing` ("read the catalog") tells in an error message what failed.
  template <class Work>
  auto guarded(const std::string& doing, Work&& work) const {
    try {
      return work();
    } catch (const pqxx::pqxx_exception& failure) {
      fail(doing, failure);
    }
  }

 private:
  [[noreturn]] void fail(const std::string& doing, const pqxx::pqxx_exception& failure) const;

  PostgresTarget target_;
  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<pqxx::quiet_errorhandler> quiet_;
  int version_ = 0;
  Side side_;
};

/// Returns why a read-only statement failed (manual, appendix A).
Reason reason_of_sqlstate(std::string_view state);

/// Returns the first line of a server message without the prefix `ERROR:`.
std::string first_line(const std::string& message);

}  // namespace tenon
