#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/catalog.h"

namespace tenon {

using Oid = std::uint32_t;

/// A column by the number the server knows it by.
struct ColumnNumber {
  Oid table;
  int number;

  friend bool operator==(const ColumnNumber&, const ColumnNumber&) = default;
};

struct ColumnNumberHash {
  std::size_t operator()(const ColumnNumber& column) const {
    return std::hash<std::uint64_t>()(std::uint64_t{column.table} << 16 |
                                      static_cast<std::uint16_t>(column.number));
  }
};

/// A catalog while its queries are read, with everything findable by the server's numbers. Tables that belong
/// to an extension are known by the names of their columns only.
struct CatalogDraft {
  Catalog catalog;
  std::unordered_map<Oid, std::size_t> tables;  ///< position in catalog.tables
  std::unordered_map<Oid, QualifiedName> table_names;
  std::unordered_map<ColumnNumber, Name, ColumnNumberHash> column_names;
  std::unordered_map<ColumnNumber, std::size_t, ColumnNumberHash> columns;  ///< position in their table
  /// An index or an exclusion constraint, by its index: both have elements that a query of their own tells.
  struct Place {
    std::size_t table;
    std::size_t constraint;  ///< position in its constraints
  };
  std::unordered_map<Oid, Place> indexes;
  std::map<std::size_t, std::set<std::size_t>> inherited;  ///< by the positions of table and constraint

  Table* table(Oid oid);
  Column* column(const ColumnNumber& number);
  /// An index or an exclusion, or nullptr.
  Constraint* index(Oid oid);
  /// The columns' names, in order. What is no column (an expression's 0) is left out.
  std::vector<Name> names(Oid table, const std::vector<int>& numbers) const;
  void add(Oid table, Constraint constraint, bool inherited = false);
  /// As add(), to be found by its index.
  void add_indexed(Oid table, Oid index, Constraint constraint, bool inherited = false);
  /// Parts what tables declare from what they are handed down. The end of all reading.
  Catalog taken();
};

}  // namespace tenon
