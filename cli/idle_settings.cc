// Settings of a configuration that do nothing yet: a configuration in, what is to be said of them out.

#include "cli/idle_settings.h"

namespace tenon {

namespace {

std::string idle(const std::string& key, const Origin& origin, const std::string& why) {
  return key + " (" + to_string(origin) + ") has no effect yet" + why;
}

}  // namespace

std::vector<std::string> idle_rendering(const Configuration& configuration) {
  const RenderConfiguration& render = configuration.render;
  std::vector<std::string> all;
  if (*render.concurrently)
    all.push_back(
        idle("render.concurrently", render.concurrently.origin,
             ": scripts build indexes in their transaction, which keeps writers of the table waiting"));
  if (*render.validate == "separate")
    all.push_back(idle("render.validate", render.validate.origin,
                       ": scripts check the rows of a table while they add a constraint, under its lock"));
  return all;
}

}  // namespace tenon
