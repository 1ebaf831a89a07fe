#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "declare/faults.h"
#include "model/catalog.h"

namespace tenon {

/// Finds what PostgreSQL's expressions of one table, or of one domain, name and nothing there is called: the
/// server would refuse them. What may be something else (a field, a function written like a column) is let
/// be.
class UnknownColumns {
 public:
  /// `columns`: all that the table has.
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
  std::vector<std::string> columns_;  ///< what a message offers
  std::set<std::string> known_;       ///< these, the row, and what is in every table
  Faults& faults_;
};

}  // namespace tenon
