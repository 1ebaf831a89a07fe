// Reads the file of a target set: TOML, CSV or lines in, rows out.

#pragma once

#include <string>
#include <vector>

#include "config/configuration.h"
#include "config/row_template.h"
#include "model/document.h"

namespace tenon {

/// The rows of a set, and where each stands.
struct PlacedRow {
  TargetRow row;
  Source at;
};

/// Reads `*.toml` (`[[targets]]` tables of texts and numbers), `*.csv` (RFC 4180, the first line names the
/// columns), and any other file as one value of the column `name` a line; there, `#` begins a comment line.
/// Throws one Error(kConfiguration) with every fault: a line with too few fields, a column twice, a password.
std::vector<PlacedRow> target_rows(const Document& document);

/// Makes the targets of a set. Throws Error(kConfiguration) when there are more rows than its `max`, when a
/// row does not fill a template, and when two rows make one name.
std::vector<TargetConfiguration> targets_of(const TargetSet& set, const std::vector<PlacedRow>& rows);

/// Throws the Error(kConfiguration) of a set that has more rows than its `max`.
[[noreturn]] void fail_too_many(const TargetSet& set);

/// Returns a glob that every name of the set matches: its template with any text for each column.
std::string name_glob(const TargetSet& set);

/// Returns whether a name may be one of the set.
bool may_be_of_set(const TargetSet& set, const std::string& name);

}  // namespace tenon
