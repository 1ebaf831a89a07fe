// Keeps reports from overwriting what is read, or a migration: a path in, a reason out.

#pragma once

#include <string>
#include <vector>

#include "model/source_argument.h"

namespace tenon {

/// Why a report must not be written to `path`: it is a file that the run reads (`sources`: URLs, files and
/// folders), would be read with the others of its folder, or is a migration; `extension` is the one of the
/// report's format. Empty: it may be.
std::string why_kept(const std::vector<SourceArgument>& sources, const std::string& path,
                     const std::string& extension);

/// Whether a file holds what a failed run left there: a report, and nothing that anybody declared.
bool is_failure_report(const std::string& path);

}  // namespace tenon
