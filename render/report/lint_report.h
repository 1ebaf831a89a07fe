// Interface of the lint reports: takes a LintReport, returns text or JSON.

#pragma once

#include <string>

#include "model/lint.h"
#include "render/report/list_style.h"

namespace tenon {

/// What a lint found, for people: by table, each with what to do; why it matters, once a rule. In short: how
/// many by rule, and by table.
std::string lint_text(const LintReport& report, const ListStyle& style);

/// The same as JSON, `schema_version` 1; its keys are a promise. Ends in a newline.
std::string lint_json(const LintReport& report);

/// Every rule with its code, for people.
std::string lint_rules_text();

}  // namespace tenon
