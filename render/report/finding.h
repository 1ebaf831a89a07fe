// Turns the changes and unknowns of a report into findings, the rows of every report format.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace tenon {

/// What a finding requires; a drift report has its own words for it.
enum class FindingVerb { kAdd, kDrop, kChange, kRename, kValidate, kUnknown };

std::string_view op_word(FindingVerb verb);  ///< "add" "drop" "change" "rename" "validate" "unknown"
std::string_view finding_word(
    FindingVerb verb);  ///< "missing" "unexpected" "changed" "renamed" "unvalidated" "unknown"

/// One attribute that differs. If the affinities of two types of SQLite differ, they are shown beside the
/// types.
struct FindingChange {
  std::string attribute;
  std::string actual;
  std::string declared;
  std::string actual_affinity;
  std::string declared_affinity;
};

/// One difference as reports print it, whatever their format.
struct Finding {
  FindingVerb verb = FindingVerb::kUnknown;
  Key key;
  std::string actual_name;          ///< for a rename
  std::string declared_definition;  ///< "" where the declared side has nothing
  std::string actual_definition;
  std::vector<std::string> table_lines;  ///< for a table that only one side has: its definition as lines
  Source source;                         ///< of the declared side
  std::vector<FindingChange> changes;
  std::string reason;          ///< for an unknown
  std::string referred_table;  ///< of a foreign key: the declared one, or the actual where none is declared
  bool fails = true;           ///< false: `fail_on` lets it pass
};

/// The number of findings for each verb.
struct Summary {
  std::size_t add = 0;
  std::size_t drop = 0;
  std::size_t change = 0;
  std::size_t rename = 0;
  std::size_t validate = 0;
  std::size_t unknown = 0;
};

/// Returns what a change requires.
FindingVerb verb_of(const Change& change);

/// Returns the report's changes, then its unknowns, in the report's order.
std::vector<Finding> findings(const Report& report, const Dialect& dialect);
Summary summary(const std::vector<Finding>& findings);

}  // namespace tenon
