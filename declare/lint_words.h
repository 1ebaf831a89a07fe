// Checks the rule selectors of a declared file against the known rules and kinds.

#pragma once

#include <optional>
#include <string>

#include "model/lint.h"

namespace tenon {

/// Returns why a selector can never match: its code is no rule's, or its glob begins with an unknown kind of
/// object. The text names the nearest known word. Returns nullopt if the selector is valid.
std::optional<std::string> fault_of(const LintSelector& selector);

}  // namespace tenon
