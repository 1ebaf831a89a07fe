// Writes a document as JUnit XML, for the test views of CI services.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns one test suite with a test case for each target: passed, failed with its findings as text, or an
/// error with its reason where it could not be told. Ends in a newline.
std::string junit(const ReportDocument& document);

}  // namespace tenon
