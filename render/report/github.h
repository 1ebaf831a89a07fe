// Writes a document as workflow commands of GitHub Actions: annotations of the files of a change.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns one workflow command a line. GitHub keeps 10 annotations of each kind (error, warning, notice) of
/// a step and drops the others without a word: at most 9 findings of a kind are written, and where there are
/// more, the tenth says how many. Nothing in a name ends a command or begins another.
std::string github_commands(const ReportDocument& document);

}  // namespace tenon
