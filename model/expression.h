// SQL expressions and types: a text to show and a key to compare.

#pragma once

#include <compare>
#include <string>
#include <utility>

namespace tenon {

/// The quote of an identifier in a canonical key, whichever quotes the dialect writes.
inline constexpr char kKeyQuote = '"';

/// A piece of SQL: a check, a default, an index expression or a predicate. `text` is for reports and scripts;
/// `key` is compared. At first the key is the canonical token key (sql/key.h); it becomes the canonical form
/// once the database has settled it. Never compare texts.
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

/// A column type as written (`varchar(30)`) with the key of its meaning (`character varying(30)`).
struct Type {
  std::string text;
  std::string key;

  Type() = default;
  Type(std::string shown, std::string compared) : text(std::move(shown)), key(std::move(compared)) {}

  friend bool operator==(const Type& a, const Type& b) { return a.key == b.key; }
  friend std::strong_ordering operator<=>(const Type& a, const Type& b) { return a.key <=> b.key; }
};

}  // namespace tenon
