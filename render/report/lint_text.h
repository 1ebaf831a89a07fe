// Writes the result of lint as text for people.

#pragma once

#include <string>

#include "model/lint.h"
#include "render/report/list_style.h"

namespace tenon {

/// Returns the findings of lint for people: by table, each with a fix hint, and the reason of each rule once.
/// In short form, returns counts by rule and by table.
std::string lint_text(const LintReport& report, const ListStyle& style);

/// Returns every rule with its code, for people.
std::string lint_rules_text();

}  // namespace tenon
