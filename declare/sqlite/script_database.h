// What `declare/` asks of SQLite, which it reaches through this interface alone: `reflect/` has the library.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/catalog.h"

namespace tenon {

/// An empty SQLite database in memory, in which a declared schema is created.
class ScriptDatabase {
 public:
  virtual ~ScriptDatabase() = default;

  /// SQLite's error message for a statement, and the offset in it if known.
  struct Refusal {
    std::string message;
    std::optional<std::size_t> at;
  };
  /// Runs one statement; returns nullopt on success.
  virtual std::optional<Refusal> run(std::string_view statement) = 0;
  /// Creates a table as its script would, without its indexes.
  virtual std::optional<Refusal> make(const Table& table) = 0;
  /// Creates an index as its script would.
  virtual std::optional<Refusal> make(const Index& index, const Table& table) = 0;
  /// Returns the schema that the statements have created.
  virtual Catalog reflect() const = 0;
  /// Returns the version of the SQLite library.
  virtual std::string version() const = 0;
};

}  // namespace tenon
