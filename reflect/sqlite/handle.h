// Wraps a SQLite connection: runs and compiles statements, and translates its errors.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace tenon {

/// One row of a result. The views are valid until the next row.
class SqliteRow {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  /// NULL is read as an empty text or 0.
  std::string_view text(int column) const;
  std::int64_t integer(int column) const;
  bool is_null(int column) const;

 private:
  friend class SqliteHandle;
  sqlite3_stmt* statement_;
};

/// A compiled statement, or the error of the compiler.
struct SqliteCompiled {
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement;
  std::string error;  ///< empty: it compiled
  int parameters = 0;

  /// Returns the names of the columns of its result. REQUIRES: it compiled.
  std::vector<std::string> columns() const;
};

/// A connection to a SQLite database. SQLite error codes do not leave it: fatal errors are thrown as
/// Error(kConnection) or Error(kRights), with the name of the file and what to do.
class SqliteHandle {
 public:
  /// Opens an existing database read-only, and waits for its locks: `wait`, or as long as is usual.
  static SqliteHandle open_read_only(const std::string& opened, const std::string& path,
                                     std::optional<std::chrono::milliseconds> wait = {});
  /// Opens an empty in-memory database for questions to the compiler. Collations that the library does not
  /// have are defined as byte comparison, as no comparison is ever run.
  static SqliteHandle in_memory();
  /// Returns an in-memory copy that has only the library's own functions and collations, as a shell has.
  SqliteHandle bare_copy() const;

  /// Runs one statement to its end and passes every row to `use`.
  void query(std::string_view sql, const std::function<void(const SqliteRow&)>& use) const;
  void run(std::string_view sql) const;
  /// Ends the statement that runs, from another thread.
  void interrupt() const noexcept;
  /// Ends a read transaction, if there is one.
  void end_transaction() const noexcept;
  /// Compiles one statement without running it.
  SqliteCompiled compile(std::string_view sql) const;
  /// The result of a statement that may fail.
  struct Attempt {
    std::string error;              ///< empty: it is done
    std::optional<std::size_t> at;  ///< the offset of the error
  };
  /// Runs one untrusted statement to its end, within a time limit, and ignores its rows.
  Attempt attempt(std::string_view sql) const;
  /// Defines a function of this name, for statements that are compiled and never call it.
  void supply_function(const std::string& name) const;
  /// Runs a compiled EXPLAIN.
  void query(SqliteCompiled& compiled, const std::function<void(const SqliteRow&)>& use) const;
  /// Runs a compiled statement again with a value of a row as its one parameter; the row may belong to
  /// another connection.
  void query(SqliteCompiled& compiled, const SqliteRow& row, int column,
             const std::function<void(const SqliteRow&)>& use) const;

 private:
  SqliteHandle(sqlite3* connection, std::string path);
  [[noreturn]] void fail(int code) const;

  std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection_;
  std::string path_;
};

/// Returns the version of the SQLite library in use, such as "3.40.1".
std::string sqlite_version();

}  // namespace tenon
