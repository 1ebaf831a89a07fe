// `tenon lint`: read one source, print the faults of the schema itself.

#include "app/lint.h"

#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/results.h"
#include "cli/verb.h"

namespace tenon {

namespace {

int run_lint(const Arguments& arguments) {
  const Linted made = linted({arguments.request.compare, arguments.lint});
  deliver(results(arguments, outputs_or_text(arguments), made, &Format::lint));
  return exit_code(made.report);
}

void add_lint_options(VerbOptions& options, OptionValues values) {
  add_source(
      options, values,
      "postgresql, sqlite or actian, for a file that names none; actian: check any source by its rules");
  options.texts("--disable", values.raw.disable,
                "switch a rule off: CODE, or CODE:GLOB for the objects whose key matches "
                "(TN105:foreign_key:public.log.*)",
                {.takes_commas = true});
  options.texts("--enable", values.raw.enable, "enable a rule that is off by default or in the declared file",
                {.takes_commas = true});
  options.count("--cascade-limit", values.raw.cascade_limit,
                "enables TN112: how many other tables a DELETE may reach by cascades");
  add_outputs(options, values);
  add_summary(options, values);
}

std::string about_rules() { return "Rules (docs/lint.md has each with an example):\n" + known_rules(); }

}  // namespace

Verb lint_verb() {
  return {.name = "lint",
          .about = "faults of a schema itself, by rules that each have a code",
          .add_options = &add_lint_options,
          .formats = &offered<&Format::lint>,
          .run = &run_lint,
          .details = &about_rules,
          .exits = {{0, "clean"}, {2, "problems found"}, {1, "could not read, or no table to look at"}},
          .reports_to_ci = true,
          .sources = Sources::kOne};
}

}  // namespace tenon
