// Where the audit store of a run is: a flag, the environment or the configuration in, a URL out.

#pragma once

#include <string>

#include "config/configuration.h"
#include "model/source_argument.h"

namespace tenon {

/// Returns the URL of the store of a configuration, which flags and environment (TENON_STORE) have been put
/// over; without one sqlite:///tenon.db beside the configuration, or in the working directory. What
/// with_store_password() adds is not in it. Throws Error as fetching a secret does.
SourceArgument store_of(const Configuration& configuration);

/// Returns a PostgreSQL URL without a password with the one that is kept outside: in TENON_STORE_PASSWORD, or
/// in the file that TENON_STORE_PASSWORD_FILE names, without one line break at its end and whatever its
/// rights; libpq passes over a password file that others may read, and in containers they all are. Where
/// neither is set, libpq finds a password, or none, by itself. Throws Error as fetching a secret does.
SourceArgument with_store_password(const SourceArgument& url);

/// Returns the configuration with the store of a flag, as store_of() takes it; empty: no flag was given.
Configuration configuration_with_store(const std::string& path, const SourceArgument& store);

}  // namespace tenon
