// Reads a tenon.toml: its text in, a Configuration out, or every fault with its place.

#pragma once

#include <string>
#include <vector>

#include "config/configuration.h"
#include "model/document.h"

namespace tenon {

/// What a configuration is read with.
struct ConfigurationContext {
  std::string folder;                 ///< of the file, as seen from the working directory; empty: that one
  std::vector<std::string> styles;    ///< the names of the runners that `generate` writes for
  std::vector<std::string> dialects;  ///< the names of dialects
  std::vector<std::string> schemes = {};  ///< what URLs of databases begin with: `sqlite://`; empty: anything
};

/// Reads a configuration. Throws one Error(kConfiguration) that lists every fault, each as `path:line:column:
/// what was wanted; what was found; the nearest known word`. No message holds a text that may be a secret.
Configuration read_configuration(const Document& document, const ConfigurationContext& context);

}  // namespace tenon
