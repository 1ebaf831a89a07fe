// Runs declared SQL in an in-memory SQLite database and returns its catalog.

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/catalog.h"
#include "reflect/sqlite/handle.h"

namespace tenon {

/// An in-memory database in which the statements of a declared schema are run, so that SQLite itself
/// interprets them. Nothing outside of it changes. Functions and collations that the library lacks are
/// assumed to exist, and a statement that takes too long is stopped.
class SqliteScratch {
 public:
  SqliteScratch();

  /// Why SQLite rejects a statement, and the offset of the error if there is one.
  struct Refusal {
    std::string message;
    std::optional<std::size_t> at;
  };
  /// Runs one statement; returns nullopt on success.
  std::optional<Refusal> run(std::string_view statement) const;

  /// Compiles a statement without running it; returns nullopt if it compiles.
  std::optional<Refusal> compile(std::string_view statement) const;
  /// Runs a query and passes every row to `use`.
  void query(std::string_view sql, const std::function<void(const SqliteRow&)>& use) const {
    handle_.query(sql, use);
  }

  /// Returns the catalog that all statements have created.
  Catalog reflect() const;
  /// Returns a copy that has only the library's own functions and collations.
  SqliteHandle bare_copy() const { return handle_.bare_copy(); }

 private:
  std::optional<Refusal> with_functions(const std::function<SqliteHandle::Attempt()>& attempt) const;

  SqliteHandle handle_;
};

}  // namespace tenon
