// Writes the result of lint as JSON.

#pragma once

#include <string>

#include "model/lint.h"
#include "render/report/list_style.h"

namespace tenon {

/// Returns the same as JSON, `schema_version` 1; its keys are a promise. Ends in a newline.
std::string lint_json(const LintReport& report);

}  // namespace tenon
