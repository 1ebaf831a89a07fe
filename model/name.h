// Identifiers: a text to show and a key to compare, and who chose a name.

#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace tenon {

/// An identifier of a database. `text` is for reports and scripts; `key` is what the database compares,
/// computed once when the name is read (Dialect::name_of). Two names are equal when their keys are. An empty
/// name means that there is none.
struct Name {
  std::string text;
  std::string key;

  Name() = default;
  /// Makes a name for a database that compares names byte by byte.
  explicit Name(std::string exact) : text(exact), key(std::move(exact)) {}
  Name(std::string shown, std::string compared) : text(std::move(shown)), key(std::move(compared)) {}

  bool empty() const { return text.empty(); }

  friend bool operator==(const Name& a, const Name& b) { return a.key == b.key; }
  friend std::strong_ordering operator<=>(const Name& a, const Name& b) { return a.key <=> b.key; }
};

/// A name inside a schema (SQL's namespace). `schema` is empty in a dialect without schemas.
struct QualifiedName {
  Name schema;
  Name name;

  bool empty() const { return name.empty(); }

  friend bool operator==(const QualifiedName&, const QualifiedName&) = default;
  friend std::strong_ordering operator<=>(const QualifiedName&, const QualifiedName&) = default;
};

/// Returns `schema.name` for people, unquoted; `name` alone when there is no schema.
inline std::string to_string(const QualifiedName& q) {
  return q.schema.empty() ? q.name.text : q.schema.text + "." + q.name.text;
}

/// Who chose the name of a constraint or an index. It is not compared.
enum class NamedBy {
  kUser,        ///< written in the declaration, or stored in the live catalog
  kConvention,  ///< derived from the naming convention; on the live side: the catalog holds no name
  kServer,      ///< neither a name nor a convention: the name that the server would choose; any other name
                ///< matches too
  kNobody,      ///< not derived yet, so `name` is empty
};

/// A member that describes an object but is not compared.
template <class T>
struct NotCompared {
  T value{};

  NotCompared() = default;
  NotCompared(T v) : value(std::move(v)) {}
  const T* operator->() const { return &value; }
  T* operator->() { return &value; }
  const T& operator*() const { return value; }
  T& operator*() { return value; }

  friend bool operator==(const NotCompared&, const NotCompared&) { return true; }
};

/// The place where an object was declared: a file with 1-based line and column. The path is empty if there is
/// none.
struct Source {
  std::string path;
  int line = 0;
  int column = 0;

  friend bool operator==(const Source&, const Source&) = default;
};

/// Returns `path:line:column`, as a message begins.
inline std::string to_string(const Source& source) {
  return source.path + ":" + std::to_string(source.line) + ":" + std::to_string(source.column);
}

}  // namespace tenon
