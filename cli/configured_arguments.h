// Puts what a configuration says into the arguments of a run.

#pragma once

#include "cli/arguments.h"

namespace tenon {

/// Replaces the names of targets by what they stand for, and fills what no flag says from the configuration;
/// a verb without sources is left as it is. Throws Error: kConfiguration for the file, kUsage for a word that
/// is neither a file nor a target.
void configure(Arguments& arguments);

}  // namespace tenon
