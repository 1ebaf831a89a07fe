#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon::test {

/// One transaction with these ops.
Plan plan_of(const Dialect& dialect, std::vector<Op> ops);

/// A database of its own on the test server, gone with the object.
class PostgresDatabase {
 public:
  PostgresDatabase();
  ~PostgresDatabase();
  PostgresDatabase(const PostgresDatabase&) = delete;
  PostgresDatabase& operator=(const PostgresDatabase&) = delete;

  /// As SQLAlchemy reads it.
  std::string url() const;
  /// Runs SQL by psql, stopping at the first error; returns what it printed. A failed test when it fails.
  std::string run(const std::string& sql) const;
  /// The schema by pg_dump, without Alembic's own table.
  std::string dump() const;

 private:
  std::string name_;
};

}  // namespace tenon::test
