// Runs the enabled rules over a catalog and returns the sorted findings.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/lint.h"

namespace tenon {

/// Returns the findings of all enabled rules, sorted by table, code and key. REQUIRES: all constraints of the
/// catalog have names.
std::vector<LintFinding> linted(const Catalog& catalog, const LintSettings& settings,
                                const LintEvidence& evidence);

/// Tells whether a rule applies to the dialect.
bool applies_to(const LintRule& rule, const Dialect& dialect);
/// Tells whether a rule is enabled, for some objects at least.
bool is_enabled(const LintRule& rule, const LintSettings& settings);

}  // namespace tenon
