// A configuration as `config show` prints it: every value with its origin, as text and as JSON.

#pragma once

#include <string>
#include <vector>

#include "config/settings.h"

namespace tenon {

/// The settings of a run and the file that they come from.
struct ConfigurationView {
  std::string path;  ///< empty: there is no file
  std::vector<ConfigurationEntry> entries;
};

/// Returns the view of a configuration.
ConfigurationView view_of(const Configuration& configuration);

/// Returns a line a setting: key, value, and its origin as a comment.
std::string configuration_text(const ConfigurationView& view);
std::string configuration_json(const ConfigurationView& view);

}  // namespace tenon
