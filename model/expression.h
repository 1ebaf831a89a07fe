// SQL expressions and types: a text to show and a key to compare.

#pragma once

#include <compare>
#include <string>
#include <utility>

namespace tenon {

/// A piece of SQL: a check, a default, an index expression, a predicate. `text` is shown and written; `key`
/// is compared. The key is the canonical token key (sql/key.h) where the text enters, and the settled form
/// once the database has been asked. Never compare texts.
struct Expression {
  std::string text;
  std::string key;

  Expression() = default;
  Expression(std::string shown, std::string compared) : text(std::move(shown)), key(std::move(compared)) {}

  friend bool operator==(const Expression& a, const Expression& b) { return a.key == b.key; }
  friend std::strong_ordering operator<=>(const Expression& a, const Expression& b) {
    return a.key <=> b.key;
  }
};

/// A column type as it is written (`varchar(30)`) with the key of what it means (`character varying(30)`).
struct Type {
  std::string text;
  std::string key;

  Type() = default;
  Type(std::string shown, std::string compared) : text(std::move(shown)), key(std::move(compared)) {}

  friend bool operator==(const Type& a, const Type& b) { return a.key == b.key; }
  friend std::strong_ordering operator<=>(const Type& a, const Type& b) { return a.key <=> b.key; }
};

}  // namespace tenon
