// Reads the configuration of a verb that has sources, and fills its request.

#include "cli/configured_arguments.h"

#include "app/configuration.h"
#include "cli/log.h"
#include "cli/verb.h"

namespace tenon {

namespace {

/// Puts what [render] says where no flag does.
void set_rendering(GenerateRequest& request, const Configuration& configuration, const GivenFlags& given) {
  if (!given.contains("style")) request.style = *configuration.render.style;
  if (!given.contains("dir")) request.dir = *configuration.render.dir;
}

}  // namespace

void configure(Arguments& arguments) {
  if (arguments.verb->sources == Sources::kNone) return;
  const Configuration configuration = configuration_of(arguments.config);
  ConfiguredRequest made = configured(std::move(arguments.request.compare), configuration,
                                      {arguments.given, arguments.verb->sources == Sources::kSides});
  arguments.request.compare = std::move(made.request);
  set_rendering(arguments.request, configuration, arguments.given);
  for (const std::string& warning : made.warnings) warn(warning);
}

}  // namespace tenon
