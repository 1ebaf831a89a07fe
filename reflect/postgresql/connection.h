#pragma once

#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/report.h"
#include "reflect/postgresql/target.h"

namespace tenon {

/// A read-only transaction in which nothing outside tenon bends what the server prints: names are qualified
/// but for `search_path`, constants have one form whatever the role or the database sets. Large catalog
/// queries are not compiled (jit), which costs them seconds.
class ReadOnlyTransaction {
 public:
  ReadOnlyTransaction(pqxx::connection_base& connection, const std::string& search_path);
  pqxx::transaction_base& operator*() { return transaction_; }
  pqxx::transaction_base* operator->() { return &transaction_; }
  void commit() { transaction_.commit(); }

 private:
  pqxx::transaction<pqxx::repeatable_read, pqxx::read_only> transaction_;
};

/// A server that tenon is connected to. What libpqxx throws leaves this room as Error, redacted.
class PostgresConnection {
 public:
  /// Throws Error(kConnection) when the server cannot be reached, or is older than tenon can read.
  explicit PostgresConnection(const SourceArgument& url) : PostgresConnection(postgres_target(url)) {}
  explicit PostgresConnection(PostgresTarget target);

  pqxx::connection_base& pqxx() { return *connection_; }
  /// As server_version_num: 150020.
  int version() const { return version_; }
  const Side& side() const { return side_; }
  std::string redacted(const std::string& text) const { return target_.redactor(text); }

  /// The result of `work`; `doing` ("read the catalog") says in an error what could not be done.
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

/// Why a statement failed that only reads (manual, appendix A).
Reason reason_of_sqlstate(std::string_view state);

/// The first line of what a server said, without `ERROR:` before it.
std::string first_line(const std::string& message);

}  // namespace tenon
