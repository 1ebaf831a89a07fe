// A target that a request defines: its JSON in, the target out, or what is wrong with each field.

#pragma once

#include <string>
#include <vector>

#include "app/request_values.h"
#include "app/targets.h"
#include "config/configuration.h"
#include "store/definition_book.h"

namespace tenon {

/// A target that was defined over the API.
struct RequestedTarget {
  TargetConfiguration target;  ///< as far as it could be read; its `fault` says why it cannot be used
  std::vector<RequestFault> faults;
};

/// Reads a target by the code that reads those of the configuration, and holds it against
/// [service.api_targets]: no path, no variable, no program and no password is named by a request; a host, a
/// SQLite file and a declared schema only where a glob allows it, and no schema that lies beyond the folder
/// of the configuration, by a link neither. What the configuration does not enable is a fault. Never throws
/// Error.
RequestedTarget requested_target(const Configuration& configuration, const std::string& name,
                                 const std::string& definition);

/// Returns the targets among definitions, read against the configuration as it is.
std::vector<TargetConfiguration> defined_targets(const Configuration& configuration,
                                                 const Definitions& definitions);

/// Adds targets that were made over the API to those of a configuration. One whose name the configuration has
/// is left out: the file goes before. Returns the names of those.
std::vector<std::string> add_defined(Expansion& listed, const std::vector<TargetConfiguration>& defined);

}  // namespace tenon
