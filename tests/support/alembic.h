#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "tests/support/shell.h"

namespace tenon::test {

/// An Alembic environment in a temporary folder, for one database by its SQLAlchemy URL. Its metadata has a
/// naming convention that embellishes every name that a script does not call final. Runs the Python of
/// TENON_TEST_PYTHON, or else Debian's.
class AlembicEnvironment {
 public:
  explicit AlembicEnvironment(std::string url);

  void write_revision(std::string_view id, std::string_view text) const;
  /// `alembic upgrade head`, `alembic downgrade base` or what else is asked for.
  Ran run(const std::string& arguments) const;
  /// Statements that env.py runs by the bare connection before anything else.
  void set_up_connection_by(const std::string& sql) { connection_sql_ = sql; }

 private:
  TempFolder folder_;
  std::string url_;
  std::string connection_sql_;
};

/// A Python that has Alembic.
std::string python();

/// One transaction with these ops.
Plan plan_of(const Dialect& dialect, std::vector<Op> ops);

}  // namespace tenon::test
