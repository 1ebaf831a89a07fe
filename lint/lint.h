#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/lint.h"

namespace tenon {

/// The faults of a catalog whose constraints all have names, by every rule that is looked at: by table, code
/// and key.
std::vector<LintFinding> linted(const Catalog& catalog, const LintSettings& settings,
                                const LintEvidence& evidence);

/// Whether a rule is about the dialect at all.
bool applies_to(const LintRule& rule, const Dialect& dialect);
/// Whether a rule is looked at, for some objects at least.
bool is_looked_at(const LintRule& rule, const LintSettings& settings);

}  // namespace tenon
