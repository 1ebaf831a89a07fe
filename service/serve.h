// The life of the service: from its configuration to the signal that ends it.

#pragma once

#include <functional>

#include "config/configuration.h"

namespace tenon {

/// How the service begins.
struct ServeRequest {
  std::function<Configuration()> read;  ///< reads the configuration: at the start, and at each reload
};

/// Serves until SIGTERM or SIGINT, and returns the exit code. SIGHUP reads the configuration anew. At the end
/// it begins nothing any more, lets running audits finish for a while, gives back the others, and answers the
/// requests that it has; a second signal takes that time away. Throws Error if it cannot begin.
int served(const ServeRequest& request);

}  // namespace tenon
