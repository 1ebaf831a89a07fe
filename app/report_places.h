// Keeps reports from overwriting what is read, or a migration: a path in, a reason out.

#pragma once

#include <string>
#include <vector>

#include "model/source_argument.h"

namespace tenon {

/// Returns why a report must not be written to `path`: it is a file that the run reads (`sources`: URLs,
/// files and folders), would be read with the other files of its folder, is a SQLite database, or is a
/// migration. `extension` is
/// that of the format of the report. Empty if it may be written.
std::string why_kept(const std::vector<SourceArgument>& sources, const std::string& path,
                     const std::string& extension);

/// Returns whether a file contains the report of a failed run rather than a declaration.
bool is_failure_report(const std::string& path);

}  // namespace tenon
