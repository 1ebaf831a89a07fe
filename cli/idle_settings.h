// Settings of a configuration that do nothing yet: a configuration in, what is to be said of them out.

#pragma once

#include <string>
#include <vector>

#include "config/configuration.h"

namespace tenon {

/// Returns a sentence for each setting of [render] that asks for scripts which are not written yet. What
/// scripts do anyway asks for nothing.
std::vector<std::string> idle_rendering(const Configuration& configuration);

}  // namespace tenon
