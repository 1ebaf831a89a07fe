// `tenon doctor`: test what the configuration names, say of each failing thing how it is mended.

#include "app/doctor/doctor.h"

#include "app/configuration.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/error.h"

namespace tenon {

namespace {

int run_doctor(const Arguments& arguments) {
  const Configuration configuration = configuration_of(arguments.config);
  if (configuration.path.empty() && arguments.names.empty())
    throw Error(
        Fault::kConfiguration,
        "there is no tenon.toml here or above to test; name it by --config, let tenon init write one, or "
        "name a database URL");
  const DoctorReport made = tested(configuration, {arguments.names, store_probe()});
  deliver(results(arguments, outputs_or_text(arguments), made, &Format::doctor));
  return exit_code(made);
}

void add_doctor_options(VerbOptions& options, OptionValues values) {
  options.words(
      "TARGET", values.arguments.names,
      "the targets that are tested, by name or URL; by default all, with the store and the webhooks");
  add_configuration(options, values);
  add_outputs(options, values);
}

}  // namespace

Verb doctor_verb() {
  return {
      .name = "doctor",
      .about = "test secrets, connections, rights, clocks and declared sides of the configuration",
      .add_options = &add_doctor_options,
      .formats = &offered<&Format::doctor>,
      .run = &run_doctor,
      .exits = {{0, "everything works"}, {1, "something does not"}, {78, "the configuration has faults"}}};
}

}  // namespace tenon
