// `tenon serve`: audits by schedule, an API and a dashboard, until it is told to end.

#include "service/serve.h"
#include "app/configuration.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/given_value.h"
#include "cli/log.h"
#include "cli/verb.h"
#include "model/error.h"
#include "service/http/server.h"

namespace tenon {

namespace {

/// The flags that override the configuration, as it takes them.
std::vector<GivenValue> serve_values(const Arguments& arguments) {
  std::vector<GivenValue> all;
  if (is_of_command_line("listen", arguments.serve.listen))
    all.push_back({"listen", {arguments.serve.listen}});
  if (const SourceArgument& store = arguments.request.compare.store; !store.empty())
    all.push_back({"store", {store.exposed()}});
  return all;
}

/// Throws Error where the service is to listen on what is no address, and says who gave it.
Configuration with_listen_checked(Configuration configuration) {
  const Setting<std::string>& listen = configuration.service.listen;
  try {
    listen_address(*listen);
  } catch (const Error& error) {
    const bool is_flag = listen.origin.kind == OriginKind::kFlag;
    throw Error(is_flag ? Fault::kUsage : Fault::kConfiguration,
                (is_flag ? listen.origin.name : to_string(listen.origin)) + ": " + error.what());
  }
  return configuration;
}

int run_serve(const Arguments& arguments) {
  const bool is_json = arguments.serve.log_format == "json";
  set_log(is_json ? LogForm::kJson : LogForm::kText, arguments.serve.log_level);
  return served({.read = [path = arguments.config, given = serve_values(arguments)] {
    return with_listen_checked(configuration_of(path, given));
  }});
}

void add_serve_options(VerbOptions& options, OptionValues values) {
  options.text("--listen", values.arguments.serve.listen,
               "where to listen: 127.0.0.1:8417, [::1]:8417; beyond this machine only with a token",
               {.type = "ADDRESS:PORT"});
  options.text("--log-format", values.arguments.serve.log_format,
               "how the lines of the log on stderr look: text, or json, an object a line",
               {.shows_default = true, .one_of = {"text", "json"}});
  options.text("--log-level", values.arguments.serve.log_level,
               "from which level on there are lines: debug has every request, info those that failed or were "
               "refused",
               {.shows_default = true, .one_of = {"debug", "info", "warning", "error"}});
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
                    {64, "the command line has faults"},
                    {78, "the configuration has faults"}}};
}

}  // namespace tenon
