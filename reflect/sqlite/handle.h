#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tenon {

/// One row of a result. The views hold until the next row.
class SqliteRow {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  /// NULL is an empty text and the number 0.
  std::string_view text(int column) const;
  std::int64_t integer(int column) const;
  bool is_null(int column) const;

 private:
  friend class SqliteHandle;
  sqlite3_stmt* statement_;
};

/// A compiled statement, or what the compiler said against it.
struct SqliteCompiled {
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement;
  std::string error;  ///< empty: it compiled
  int parameters = 0;
};

/// A connection to a SQLite library's database. No code of SQLite's leaves it: what ends the run is thrown as
/// Error(kConnection) or Error(kRights), with the file's name and what to do.
class SqliteHandle {
 public:
  /// Opens a database for reading; it must be there and be one.
  static SqliteHandle open_read_only(const std::string& opened, const std::string& path);
  /// A new empty database in memory, for what is asked of the compiler. Collations that the library does not
  /// have are taken to compare bytes, as no comparison is ever run.
  static SqliteHandle in_memory();
  /// A copy in memory that has the library's own functions and collations only, as a shell has.
  SqliteHandle bare_copy() const;

  /// Runs one statement to its end, with every row to `use`.
  void query(std::string_view sql, const std::function<void(const SqliteRow&)>& use) const;
  void run(std::string_view sql) const;
  /// Ends a transaction that has only read, if there is one.
  void end_transaction() const noexcept;
  /// Compiles one statement and does not run it.
  SqliteCompiled compile(std::string_view sql) const;
  /// What became of a statement that may fail.
  struct Attempt {
    std::string error;              ///< empty: it is done
    std::optional<std::size_t> at;  ///< the byte that the error is about
  };
  /// Runs one statement of somebody else's to its end, if that comes in time; its rows are nobody's.
  Attempt attempt(std::string_view sql) const;
  /// Makes a function of this name exist, for statements that are compiled and never mean to call it.
  void supply_function(const std::string& name) const;
  /// Runs a compiled EXPLAIN.
  void query(SqliteCompiled& compiled, const std::function<void(const SqliteRow&)>& use) const;
  /// Runs a compiled statement again, its one parameter being a value of a row, as it is; the row may be of
  /// another connection.
  void query(SqliteCompiled& compiled, const SqliteRow& row, int column,
             const std::function<void(const SqliteRow&)>& use) const;

 private:
  SqliteHandle(sqlite3* connection, std::string path);
  [[noreturn]] void fail(int code) const;

  std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection_;
  std::string path_;
};

/// "3.40.1": the library that this program runs with.
std::string sqlite_version();

}  // namespace tenon
