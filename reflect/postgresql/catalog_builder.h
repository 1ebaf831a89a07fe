// Builds a Catalog from query rows, with lookups by oid.

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

/// A column by its table's oid and its attnum.
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

/// A catalog under construction, indexed by the server's oids. Of tables that belong to an extension only the
/// column names are kept.
struct CatalogDraft {
  Catalog catalog;
  std::unordered_map<Oid, std::size_t> tables;  ///< index in catalog.tables
  std::unordered_map<Oid, QualifiedName> table_names;
  std::unordered_map<ColumnNumber, Name, ColumnNumberHash> column_names;
  std::unordered_map<ColumnNumber, std::size_t, ColumnNumberHash> columns;  ///< index in their table
  /// An index or an exclusion constraint, by the oid of its index: a separate query reads the elements of
  /// both.
  struct Place {
    std::size_t table;
    std::size_t constraint;  ///< index in its constraints
  };
  std::unordered_map<Oid, Place> indexes;
  std::map<std::size_t, std::set<std::size_t>>
      inherited;  ///< by table index: the indexes of inherited constraints

  Table* table(Oid oid);
  Column* column(const ColumnNumber& number);
  /// Returns an index or an exclusion constraint, or nullptr.
  Constraint* index(Oid oid);
  /// Returns the names of the columns, in order. An attnum that is no column (0 for an expression) is
  /// skipped.
  std::vector<Name> names(Oid table, const std::vector<int>& numbers) const;
  void add(Oid table, Constraint constraint, bool inherited = false);
  /// Adds a constraint that index() finds by its index.
  void add_indexed(Oid table, Oid index, Constraint constraint, bool inherited = false);
  /// Separates declared from inherited constraints, and returns the catalog. REQUIRES: all queries have been
  /// read.
  Catalog taken();
};

}  // namespace tenon
