// Writes the result of a name check as JSON.

#pragma once

#include <string>

#include "model/names.h"
#include "render/report/list_style.h"

namespace tenon {

/// Returns the same as JSON with every name, `schema_version` 1; its keys are a promise. Ends in a newline.
std::string names_json(const NamesReport& report);

}  // namespace tenon
