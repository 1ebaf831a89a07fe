#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/catalog.h"
#include "reflect/sqlite/handle.h"

namespace tenon {

/// A database in memory that statements are run in to see what they make: SQL that declares a schema is
/// understood by SQLite itself. Nothing outside of it is touched. Functions and collations that the library
/// does not have are taken to exist; a statement that takes too long is stopped.
class SqliteScratch {
 public:
  SqliteScratch();

  /// What SQLite says against a statement, and at which byte of it, if at one.
  struct Refusal {
    std::string message;
    std::optional<std::size_t> at;
  };
  /// Runs one statement; nullopt: it is done.
  std::optional<Refusal> run(std::string_view statement) const;

  /// What SQLite says against a statement that is compiled and not run; nullopt: it compiles.
  std::optional<Refusal> compile(std::string_view statement) const;
  /// Runs a query that compiles, with every row to `use`.
  void query(std::string_view sql, const std::function<void(const SqliteRow&)>& use) const {
    handle_.query(sql, use);
  }

  /// What all of them have made.
  Catalog reflect() const;
  /// The same as a database that has no functions and collations but the library's own.
  SqliteHandle bare_copy() const { return handle_.bare_copy(); }

 private:
  std::optional<Refusal> with_functions(const std::function<SqliteHandle::Attempt()>& attempt) const;

  SqliteHandle handle_;
};

}  // namespace tenon
