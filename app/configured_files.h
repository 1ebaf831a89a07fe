// Lists the files that a configuration has a run read: the configuration in, sources out.

#pragma once

#include <string>
#include <vector>

#include "model/source_argument.h"

namespace tenon {

/// Returns the configuration of a run (as configuration_of() finds it), and whatever it names: databases,
/// declared schemas, files of sets and of secrets, the store. What a secret leads to is not looked up. A
/// configuration with faults names nothing but itself.
std::vector<SourceArgument> configured_files(const std::string& path);

}  // namespace tenon
