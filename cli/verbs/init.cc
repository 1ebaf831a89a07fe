// `tenon init`: read one source, print the schema and the naming convention that a project begins with.

#include "app/names.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/results.h"
#include "cli/verb.h"

namespace tenon {

namespace {

int run_init(const Arguments& arguments) {
  deliver(results(arguments, outputs_or_text(arguments), beginning(arguments.request.compare),
                  &Format::beginning));
  return 0;
}

void add_init_options(VerbOptions& options, OptionValues values) {
  add_source(options, values);
  add_outputs(options, values);
}

std::string init_example() {
  return "For example: tenon init postgresql:///shop -o text -o json=schema.json";
}

}  // namespace

Verb init_verb() {
  return {.name = "init",
          .about = "start from an existing database: guess its naming convention and declare its schema",
          .add_options = &add_init_options,
          .formats = &offered<&Format::beginning>,
          .run = &run_init,
          .details = &init_example,
          .overwrites_reports = false};
}

}  // namespace tenon
