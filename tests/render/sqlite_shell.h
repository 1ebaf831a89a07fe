#pragma once

#include <string>
#include <string_view>

#include "tests/support/shell.h"

namespace tenon::test {

/// A database file and the sqlite3 shell on it.
class SqliteShell {
 public:
  explicit SqliteShell(std::string_view setup) { run(setup); }

  /// Runs SQL in a shell of its own, which goes on after errors as `sqlite3 db < file` does.
  Ran run(std::string_view sql, const std::string& options = "") const {
    return shell("sqlite3 " + options + " " + shell_quoted(path()), sql);
  }

  std::string path() const { return folder_.file("db"); }

  /// What a query prints.
  std::string query(std::string_view sql) const { return run(sql).out; }

  /// Everything that the database holds, as SQL; sqlite_sequence included.
  std::string dump() const { return run(".dump").out; }

 private:
  TempFolder folder_;
};

}  // namespace tenon::test
