#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/shell.h"

namespace tenon::test {

/// A SQLite database in a folder of its own, made by the sqlite3 shell and gone with the object.
class TemporarySqlite {
 public:
  explicit TemporarySqlite(std::string_view sql) { run(sql.empty() ? "VACUUM;" : sql); }

  /// Throws what the shell says against the SQL.
  void run(std::string_view sql) const {
    const Ran ran = shell("sqlite3 -bail " + shell_quoted(path()), sql);
    if (ran.code != 0 || !ran.err.empty()) throw std::runtime_error("sqlite3: " + ran.err);
  }
  std::string path() const { return folder_.file("test.db"); }
  std::string url() const { return "sqlite:///" + path(); }
  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

}  // namespace tenon::test
