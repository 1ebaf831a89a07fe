// Writes the report of a comparison as JSON.

#pragma once

#include <string>

#include "model/report.h"

namespace tenon {

/// Returns the report as JSON, `schema_version` 1; its keys are a promise. Ends in a newline.
std::string report_json(const Report& report, const Dialect& dialect);

}  // namespace tenon
