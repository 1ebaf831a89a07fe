// Turns the changes and unknowns of a report into findings, the rows of every report format.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace tenon {

/// What a change asks to be done, and what a drift report calls it.
enum class Verb { kAdd, kDrop, kChange, kRename, kValidate, kUnknown };

std::string_view op_word(Verb verb);  ///< "add" "drop" "change" "rename" "validate" "unknown"
std::string_view finding_word(
    Verb verb);  ///< "missing" "unexpected" "changed" "renamed" "unvalidated" "unknown"

/// One attribute that differs. Where a type decides what values become (SQLite's affinity) and that differs,
/// it is said beside the types as they are spelled.
struct FindingChange {
  std::string attribute;
  std::string actual;
  std::string declared;
  std::string actual_affinity;
  std::string declared_affinity;
};

/// One difference as reports print it, whatever their format.
struct Finding {
  Verb verb = Verb::kUnknown;
  Key key;
  std::string actual_name;          ///< of a rename
  std::string declared_definition;  ///< "" where the declared side has nothing
  std::string actual_definition;
  std::vector<std::string> table_lines;  ///< of a table that one side alone has: its definition as lines
  Source source;                         ///< of the declared side
  std::vector<FindingChange> changes;
  std::string reason;  ///< of an unknown
};

/// How many findings of each verb.
struct Summary {
  std::size_t add = 0;
  std::size_t drop = 0;
  std::size_t change = 0;
  std::size_t rename = 0;
  std::size_t validate = 0;
  std::size_t unknown = 0;
};

/// The report's changes, then its unknowns, in the report's order.
std::vector<Finding> findings(const Report& report, const Dialect& dialect);
Summary summary(const std::vector<Finding>& findings);

}  // namespace tenon
