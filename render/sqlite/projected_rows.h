#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/sqlite/rebuild.h"

namespace tenon {

/// How the rows that a rebuild will make can be looked at before it: over the table as it is, or in a
/// temporary table into which SQLite has converted and computed every value. That is exact for all of them,
/// and costs a copy.
enum class RowsBy { kQuery, kStaging };

/// The rows of a table as a rebuild will make them.
class NewRows {
 public:
  NewRows(const RebuildTable& op, RowsBy by);

  /// What stands in FROM for them, under an alias.
  std::string as(const std::string& alias) const;
  /// What has to run before and after they are asked for.
  std::vector<std::string> before() const;
  std::vector<std::string> after() const;

  /// Whether the values of the column can be asked for.
  bool knows(const Name& column) const;
  bool knows(const std::vector<Name>& columns) const;
  /// The same of everything that an expression names.
  bool knows(const Expression& expression) const;

  /// Whether the column may hold, or compare, something else than it did: so that what held of it may not
  /// hold.
  bool changes(const Name& column) const;
  bool changes(const Expression& expression) const;

 private:
  void add(const Column& column);
  void add_computed();
  bool stays_computed(const Column& column) const;

  const RebuildTable& op_;
  RowsBy by_;
  std::vector<Copied> copied_;
  std::vector<Copied> parts_;  ///< of the query
  std::vector<Name> changing_;
  std::vector<Name> unknown_;
  bool is_plain_ = true;
};

/// The affinity that a column of this table has; STRICT decides too.
std::string_view affinity_in(const Table& table, const Column& column);

/// Whether a name is among these.
bool holds(const std::vector<Name>& names, const Name& name);

}  // namespace tenon
