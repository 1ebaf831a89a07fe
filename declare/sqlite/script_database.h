// What `declare/` asks of SQLite, which it reaches through this interface alone: `reflect/` has the library.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/catalog.h"

namespace tenon {

/// An empty SQLite database in memory that a declared schema is made in.
class ScriptDatabase {
 public:
  virtual ~ScriptDatabase() = default;

  /// What SQLite says against a statement, and at which byte of it, if at one.
  struct Refusal {
    std::string message;
    std::optional<std::size_t> at;
  };
  /// Runs one statement; nullopt: it is done.
  virtual std::optional<Refusal> run(std::string_view statement) = 0;
  /// Makes a table as its script would, without its indexes.
  virtual std::optional<Refusal> make(const Table& table) = 0;
  /// Makes an index as its script would.
  virtual std::optional<Refusal> make(const Index& index, const Table& table) = 0;
  /// The schema that all of them have made.
  virtual Catalog reflect() const = 0;
  /// The version of the library.
  virtual std::string version() const = 0;
};

}  // namespace tenon
