// Finds columns that PostgreSQL expressions name and that their table does not have; the output is faults.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/faults.h"

namespace tenon {

/// Finds the columns that PostgreSQL expressions of one table or domain name and that do not exist; the
/// server would reject the expressions. A name that may mean something else (a field, a function in attribute
/// notation) is accepted.
class UnknownColumns {
 public:
  /// `columns`: all columns of the table.
  UnknownColumns(const QualifiedName& table, std::vector<std::string> columns, Faults& faults);
  UnknownColumns(const Domain& domain, Faults& faults);

  void find_in(const Column& column);
  void find_in(const Constraint& constraint);
  void find_in(const Domain& domain);

 private:
  void find_in(const std::string& text, const std::string& who, const Source& source);
  void find_in(const std::optional<Expression>& text, const std::string& who, const Source& source);
  void find_in(const IndexElement& element, const std::string& who, const Source& source);
  void find_in_default(const std::string& text, const std::string& who, const Source& source);

  std::string home_;                  ///< `table app.t`
  std::vector<std::string> columns_;  ///< the columns, as suggestions in a message
  std::set<std::string> known_;       ///< the columns, the row, and the system columns
  Faults& faults_;
};

}  // namespace tenon
