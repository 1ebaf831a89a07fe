// `tenon serve`: audits by schedule, an API and a dashboard, until it is told to end.

#include "service/serve.h"
#include "app/configuration.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/verb.h"

namespace tenon {

namespace {

/// The flags that override the configuration, as it takes them.
std::vector<GivenValue> serve_values(const Arguments& arguments) {
  std::vector<GivenValue> all;
  if (!arguments.serve.listen.empty()) all.push_back({"listen", {arguments.serve.listen}});
  if (const SourceArgument& store = arguments.request.compare.store; !store.empty())
    all.push_back({"store", {store.exposed()}});
  return all;
}

int run_serve(const Arguments& arguments) {
  return served({.read = [path = arguments.config, given = serve_values(arguments)] {
    return configuration_of(path, given);
  }});
}

void add_serve_options(VerbOptions& options, OptionValues values) {
  options.text("--listen", values.arguments.serve.listen,
               "where to listen: 127.0.0.1:8417, [::1]:8417; beyond this machine only with a token",
               {.type = "ADDRESS:PORT"});
  add_store(options, values);
  add_configuration(options, values);
}

}  // namespace

Verb serve_verb() {
  return {.name = "serve",
          .about = "the service: audits by schedule, an API, a dashboard",
          .add_options = &add_serve_options,
          .run = &run_serve,
          .exits = {{0, "it was told to end, and everything was finished or given back"},
                    {1, "it could not start, or had to stop"},
                    {78, "the configuration has faults"}}};
}

}  // namespace tenon
