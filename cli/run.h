// Runs a command line that was read.

#pragma once

#include "cli/arguments.h"

namespace tenon {

/// Does what the verb says and returns the exit code. REQUIRES: arguments.verb. Throws Error.
int run(const Arguments& arguments);

}  // namespace tenon
