// Where the audit store of a run is: a flag, the environment or the configuration in, a URL out.

#pragma once

#include <string>

#include "config/configuration.h"
#include "model/source_argument.h"

namespace tenon {

/// Returns the URL of the store of a configuration, which flags and environment (TENON_STORE) have been put
/// over; without one sqlite:///tenon.db beside the configuration, or in the working directory. A password
/// that TENON_STORE_PASSWORD_FILE names is not in it: postgres reads it when it connects. Throws Error as
/// fetching a secret does.
SourceArgument store_of(const Configuration& configuration);

/// Returns the configuration with the store of a flag, as store_of() takes it; empty: no flag was given.
Configuration configuration_with_store(const std::string& path, const SourceArgument& store);

}  // namespace tenon
