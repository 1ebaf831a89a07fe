// Comments in SQL that switch rules of lint off: files in, settings out.

#pragma once

#include <vector>

#include "declare/declaration.h"
#include "model/lint.h"

namespace tenon {

/// The words by which an SQL file switches rules off for a table and what lives on it, or for a constraint or
/// an index. Codes follow, with commas or blanks between them, and after another `--` a reason.
inline constexpr std::string_view kLintDisable = "-- tenon: lint disable ";

/// The rules that SQL files switch off for what they declare. Throws one Error(kDeclaration) with every such
/// line that names no rule, or that stands by nothing that a rule is about.
std::vector<LintSelector> disabled_in_sql(const std::vector<Document>& documents, const Catalog& declared);

}  // namespace tenon
