// Writes an explanation as text and as JSON.

#pragma once

#include <string>

#include "model/explanation.h"

namespace tenon {

/// Returns both texts, their canonical forms and the rule, for people. Ends in a newline.
std::string explanation_text(const Explanation& explanation, const Dialect& dialect);

/// Returns the same as JSON, `schema_version` 1. Ends in a newline.
std::string explanation_json(const Explanation& explanation, const Dialect& dialect);

}  // namespace tenon
