// Compares values with variables of the environment.

#include "cli/given_value.h"

#include "app/configuration.h"
#include "config/settings.h"

namespace tenon {

bool is_of_command_line(const std::string& flag, const std::string& value) {
  return !value.empty() && value != environment_variable(variable_of(flag));
}

}  // namespace tenon
