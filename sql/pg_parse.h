// Reads names, collations and calls out of PostgreSQL expressions with PostgreSQL's own parser.

#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A COLLATE clause of an expression. `operand` says what it stands on by what that names: columns,
/// functions and constants, casts apart, so that the clause is the same however the server spelt the rest.
struct ParsedCollation {
  std::vector<std::string> collation;  ///< the name as written: `"C"`, or schema and name
  std::string operand;

  friend bool operator==(const ParsedCollation&, const ParsedCollation&) = default;
  friend auto operator<=>(const ParsedCollation&, const ParsedCollation&) = default;
};

/// What an expression names, by PostgreSQL's own grammar (libpg_query). Nothing here is resolved: a name is
/// what stands in the text, folded as PostgreSQL folds it. Each list is sorted and holds a name once.
struct ParsedExpression {
  std::vector<std::string> columns;  ///< the last part of every column reference
  bool has_star = false;             ///< `t.*`
  std::vector<ParsedCollation> collations;
  std::vector<std::vector<std::string>> functions;  ///< called by name; each a name or schema and name
  std::vector<std::vector<std::string>> operators;

  friend bool operator==(const ParsedExpression&, const ParsedExpression&) = default;
};

/// The expression, or nullopt when `text` is anything but exactly one expression as a constraint may hold it:
/// no second expression, no statement, no sub-select, no parameter. Text that passes can stand between
/// parentheses in a statement without changing anything around it, if a line break follows it (it may end in
/// a comment). What the linked parser is too old to know does not pass.
std::optional<ParsedExpression> parsed_expression(std::string_view text);

bool is_one_expression(std::string_view text);

/// Whether `text` is exactly one type name, with modifiers and array bounds: it can follow `::` in a
/// statement.
bool is_one_type(std::string_view text);

/// Whether an expression is NULL and nothing else, with or without casts (`NULL::character varying`).
bool is_null_constant(std::string_view text);

/// The parse tree of an expression that calls a function which has a syntax of its own, in one form for both
/// ways to call it: `a AT TIME ZONE 'UTC'` is `timezone('UTC', a)`. A database that came from PostgreSQL 13
/// holds the one where a newer one holds the other. nullopt when there is no such call.
std::optional<std::string> without_call_syntax(std::string_view text);

/// An expression without the COLLATE clauses at its top. There the server takes the collation for that of the
/// element of an index or of a partition key, and keeps the expression under it.
struct Uncollated {
  std::string text;
  std::vector<std::string> collation;  ///< what the outermost clause names; empty: there is none

  friend bool operator==(const Uncollated&, const Uncollated&) = default;
};
Uncollated without_collation(std::string_view expression);

/// Which key elements of a CREATE INDEX statement have a COLLATE clause of their own, in order; empty when
/// the text is no such statement.
std::vector<bool> collated_elements(std::string_view create_index);

}  // namespace tenon
