// A node of PostgreSQL's parse tree, and the functions that parse a text into it.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A node of PostgreSQL's parse tree as libpg_query prints it: a struct with members, a list, or a single
/// value. Absent members read as empty, 0 or false, because the parser omits such values.
class PgNode {
 public:
  std::string name;           ///< the name of a member
  std::string kind;           ///< `CreateStmt`, `A_Const` ...; empty if the position implies it
  std::string value;          ///< of a single value: what it says; "true" and "false" for flags
  std::vector<PgNode> items;  ///< the items of a list
  std::vector<PgNode> members;

  bool empty() const { return kind.empty() && value.empty() && items.empty() && members.empty(); }
  bool is(std::string_view wanted) const { return kind == wanted; }
  /// Returns a member, or an empty node if there is none.
  const PgNode& operator[](std::string_view member) const;
  bool has(std::string_view member) const { return find(member) != nullptr; }
  const std::string& text(std::string_view member) const { return (*this)[member].value; }
  bool flag(std::string_view member) const { return text(member) == "true"; }
  long number(std::string_view member) const;
  /// Returns the byte offset at which it begins in the statement; the parser omits 0.
  std::size_t location() const { return static_cast<std::size_t>(std::max(0L, number("location"))); }

 private:
  const PgNode* find(std::string_view wanted) const;
};

/// Returns the texts of a list of String nodes, such as a schema and a name.
std::vector<std::string> texts(const PgNode& list);

/// The result of parsing one statement.
struct PgStatement {
  PgNode tree;               ///< the node of the statement; empty if it could not be parsed
  std::string error;         ///< the message of the parser; empty on success
  std::size_t error_at = 0;  ///< a byte of the text
};

/// Parses a text that holds one statement. More than one, or none, is an error as well.
PgStatement pg_statement(std::string_view text);

/// Returns the tree of one expression; empty if the text is not exactly one. Locations in it refer to `text`.
PgNode pg_expression(std::string_view text);

}  // namespace tenon
