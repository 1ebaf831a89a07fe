// Reads what a request defines as if it stood in a configuration: values with places in, a target or a
// webhook out.

#pragma once

#include <string>

#include "config/configuration.h"
#include "config/table_reader.h"

namespace tenon {

/// Reads a target that a request defines, by the code that reads `[targets.NAME]`. REQUIRES: `in.secrets`,
/// and no folder: paths stay as they are written, so that they can be judged. A password in a text is a fault
/// that does not repeat it.
TargetConfiguration read_requested_target(ConfigurationReading& in, const std::string& name,
                                          const TomlValue& value);

/// Reads a webhook that a request defines: its address, which may hold a token, its format, what it wants to
/// hear, and of which targets. Nothing that is said of it shows the address.
WebhookConfiguration read_requested_webhook(ConfigurationReading& in, const std::string& name,
                                            const TomlValue& value);

}  // namespace tenon
