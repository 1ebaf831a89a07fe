// Finds and reads the configuration of a run.

#pragma once

#include <string>
#include <vector>

#include "config/configuration.h"
#include "config/read.h"
#include "config/settings.h"

namespace tenon {

/// The name of a configuration that is looked for.
inline constexpr const char* kConfigurationName = "tenon.toml";

/// Returns the path of the nearest tenon.toml, from the working directory upwards, as it is opened from there
/// (`tenon.toml`, `../tenon.toml`); empty: there is none.
std::string nearest_configuration();

/// Reads the environment of the program.
std::optional<std::string> environment_variable(const std::string& name);

/// Returns the configuration of a run: of `path` (--config or TENON_CONFIG), else of the nearest tenon.toml,
/// else the defaults; with flags and environment over it. Throws Error(kConfiguration) for a file that is
/// named and cannot be read, for every fault of it at once, and for one that was found by itself and belongs
/// to another user: it may name commands to run.
Configuration configuration_of(const std::string& path, const std::vector<GivenValue>& flags = {});

/// Returns what configurations are read with, for a file in this folder.
ConfigurationContext configuration_context(const std::string& folder);

/// Reads one file without flags and environment, as it is checked.
Configuration configuration_in(const std::string& path);

}  // namespace tenon
