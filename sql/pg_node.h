// A node of PostgreSQL's parse tree, and the functions that parse a text into it.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A node of PostgreSQL's parse tree, as libpg_query writes it down: a struct with members, a list, or a
/// single value. What is absent reads as empty, 0 or false, as the parser leaves out what is.
class PgNode {
 public:
  std::string name;           ///< of a member
  std::string kind;           ///< `CreateStmt`, `A_Const` ...; empty where the place tells
  std::string value;          ///< of a single value: what it says; "true" and "false" for flags
  std::vector<PgNode> items;  ///< of a list
  std::vector<PgNode> members;

  bool empty() const { return kind.empty() && value.empty() && items.empty() && members.empty(); }
  bool is(std::string_view wanted) const { return kind == wanted; }
  /// A member; an empty node when there is none.
  const PgNode& operator[](std::string_view member) const;
  bool has(std::string_view member) const { return find(member) != nullptr; }
  const std::string& text(std::string_view member) const { return (*this)[member].value; }
  bool flag(std::string_view member) const { return text(member) == "true"; }
  long number(std::string_view member) const;
  /// Where it begins in the statement, in bytes; the parser leaves out 0.
  std::size_t location() const { return static_cast<std::size_t>(std::max(0L, number("location"))); }

 private:
  const PgNode* find(std::string_view wanted) const;
};

/// The texts of a list of String nodes: a name with its schema before it.
std::vector<std::string> texts(const PgNode& list);

/// What became of one statement.
struct PgStatement {
  PgNode tree;               ///< the statement's node; empty when it was not understood
  std::string error;         ///< the parser's message; empty when it was
  std::size_t error_at = 0;  ///< a byte of the text
};

/// Parses a text that holds one statement. More than one, or none, is an error as well.
PgStatement pg_statement(std::string_view text);

/// The tree of one expression; empty when the text is not exactly one. Locations in it are of `text`.
PgNode pg_expression(std::string_view text);

}  // namespace tenon
