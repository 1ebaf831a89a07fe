// `tenon names`: hold the names of one source against a convention, print them or write the renames.

#include "app/names.h"

#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "cli/written_files.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

int write_renames(const Arguments& arguments, const Names& made) {
  const std::vector<Result> reports = results(arguments, arguments.outputs, made, &Format::names);
  GenerateRequest how = arguments.request;
  if (how.message.empty()) how.message = "adopt the naming convention";
  const MigrationFiles written = generated_renames(made, how);
  if (const std::size_t colliding = count(made.report, Keeping::kCollides))
    warn(pluralize(colliding, "name") +
         " not renamed: the convention's name belongs to another object; tenon names shows which");
  if (written.files.empty()) {
    deliver(reports);
    inform("nothing to rename");
    return 3;
  }
  deliver_migration(arguments, written, reports);
  return 0;
}

int run_names(const Arguments& arguments) {
  const Names made = names({arguments.request.compare, arguments.convention,
                            arguments.only_server_names ? WhichNames::kServers : WhichNames::kAll});
  if (arguments.rename) return write_renames(arguments, made);
  deliver(results(arguments, outputs_or_text(arguments), made, &Format::names));
  return exit_code(made.report);
}

void add_names_options(VerbOptions& options, OptionValues values) {
  Arguments& arguments = values.arguments;
  add_source(options, values);
  options.source("--convention", arguments.convention,
                 "the declared file whose \"naming_convention\" applies; by default, that of SOURCE",
                 {.type = "FILE"});
  options.flag("--rename", arguments.rename, "write the migration that renames what differs, up and down");
  options.flag("--only-server-names", arguments.only_server_names,
               "look at the names that the server made (orders_pkey) alone; what somebody chose stays");
  options.text("-m,--message", arguments.request.message, "what the migration is for; it names the file",
               {.is_not_blank = true, .needs = "--rename"});
  add_files(options, values, "--rename");
  add_outputs(options, values);
  add_summary(options, values);
}

}  // namespace

Verb names_verb() {
  return {.name = "names",
          .about = "check names of constraints and indexes against the naming convention, and rename them",
          .add_options = &add_names_options,
          .formats = &offered<&Format::names>,
          .run = &run_names,
          .details = &about_sources,
          .exits = {{0, "all names follow it, or --rename has written the files"},
                    {2, "some do not"},
                    {1, "could not tell"},
                    {3, "--rename has nothing to rename"}},
          .reports_to_ci = true,
          .sources = Sources::kOne};
}

}  // namespace tenon
