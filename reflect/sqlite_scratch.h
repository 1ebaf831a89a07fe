#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/catalog.h"
#include "reflect/sqlite_handle.h"

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

  /// What all of them have made.
  Catalog reflect() const;

 private:
  SqliteHandle handle_;
};

}  // namespace tenon
