// Parses a SQLite CREATE TABLE into a canonical form with source positions.

#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "sql/span.h"

namespace tenon {

/// Maps the text of every expression and type of two tables to its canonical form. Two spellings that the
/// database considers equal have one canonical form.
class CanonicalForms {
 public:
  CanonicalForms(const Table& actual, const Table& declared);
  std::string of_expression(std::string_view text) const;
  std::string of_type(std::string_view text) const;

 private:
  void learn(const Table& table);
  void learn(const Expression& expression);

  std::map<std::string, std::string> expressions_;
  std::map<std::string, std::string> types_;
};

/// One property of a column in a CREATE TABLE: its canonical form, and where it is written.
struct ParsedAttribute {
  std::string canonical;  ///< empty: not given
  Span span;              ///< empty: not written
};

struct ParsedColumn {
  std::string name;  ///< folded
  Span name_span;
  Span span;
  ParsedAttribute type;
  ParsedAttribute collation;
  ParsedAttribute generated;
  ParsedAttribute not_null;
  ParsedAttribute default_value;
};

inline constexpr std::array kParsedAttributes{&ParsedColumn::type, &ParsedColumn::collation,
                                              &ParsedColumn::generated, &ParsedColumn::not_null,
                                              &ParsedColumn::default_value};

/// A constraint in a CREATE TABLE, in a column definition or at table level.
struct ParsedConstraint {
  static constexpr std::size_t kOnTable = static_cast<std::size_t>(-1);

  std::string identity;   ///< what identifies it: kind and columns, or the condition
  std::string canonical;  ///< the whole definition in canonical form, without the name
  std::string name;       ///< folded; empty: none
  Span name_span;
  Span span;
  std::string child;                     ///< its columns, for a foreign key; else empty
  Span reference;                        ///< from REFERENCES on, for a foreign key
  std::size_t column = kOnTable;         ///< the index of the column whose definition it is part of
  std::vector<std::string> primary_key;  ///< its columns, for a primary key; else empty
  bool descending = false;  ///< PRIMARY KEY DESC in a column definition, which is no alias of the rowid
};

/// A CREATE TABLE of SQLite in a canonical form, in which two of them can be compared.
struct ParsedTable {
  std::string name;  ///< folded
  std::vector<ParsedColumn> columns;
  std::vector<ParsedConstraint> constraints;
  std::string options;
  Span options_span;
  Span body;
};

/// Parses a CREATE TABLE; returns nullopt if it is not understood.
std::optional<ParsedTable> parsed_ddl(std::string_view create_table, const CanonicalForms& forms);

}  // namespace tenon
