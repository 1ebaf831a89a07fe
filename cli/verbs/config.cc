// `tenon config`: print the configuration of a run with the origin of each value, or check the file.

#include "app/configuration.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/error.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

/// Says of a file without a fault what it holds.
int check_configuration(const Configuration& configuration) {
  if (configuration.path.empty())
    throw Error(Fault::kConfiguration,
                "there is no tenon.toml here or above; name one by --config, or let tenon "
                "init write one");
  print(configuration.path + ": no fault; " + pluralize(configuration.targets.size(), "target") + ", " +
        pluralize(configuration.target_sets.size(), "target set") + ", " +
        pluralize(configuration.webhooks.size(), "webhook") + "\n");
  return 0;
}

int run_config(const Arguments& arguments) {
  const Configuration configuration = configuration_of(arguments.config);
  if (arguments.key == "check") return check_configuration(configuration);
  std::vector<Output> wanted = outputs_or_text(arguments);
  if (arguments.is_json && arguments.outputs.empty()) wanted = {{&format_by_name("json"), ""}};
  deliver(results(arguments, wanted, view_of(configuration), &Format::configuration));
  return 0;
}

void add_config_options(VerbOptions& options, OptionValues values) {
  options.text("ACTION", values.arguments.key,
               "show: every value with its origin; check: whether the file has a fault",
               {.is_required = true, .one_of = {"show", "check"}});
  add_configuration(options, values);
  options.flag("--json", values.arguments.is_json, "as -o json");
  add_outputs(options, values);
}

}  // namespace

Verb config_verb() {
  return {.name = "config",
          .about = "show the configuration with the origin of each value, or check it",
          .add_options = &add_config_options,
          .formats = &offered<&Format::configuration>,
          .run = &run_config,
          .exits = {{0, "no fault"}, {78, "the configuration has faults"}}};
}

}  // namespace tenon
