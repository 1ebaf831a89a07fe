// Writes a document as SARIF 2.1.0, for code scanning.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns a log of one run. Each entry is a result: its rule, its level, its place (the declared file and
/// line where there are any, and always the object as a logical location) and a fingerprint of rule and key,
/// the same in every run. What could not be told is a notification, and the invocation is not successful.
/// Ends in a newline.
std::string sarif(const ReportDocument& document);

}  // namespace tenon
