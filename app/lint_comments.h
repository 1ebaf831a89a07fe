// Comments in SQL that switch rules of lint off: files in, settings out.

#pragma once

#include <vector>

#include "declare/declaration.h"
#include "model/lint.h"

namespace tenon {

/// The words by which an SQL file disables rules for a table with its columns and constraints, or for a
/// constraint or an index. Codes follow, separated by commas or blanks, and a reason after another `--`.
inline constexpr std::string_view kLintDisable = "-- tenon: lint disable ";

/// Returns the rules that SQL files disable for the objects that they declare. Throws one Error(kDeclaration)
/// with every such line that names no rule, or that belongs to no object to which a rule applies.
std::vector<LintSelector> disabled_in_sql(const std::vector<Document>& documents, const Catalog& declared);

}  // namespace tenon
