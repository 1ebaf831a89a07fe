// Lists the access paths of a table: what its indexes and keys can look up.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/scope.h"

namespace tenon {

/// An access path of a table: an index, or the index behind a key.
struct AccessPath {
  const Constraint* of = nullptr;
  std::vector<IndexElement> elements;
  std::vector<Name> include;
  bool unique = false;
  bool nulls_not_distinct = false;
  const std::optional<Expression>* where = nullptr;  ///< of an index
  Name method;
  bool is_key = false;  ///< backs a primary key or a unique constraint
  bool sorted = true;   ///< a B-tree, which can be searched by its leading columns
};

/// Returns every valid access path of a table, inherited ones included.
std::vector<AccessPath> access_paths(const Table& table, const Dialect& dialect);

/// Tells whether two lists of elements, `length` of each, find and sort alike, possibly in opposite
/// directions. The order of NULLs is ignored for NOT NULL columns.
bool alike(const Scope& scope, const Table& table, const std::vector<IndexElement>& a,
           const std::vector<IndexElement>& b, std::size_t length);

/// Tells whether two predicates are equal, or both absent.
bool same_where(const AccessPath& a, const AccessPath& b);

/// Returns the path for a message: `index ix_a`, `primary key t_pkey`.
std::string describe(const AccessPath& path);

}  // namespace tenon
