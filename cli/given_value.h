// Tells what the command line says from what the environment says.

#pragma once

#include <string>

namespace tenon {

/// Whether a value of an option that overrides the configuration was given as a flag. `flag` is without
/// dashes. What the variable of that name says is read with the configuration, which then knows its origin.
bool is_of_command_line(const std::string& flag, const std::string& value);

}  // namespace tenon
