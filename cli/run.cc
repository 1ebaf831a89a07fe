// Checks where results go, then runs the verb.

#include "cli/run.h"

#include <spdlog/spdlog.h>

#include "cli/results.h"

namespace tenon {

int run(const Arguments& arguments) {
  if (arguments.quiet) spdlog::set_level(spdlog::level::err);
  require_places(arguments);
  return arguments.verb->run(arguments);
}

}  // namespace tenon
