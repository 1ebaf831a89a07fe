// Runs a command line that was read.

#pragma once

#include "cli/arguments.h"

namespace tenon {

/// Puts what the configuration says into the arguments, does what the verb says and returns the exit code.
/// REQUIRES: arguments.verb. Throws Error.
int run(Arguments& arguments);

}  // namespace tenon
