// Reads names, collations and calls out of PostgreSQL expressions with PostgreSQL's own parser.

#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A COLLATE clause of an expression. `operand` identifies its operand by the columns, functions and
/// constants that it names, without casts, so that the clause is equal however the server spells the rest.
struct ParsedCollation {
  std::vector<std::string> collation;  ///< the name as written: `"C"`, or schema and name
  std::string operand;

  friend bool operator==(const ParsedCollation&, const ParsedCollation&) = default;
  friend auto operator<=>(const ParsedCollation&, const ParsedCollation&) = default;
};

/// The names in an expression, by PostgreSQL's own grammar (libpg_query). Nothing is resolved: a name is as
/// in the text, folded as PostgreSQL folds it. Each list is sorted and holds a name once.
struct ParsedExpression {
  std::vector<std::string> columns;  ///< the last part of every column reference
  bool has_star = false;             ///< `t.*`
  std::vector<ParsedCollation> collations;
  std::vector<std::vector<std::string>>
      functions;  ///< the functions that are called, each as a name or a schema and a name
  std::vector<std::vector<std::string>> operators;

  friend bool operator==(const ParsedExpression&, const ParsedExpression&) = default;
};

/// Parses `text`, which must be exactly one expression that a constraint may contain; nullopt otherwise: no
/// second expression, no statement, no sub-select, no parameter. Accepted text can be put between parentheses
/// in a statement without affecting what is around it, if a line break follows it (it may end in a comment).
/// Syntax that is newer than the linked parser is not accepted.
std::optional<ParsedExpression> parsed_expression(std::string_view text);

bool is_one_expression(std::string_view text);

/// Returns whether `text` is exactly one type name, with modifiers and array bounds: it can follow `::` in a
/// statement.
bool is_one_type(std::string_view text);

/// Returns whether an expression is just NULL, with or without casts (`NULL::character varying`).
bool is_null_constant(std::string_view text);

/// Returns the parse tree of an expression that calls a function with a special syntax, in one form for both
/// ways to call it: `a AT TIME ZONE 'UTC'` is `timezone('UTC', a)`. A database upgraded from PostgreSQL 13
/// stores the one form where a newer one stores the other. nullopt if there is no such call.
std::optional<std::string> without_call_syntax(std::string_view text);

/// An expression without the COLLATE clauses at its top. The server treats such a collation as that of the
/// element of an index or partition key, and stores the expression without it.
struct Uncollated {
  std::string text;
  std::vector<std::string> collation;  ///< the collation of the outermost clause; empty if there is none

  friend bool operator==(const Uncollated&, const Uncollated&) = default;
};
Uncollated without_collation(std::string_view expression);

/// Returns which key elements of a CREATE INDEX statement have a COLLATE clause of their own, in order; empty
/// if the text is not such a statement.
std::vector<bool> collated_elements(std::string_view create_index);

}  // namespace tenon
