// Reads the configuration, checks where results go, then runs the verb.

#include "cli/run.h"

#include <spdlog/spdlog.h>

#include "cli/configured_arguments.h"
#include "cli/results.h"

namespace tenon {

int run(Arguments& arguments) {
  if (arguments.quiet) spdlog::set_level(spdlog::level::err);
  configure(arguments);
  require_places(arguments);
  return arguments.verb->run(arguments);
}

}  // namespace tenon
