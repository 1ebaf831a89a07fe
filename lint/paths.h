#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/scope.h"

namespace tenon {

/// An index of a table as what can be looked up in it: an index itself, or the one behind a key.
struct AccessPath {
  const Constraint* of = nullptr;
  std::vector<IndexElement> elements;
  std::vector<Name> include;
  bool unique = false;
  bool nulls_not_distinct = false;
  const std::optional<Expression>* where = nullptr;  ///< of an index
  Name method;
  bool is_key = false;  ///< behind a primary key or a unique constraint
  bool sorted = true;   ///< a B-tree: what its first columns are, it can be searched by
};

/// Every path into a table that holds, what its parents hand down among them.
std::vector<AccessPath> access_paths(const Table& table, const Dialect& dialect);

/// Whether two lists of elements, `length` of each, find and sort alike, one perhaps backwards. How NULLs are
/// sorted does not count where a column has none.
bool alike(const Scope& scope, const Table& table, const std::vector<IndexElement>& a,
           const std::vector<IndexElement>& b, std::size_t length);

/// Whether two predicates are the same, or both are absent.
bool same_where(const AccessPath& a, const AccessPath& b);

/// `index ix_a`, `primary key t_pkey`.
std::string called(const AccessPath& path);

}  // namespace tenon
