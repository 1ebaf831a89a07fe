// The script that would mend what a comparison found, as a part of a document.

#pragma once

#include "app/compare.h"
#include "render/report/document.h"

namespace tenon {

/// Returns the upgrade of a comparison as SQL, under a title that says how many statements it has, what it
/// destroys, and what it does that takes longest; or why none can be written, unless a note of the report
/// says that. Empty where nothing is to be done.
DocumentScript script_of(const ComparisonResult& comparison);

}  // namespace tenon
