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

/// The settled meaning of every expression and type that two tables hold, by its text: two spellings that
/// the database holds to be the same get one meaning.
class Meanings {
 public:
  Meanings(const Table& actual, const Table& declared);
  std::string of_expression(std::string_view text) const;
  std::string of_type(std::string_view text) const;

 private:
  void learn(const Table& table);
  void learn(const Expression& expression);

  std::map<std::string, std::string> expressions_;
  std::map<std::string, std::string> types_;
};

/// One property of a column in a CREATE TABLE: what it means, and where it is written.
struct SaidAttribute {
  std::string means;  ///< empty: nothing is said
  Span span;          ///< empty: nothing is written
};

struct SaidColumn {
  std::string name;  ///< folded
  Span name_span;
  Span span;
  SaidAttribute type;
  SaidAttribute collation;
  SaidAttribute generated;
  SaidAttribute not_null;
  SaidAttribute default_value;
};

inline constexpr std::array kSaidAttributes{&SaidColumn::type, &SaidColumn::collation, &SaidColumn::generated,
                                            &SaidColumn::not_null, &SaidColumn::default_value};

/// A constraint in a CREATE TABLE, whether it stands on a column or on the table.
struct SaidConstraint {
  static constexpr std::size_t kOnTable = static_cast<std::size_t>(-1);

  std::string core;   ///< what makes it that constraint: kind and columns, or the condition
  std::string means;  ///< all that it says but its name
  std::string name;   ///< folded; empty: none
  Span name_span;
  Span span;
  std::string child;                     ///< of a foreign key, its columns; else empty
  Span reference;                        ///< of a foreign key, from REFERENCES on
  std::size_t column = kOnTable;         ///< the place of the column it stands on
  std::vector<std::string> primary_key;  ///< its columns; empty: it is none
  bool descending = false;  ///< PRIMARY KEY DESC at a column, which keeps it from being the rowid
};

/// What a CREATE TABLE of SQLite says, in a form in which two of them can be compared.
struct SaidTable {
  std::string name;  ///< folded
  std::vector<SaidColumn> columns;
  std::vector<SaidConstraint> constraints;
  std::string options;
  Span options_span;
  Span body;
};

/// nullopt: not understood.
std::optional<SaidTable> said(std::string_view create_table, const Meanings& meanings);

}  // namespace tenon
