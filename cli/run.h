#pragma once

#include "cli/arguments.h"

namespace tenon {

/// Runs one verb: results to stdout or the files that -o names, everything else to stderr. Returns the exit
/// code of the published table. Throws Error for what ends the run.
int run(const Arguments& arguments);

}  // namespace tenon
