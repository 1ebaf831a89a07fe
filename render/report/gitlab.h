// Writes a document as a Code Quality report of GitLab.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns a JSON array with an object for each entry, as GitLab's widget of a merge request reads it. What
/// stands in no declared file is shown at the first line of the declared file, or under the name of its
/// object. What could not be told is a blocker. Ends in a newline.
std::string gitlab_code_quality(const ReportDocument& document);

}  // namespace tenon
