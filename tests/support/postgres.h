#pragma once

#include <string>

namespace tenon::test {

/// A fresh database with a name of its own on the server that TENON_TEST_POSTGRES names, gone at the end.
/// Throws when the variable is unset: the test fails and says to run under tools/with-postgres.
class TemporaryDatabase {
 public:
  TemporaryDatabase();
  /// With the statements run in it.
  explicit TemporaryDatabase(const std::string& sql);
  ~TemporaryDatabase();
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  const std::string& name() const { return name_; }
  /// For the superuser of the tests.
  std::string url() const { return url(""); }
  /// For another role.
  std::string url(const std::string& role) const;
  /// Runs statements by psql; throws with what psql said when one fails.
  void run(const std::string& sql) const;
  /// What a query returns, columns apart by `|`, rows by line breaks.
  std::string query(const std::string& sql) const;
  /// `pg_dump --schema-only`, without the remarks and keys that differ from run to run.
  std::string dump() const;

 private:
  std::string name_;
};

/// The value of TENON_TEST_POSTGRES; throws when it is unset.
std::string postgres_server();

/// What a shell command writes; throws with that when it fails.
std::string output_of(const std::string& command);

}  // namespace tenon::test
