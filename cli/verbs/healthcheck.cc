// `tenon healthcheck`: asks the service on this machine whether it lives, for containers.

#include "app/configuration.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/log.h"
#include "cli/verb.h"
#include "service/http/probe.h"

namespace tenon {

namespace {

int run_healthcheck(const Arguments& arguments) {
  std::vector<GivenValue> given;
  if (!arguments.serve.listen.empty()) given.push_back({"listen", {arguments.serve.listen}});
  const Configuration configuration = configuration_of(arguments.config, given);
  const std::string fault = probe_fault(listen_address(*configuration.service.listen),
                                        arguments.serve.is_ready ? "/readyz" : "/healthz");
  if (fault.empty()) return 0;
  complain(fault);
  return 1;
}

void add_healthcheck_options(VerbOptions& options, OptionValues values) {
  options.text("--listen", values.arguments.serve.listen, "where the service listens (127.0.0.1:8417)",
               {.type = "ADDRESS:PORT"});
  options.flag("--ready", values.arguments.serve.is_ready, "ask whether it is ready, with its store");
  add_configuration(options, values);
}

}  // namespace

Verb healthcheck_verb() {
  return {.name = "healthcheck",
          .about = "ask the service on this machine whether it lives",
          .add_options = &add_healthcheck_options,
          .run = &run_healthcheck,
          .exits = {{0, "it does"}, {1, "it does not"}, {78, "the configuration has faults"}}};
}

}  // namespace tenon
