// Writes the query, or the temporary table, of the rows that a rebuild will produce.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/sqlite/rebuild.h"

namespace tenon {

/// How to read the rows that a rebuild will produce: by a query over the present table, or from a temporary
/// table into which SQLite has converted and computed every value. The second is exact for all columns and
/// costs a copy.
enum class RowsBy { kQuery, kStaging };

/// The rows of a table as a rebuild will produce them.
class ProjectedRows {
 public:
  ProjectedRows(const RebuildTable& op, RowsBy by);

  /// Returns the FROM item for these rows under an alias.
  std::string as(const std::string& alias) const;
  /// Return the statements that must run before and after the rows are read.
  std::vector<std::string> before() const;
  std::vector<std::string> after() const;

  /// Tell whether the values of the column, or of all columns, can be read.
  bool knows(const Name& column) const;
  bool knows(const std::vector<Name>& columns) const;
  /// Tells whether every column that an expression names can be read.
  bool knows(const Expression& expression) const;

  /// Tells whether the column may hold other values, or compare otherwise, than before, so that its
  /// constraints must be checked again.
  bool changes(const Name& column) const;
  bool changes(const Expression& expression) const;

 private:
  void add(const Column& column);
  void add_computed();
  bool stays_computed(const Column& column) const;

  const RebuildTable& op_;
  RowsBy by_;
  std::vector<Copied> copied_;
  std::vector<Copied> parts_;  ///< the columns of the query
  std::vector<Name> changing_;
  std::vector<Name> unknown_;
  bool is_plain_ = true;
};

/// Returns the affinity of a column in this table; in a STRICT table other rules apply.
std::string_view affinity_in(const Table& table, const Column& column);

/// Tells whether `names` contains `name`.
bool holds(const std::vector<Name>& names, const Name& name);

}  // namespace tenon
